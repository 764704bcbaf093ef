import type { PackageDirectoryLoader } from 'n8n-core';
import { NodeConnectionTypes, type IDataObject, type IExecuteFunctions, type INodeExecutionData, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import type { EmulatorAddress } from '../../test/host/host';
import { paced, readBare, type Fetch } from './bare';

export const LEAST_NODE = 'leastNode';

const DESCRIPTION: INodeTypeDescription = {
	name: LEAST_NODE,
	displayName: 'Least Node',
	description: 'What no node can save',
	group: ['input'],
	version: 1,
	defaults: { name: 'Least Node' },
	inputs: [NodeConnectionTypes.Main],
	outputs: [NodeConnectionTypes.Main],
	properties: [],
};

/**
 * Makes known to the loader the least a node could do that gives these very rows as items: the bare loop with n8n's request
 * helper, and an item by hand for each row. It checks nothing, repeats nothing, and knows the four columns. What it costs,
 * no node can save.
 */
export function addLeastNode(loader: PackageDirectoryLoader, address: EmulatorAddress, fetchOf: (context: IExecuteFunctions) => Fetch): void {
	const type: INodeType = {
		description: DESCRIPTION,
		execute: async function () {
			return [await readItems(address, fetchOf(this))];
		},
	};
	loader.nodeTypes[LEAST_NODE] = { type, sourcePath: '' };
}

async function readItems(address: EmulatorAddress, fetch: Fetch): Promise<INodeExecutionData[]> {
	const pairedItem = { item: 0 };
	const items: INodeExecutionData[] = [];
	await readBare(address, paced(fetch), (rows) => {
		for (const { row } of rows) items.push({ json: itemOf(row), pairedItem });
	});
	return items;
}

function itemOf([orderId, customer, total, orderedAt]: readonly string[]): IDataObject {
	return { order_id: Number(orderId), customer, total, ordered_at: `${orderedAt?.replace(' ', 'T')}Z` };
}
