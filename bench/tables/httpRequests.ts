/* eslint-disable @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { setTimeout as delay } from 'node:timers/promises';
import type { PackageDirectoryLoader } from 'n8n-core';
import { ExecuteContext } from 'n8n-core';
import { createRunExecutionData, type IDataObject, type INode } from 'n8n-workflow';
import { createHost, credentialsFor, type EmulatorAddress } from '../../test/host/host';
import { itemAt } from './sample';

/**
 * The HTTP Request node's batching, with a second between: 900 requests a minute, so that none is refused, which would
 * end the workflow. Without batching, or with its default of 50 items, the service refuses some.
 */
const BATCH_SIZE = 15;
const BATCH_INTERVAL_MS = 1_000;

/** A statement that has not completed is looked at again after a second, as with a Wait node. */
const WAIT_MS = 1_000;

const NODE: INode = { id: 'http', name: 'HTTP Request', type: 'n8n-nodes-confluent-flink.flinkTable', typeVersion: 1, position: [0, 0], parameters: {} };

/** What the workflow did. */
export interface Requested {
	readonly seconds: number;
	readonly completed: number;
}

type Send = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: IDataObject) => Promise<IDataObject>;

/**
 * What a user builds without the node: three HTTP Request nodes, which submit a statement for each item, look at it
 * until it has completed, and delete it. Each node begins when the one before it is done with all items. The requests
 * go through the helper of n8n-core that the HTTP Request node uses, as that makes them.
 *
 * @throws what the service refuses, as the HTTP Request node does
 */
export async function insertWithHttpRequests(loader: PackageDirectoryLoader, target: EmulatorAddress, table: string, count: number): Promise<Requested> {
	const send = senderFor(loader, target);
	const { organizationId, environmentId } = target.flinkApi;
	const names = Array.from({ length: count }, (_, index) => `insert-${index}`);
	const began = performance.now();
	await inBatches(names, async (name, index) => {
		const body = { name, organization_id: organizationId, environment_id: environmentId, spec: { statement: insertOf(table, index), properties: { 'sql.current-catalog': environmentId, 'sql.current-database': 'cluster_0' } } };
		await send('POST', '', body);
	});
	let open: readonly string[] = names;
	let completed = 0;
	for (;;) {
		const phases = await inBatches(open, async (name) => ((await send('GET', `/${name}`))['status'] as IDataObject)['phase']);
		completed += phases.filter((phase) => phase === 'COMPLETED').length;
		open = open.filter((_, index) => phases[index] !== 'COMPLETED' && phases[index] !== 'FAILED');
		if (open.length === 0) break;
		await delay(WAIT_MS);
	}
	await inBatches(names, async (name) => await send('DELETE', `/${name}`));
	return { seconds: (performance.now() - began) / 1000, completed };
}

/** The SQL that people write with expressions in it. */
function insertOf(table: string, index: number): string {
	const { order_id: id, customer, total, ordered_at: at } = itemAt(index);
	return `INSERT INTO \`${table}\` VALUES (${String(id)}, '${String(customer)}', CAST('${String(total)}' AS DECIMAL(12, 2)), CAST(TIMESTAMP '${String(at).replace('T', ' ').replace('Z', '')}' AS TIMESTAMP_LTZ(3)))`;
}

function senderFor(loader: PackageDirectoryLoader, target: EmulatorAddress): Send {
	const { workflow, additionalData } = createHost(loader, { nodes: [NODE] }, credentialsFor(target));
	const executeData = { node: NODE, data: { main: [[{ json: {} }]] }, source: null };
	const context = new ExecuteContext(workflow, NODE, additionalData, 'trigger', createRunExecutionData(), 0, [{ json: {} }], executeData.data, executeData, []);
	const { apiKeyId, apiSecret, organizationId, environmentId } = target.flinkApi;
	const statements = `${target.baseUrl}/sql/v1/organizations/${organizationId}/environments/${environmentId}/statements`;
	return async (method, path, body) =>
		(await context.helpers.request({
			uri: `${statements}${path}`,
			method,
			auth: { user: apiKeyId, pass: apiSecret, sendImmediately: true },
			gzip: true,
			json: true,
			followRedirect: true,
			timeout: 300_000,
			...(body === undefined ? {} : { body }),
		})) as IDataObject;
}

/** Items of a batch go out together; the next batch follows a second later, whether or not they are answered. */
async function inBatches<T, R>(items: readonly T[], send: (item: T, index: number) => Promise<R>): Promise<R[]> {
	const sent: Array<Promise<R>> = [];
	for (const [index, item] of items.entries()) {
		if (index > 0 && index % BATCH_SIZE === 0) await delay(BATCH_INTERVAL_MS);
		sent.push(send(item, index));
	}
	return await Promise.all(sent);
}
