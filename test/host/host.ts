import type { PackageDirectoryLoader } from 'n8n-core';
import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import type { IConnections, IDataObject, INode, INodeExecutionData, INodeType, INodeTypes, IRun, IVersionedNodeType, IWorkflowBase, IWorkflowExecuteAdditionalData } from 'n8n-workflow';
import { createRunExecutionData, NodeHelpers, Workflow } from 'n8n-workflow';

import type { Emulator } from '../../emulator';
import { withoutRegexTimeout } from './patientRegex';
import { StoredCredentials, type CredentialValues } from './storedCredentials';

withoutRegexTimeout();

/** The node types of a loader, as an execution looks them up. */
export class LoaderNodeTypes implements INodeTypes {
	constructor(private readonly loader: PackageDirectoryLoader) {}

	getByName(type: string): INodeType | IVersionedNodeType {
		return this.loader.getNode(type.split('.').at(-1) ?? type).type;
	}

	getByNameAndVersion(type: string, version?: number): INodeType {
		return NodeHelpers.getVersionedNodeType(this.getByName(type), version);
	}

	getKnownTypes() {
		return this.loader.known.nodes as never;
	}
}

/** A workflow and what n8n's server gives its execution: a minimal stand-in for the server around the real engine. */
export interface Host {
	readonly workflow: Workflow;
	readonly additionalData: IWorkflowExecuteAdditionalData;
}

export interface HostDefinition {
	readonly nodes: INode[];
	readonly connections?: IConnections;
	readonly staticData?: IDataObject;
	readonly name?: string;
}

export function createHost(loader: PackageDirectoryLoader, definition: HostDefinition, credentials: CredentialValues): Host {
	const { nodes, connections = {}, staticData = {}, name = 'Test' } = definition;
	const workflow = new Workflow({ id: 'test', name, active: false, nodes, connections, staticData, nodeTypes: new LoaderNodeTypes(loader), settings: { executionOrder: 'v1' } });
	const base = 'http://localhost';
	const additionalData = {
		credentialsHelper: new StoredCredentials(loader, credentials),
		hooks: new ExecutionLifecycleHooks('trigger', 'exec', { id: 'test', name, nodes, connections } as IWorkflowBase),
		executionId: 'exec',
		currentNodeExecutionIndex: 0,
		restApiUrl: '',
		instanceBaseUrl: '',
		formBaseUrl: '',
		formWaitingBaseUrl: `${base}/form-waiting`,
		formTestBaseUrl: '',
		webhookBaseUrl: '',
		webhookWaitingBaseUrl: `${base}/webhook-waiting`,
		webhookTestBaseUrl: '',
		mcpBaseUrl: '',
		mcpTestBaseUrl: '',
		variables: {},
		logAiEvent: () => {},
	} as unknown as IWorkflowExecuteAdditionalData;
	return { workflow, additionalData };
}

/** An execution under way, which can be cancelled as n8n's Stop button does. */
export interface Execution {
	readonly finished: Promise<IRun>;
	cancel(): void;
}

/** Starts the workflow at a node with these input items. */
export function startAt(host: Host, nodeName: string, items: INodeExecutionData[]): Execution {
	const node = host.workflow.getNode(nodeName);
	if (node === null) throw new Error(`There is no node "${nodeName}"`);
	const data = createRunExecutionData({ executionData: { nodeExecutionStack: [{ node, data: { main: [items] }, source: null }] } });
	const finished = new WorkflowExecute(host.additionalData, 'trigger', data).processRunExecutionData(host.workflow);
	return {
		finished,
		cancel: () => {
			finished.cancel();
		},
	};
}

/** Where an emulator is and what opens it, whichever process it runs in. */
export type EmulatorAddress = Pick<Emulator, 'baseUrl' | 'flinkApi' | 'cloudApi'>;

/** The two credentials for an emulator, as a user would fill them in. */
export function credentialsFor(emulator: EmulatorAddress): Record<'confluentFlinkApi' | 'confluentCloudApi', Record<string, string>> {
	return {
		confluentFlinkApi: { ...emulator.flinkApi, endpoint: 'custom', baseUrl: emulator.baseUrl },
		confluentCloudApi: { ...emulator.cloudApi, baseUrl: emulator.baseUrl },
	};
}
