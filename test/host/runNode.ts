import type { PackageDirectoryLoader } from 'n8n-core';
import type { IDataObject, INode, INodeExecutionData, INodeParameters, IRun } from 'n8n-workflow';

import { createHost, startAt } from './host';
import type { CredentialValues } from './storedCredentials';

export interface NodeRun {
	readonly run: IRun;
	/** The first output's items. */
	readonly items: INodeExecutionData[];
	/** Their `json`. */
	readonly json: IDataObject[];
	/** The second output's items: "continue (using error output)". */
	readonly errorItems: INodeExecutionData[];
	readonly error: { message: string; description?: string | null; httpCode?: string | null; context?: IDataObject } | undefined;
	readonly hints: string[];
}

export interface NodeSpec {
	/** Such as `flinkStatement`. */
	readonly type: string;
	readonly parameters: INodeParameters;
	readonly onError?: INode['onError'];
	/** "Retry On Fail": how often the node is tried at most. */
	readonly tries?: number;
	readonly input?: IDataObject[];
	readonly workflowName?: string;
}

const NODE_NAME = 'Node under test';

const FLINK = { confluentFlinkApi: { id: '1', name: 'Flink' } };
const CLOUD = { confluentCloudApi: { id: '2', name: 'Cloud' } };

/** One node as it would stand in a workflow, with its credential. */
export function nodeOf({ type, parameters, onError, tries }: NodeSpec): INode {
	return {
		id: 'node-1',
		name: NODE_NAME,
		type: `n8n-nodes-confluent-flink.${type}`,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: type === 'flinkComputePool' || type === 'flinkRegion' ? CLOUD : FLINK,
		...(onError === undefined ? {} : { onError }),
		...(tries === undefined ? {} : { retryOnFail: true, maxTries: tries, waitBetweenTries: 1 }),
	};
}

/** Starts one node in n8n's engine, with real HTTP; for tests that cancel it. */
export function startNode(loader: PackageDirectoryLoader, credentials: CredentialValues, spec: NodeSpec) {
	const host = createHost(loader, { nodes: [nodeOf(spec)], name: spec.workflowName ?? 'Test' }, credentials);
	return startAt(host, NODE_NAME, (spec.input ?? [{}]).map((json) => ({ json })));
}

/** Runs one node in n8n's engine, with real HTTP, to its end. */
export async function runNode(loader: PackageDirectoryLoader, credentials: CredentialValues, spec: NodeSpec): Promise<NodeRun> {
	return readRun(await startNode(loader, credentials, spec).finished);
}

/** What a run of one node gave. */
export function readRun(run: IRun): NodeRun {
	const task = run.data.resultData.runData[NODE_NAME]?.[0];
	const [items, errorItems] = [task?.data?.main?.[0] ?? [], task?.data?.main?.[1] ?? []];
	return {
		run,
		items,
		json: items.map((item) => item.json),
		errorItems,
		error: run.data.resultData.error as NodeRun['error'],
		hints: (task?.hints ?? []).map((hint) => hint.message),
	};
}
