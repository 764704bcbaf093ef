import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { asNodeError } from './nodeError';
import type { Operation } from './operation';
import { failedItem, runOperations, type ItemBounds } from './runOperations';

/**
 * An action node's `execute`: reads and checks the credential once, then carries out the operation for every
 * item. A wrong credential concerns all items alike: it ends the run, or, where the node goes on, is every item's
 * error.
 */
export async function runWithCredential<Endpoint, Session>(
	context: IExecuteFunctions,
	readEndpoint: (context: IExecuteFunctions) => Promise<Endpoint>,
	operations: ReadonlyArray<Operation<Session>>,
	createSession: (context: IExecuteFunctions, endpoint: Endpoint, bounds: ItemBounds) => Session,
): Promise<INodeExecutionData[][]> {
	let endpoint: Endpoint;
	try {
		endpoint = await readEndpoint(context);
	} catch (error) {
		const nodeError = asNodeError(context.getNode(), error, 0);
		if (!context.continueOnFail()) throw nodeError;
		return [context.getInputData().flatMap((_item, itemIndex) => failedItem(nodeError, itemIndex))];
	}
	return await runOperations(context, operations, (bounds) => createSession(context, endpoint, bounds));
}
