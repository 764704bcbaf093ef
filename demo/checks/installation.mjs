import { PACKAGE_NAME } from '../paths.mjs';

const OWN_NODES = ['flinkStatement', 'flinkComputePool', 'flinkRegion', 'flinkTable', 'flinkStatementTrigger', 'flinkRowTrigger'].map((name) => `${PACKAGE_NAME}.${name}`);

/** @type {import('./run.mjs').Check} */
export const nodesKnown = {
	title: 'n8n knows all nodes of the package and every node of the examples',
	run: async ({ client, workflows }) => {
		/** @type {Array<{ name: string }>} */
		const types = await client.request('GET', '/types/nodes.json');
		const known = new Set(types.map(({ name }) => name));
		const used = [...workflows.values()].flatMap(({ nodes }) => nodes.map(({ type }) => type));
		const missing = [...new Set([...OWN_NODES, ...used])].filter((type) => !known.has(type));
		if (missing.length > 0) throw new Error(`n8n does not know ${missing.join(', ')}`);
		return `${OWN_NODES.length} nodes, ${workflows.size} examples with ${used.length} nodes`;
	},
};

/**
 * Lets n8n test a saved credential with other values than the saved ones, as its editor does before it saves them.
 *
 * @param {Pick<import('./run.mjs').DemoContext, 'client' | 'credentials'>} context
 * @param {string} type
 * @param {Record<string, unknown>} data
 * @returns {Promise<{ status: string, message: string }>}
 */
export async function testCredential({ client, credentials }, type, data) {
	// n8n 1 tests only what has been saved before: the id is that of the saved one.
	return await client.request('POST', '/rest/credentials/test', { credentials: { ...credentials.get(type), type, data } });
}

/** @type {import('./run.mjs').Check} */
export const credentialsTested = {
	title: 'n8n tests both credentials successfully, and says what is wrong with a wrong key',
	run: async (context) => {
		const messages = [];
		for (const { type, data } of context.credentialData.filter(({ type }) => type.startsWith('confluent'))) {
			const right = await testCredential(context, type, data);
			if (right.status !== 'OK') throw new Error(`${type}: ${right.status} ${right.message}`);
			const wrong = await testCredential(context, type, { ...data, apiSecret: 'not-the-secret' });
			if (wrong.status === 'OK') throw new Error(`${type} was accepted with a wrong secret`);
			messages.push(`${type}: "${right.message}", with a wrong secret "${wrong.message}"`);
		}
		return messages.join('; ');
	},
};
