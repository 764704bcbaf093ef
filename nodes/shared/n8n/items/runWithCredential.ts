import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { itemContext } from './itemContext';
import type { Operation } from './operation';
import { runOperations, type ItemBounds } from './runOperations';

/**
 * An action node's `execute`: carries out the operation for every item, with the credential as it is for that item.
 * A wrong credential is the error of each item that it is wrong for.
 */
export async function runWithCredential<Endpoint, Session>(
	context: IExecuteFunctions,
	readEndpoint: (context: IExecuteFunctions) => Promise<Endpoint>,
	operations: ReadonlyArray<Operation<Session>>,
	createSession: (context: IExecuteFunctions, endpoint: Endpoint, bounds: ItemBounds) => Session,
): Promise<INodeExecutionData[][]> {
	return await runOperations(context, operations, async (bounds, itemIndex) => {
		const item = itemContext(context, itemIndex);
		return createSession(item, await readEndpoint(item), bounds);
	});
}
