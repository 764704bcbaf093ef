import type { PackageDirectoryLoader } from 'n8n-core';
import { ExecuteContext, RoutingNode } from 'n8n-core';
import type { ICredentialDataDecryptedObject, ICredentialTestRequest, INode, INodeType, INodeTypes } from 'n8n-workflow';
import { createEmptyRunExecutionData, Workflow } from 'n8n-workflow';

import { createHost } from '../host/host';

const NODE: INode = { id: 'temp', name: 'Temp-Node', type: 'temp', typeVersion: 1, position: [0, 0], parameters: {} };

/**
 * Runs the test request of a credential as n8n's server does when a credential is saved: as the one field of a
 * declarative node.
 *
 * @returns undefined where the test is passed, else what the dialog shows
 */
export async function testCredential(loader: PackageDirectoryLoader, type: string, data: ICredentialDataDecryptedObject): Promise<string | undefined> {
	const { test } = loader.getCredential(type).type;
	if (test === undefined) throw new Error(`${type} has no test`);
	const node = { ...NODE, credentials: { [type]: { id: '1', name: type } } };
	const nodeType = declarativeNode(type, test);
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes: onlyType(nodeType) });
	const { additionalData } = createHost(loader, { nodes: [] }, { [type]: data });
	const input = { main: [[{ json: {} }]] };
	const context = new ExecuteContext(workflow, node, additionalData, 'internal', createEmptyRunExecutionData(), 0, [], input, { node, data: {}, source: null }, []);
	try {
		await new RoutingNode(context, nodeType, { id: '1', name: type, type, data }).runNode();
		return undefined;
	} catch (error) {
		return wordsFor(error as TesterError, test);
	}
}

interface TesterError extends Error {
	readonly cause?: { readonly response?: { readonly status: number }; readonly code?: string };
}

/** The message of the rule for the status of the answer; n8n's own words where there is none. */
function wordsFor({ message, cause }: TesterError, { rules = [] }: ICredentialTestRequest): string {
	const status = cause?.response?.status;
	if (status === undefined) return cause?.code ?? message;
	const rule = rules.find(({ type, properties }) => type === 'responseCode' && properties.value === status);
	return rule?.properties.message ?? `Received HTTP status code: ${status}`;
}

function declarativeNode(credential: string, { request }: ICredentialTestRequest): INodeType {
	return {
		description: {
			displayName: 'Temp',
			name: 'temp',
			description: '',
			group: [],
			version: 1,
			defaults: {},
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: credential, required: true }],
			properties: [{ displayName: 'Temp', name: 'temp', type: 'string', default: '', routing: { request } }],
		},
	};
}

function onlyType(nodeType: INodeType): INodeTypes {
	return { getByName: () => nodeType, getByNameAndVersion: () => nodeType, getKnownTypes: () => ({}) };
}
