import { getRequestHelperFunctions } from 'n8n-core/dist/execution-engine/node-execution-context/utils/request-helpers';
import type { IHttpRequestOptions, RequestHelperFunctions } from 'n8n-workflow';
import { Agent } from 'undici';
import type { QueryOutput } from '../../nodes/shared/flink/rows/rowCollector';
import { createHost, credentialsFor, type EmulatorAddress } from '../../test/host/host';
import { loadBuiltPackage } from '../../test/host/package';
import { nodeOf, runNode, type NodeSpec } from '../../test/host/runNode';
import { readAlone } from './alone';
import { headersFor, paced, readBare, undiciFetch, type Fetch } from './bare';
import { addLeastNode, LEAST_NODE } from './leastNode';

type HttpRequest = RequestHelperFunctions['httpRequest'];

/** Reads all rows of what is laid down in the emulator, and answers how many there were. */
export type Reader = (address: EmulatorAddress) => Promise<number>;

/** The package as people install it: what runs the sources adds work to each function that they make. */
const LOADER = loadBuiltPackage();

/** The node in n8n's engine: submit, wait, read, decode, delete. */
function node(output: QueryOutput): Reader {
	return async (address) => await readWith(spec(output), address);
}

async function readWith(of: NodeSpec, address: EmulatorAddress): Promise<number> {
	const { items, error } = await runNode(await LOADER, credentialsFor(address), of);
	if (error !== undefined) throw new Error(error.message);
	return items.length;
}

function spec(output: QueryOutput): NodeSpec {
	return { type: 'flinkStatement', parameters: { resource: 'statement', operation: 'executeQuery', sql: 'SELECT * FROM orders', returnAll: true, output } };
}

function withUndici(read: (address: EmulatorAddress, dispatcher: Agent) => Promise<number>): Reader {
	return async (address) => {
		const dispatcher = new Agent();
		try {
			return await read(address, dispatcher);
		} finally {
			await dispatcher.close();
		}
	};
}

/** The request helper that n8n gives a node. */
async function helperFetch(address: EmulatorAddress): Promise<Fetch> {
	const statement = nodeOf(spec('table'));
	const { workflow, additionalData } = createHost(await LOADER, { nodes: [statement] }, credentialsFor(address));
	const { httpRequest } = getRequestHelperFunctions(workflow, statement, additionalData);
	return fetchWith(httpRequest, address);
}

/** n8n's request helper as the package's nodes call it: what it gives is a stream. */
function fetchWith(httpRequest: HttpRequest, address: EmulatorAddress): Fetch {
	const headers = headersFor(address);
	return async (url, body) => {
		const options: IHttpRequestOptions = { method: body === undefined ? 'GET' : 'POST', url, headers, ...(body === undefined ? {} : { body: body }), encoding: 'stream', returnFullResponse: true, ignoreHttpStatusErrors: true, disableFollowRedirect: true };
		const answer = (await httpRequest(options)) as { body: AsyncIterable<Buffer> };
		const chunks: Buffer[] = [];
		for await (const chunk of answer.body) chunks.push(chunk);
		return Buffer.concat(chunks).toString();
	};
}

/** The least that a node in n8n's engine could do. */
async function leastNode(address: EmulatorAddress): Promise<number> {
	const loader = await LOADER;
	addLeastNode(loader, address, ({ helpers }) => fetchWith(helpers.httpRequest, address));
	return await readWith({ type: LEAST_NODE, parameters: {} }, address);
}

export const READERS = {
	bare: withUndici(async (address, dispatcher) => await readBare(address, undiciFetch(address, dispatcher))),
	pacedBare: withUndici(async (address, dispatcher) => await readBare(address, paced(undiciFetch(address, dispatcher)))),
	pacedHelper: async (address) => await readBare(address, paced(await helperFetch(address))),
	aloneTable: withUndici(async (address, dispatcher) => await readAlone(address, dispatcher, 'table')),
	aloneChangelog: withUndici(async (address, dispatcher) => await readAlone(address, dispatcher, 'changelog')),
	leastNode,
	nodeTable: node('table'),
	nodeChangelog: node('changelog'),
} satisfies Record<string, Reader>;

export type ReaderName = keyof typeof READERS;
