import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

/** What an item that was carried out gave. */
export interface ItemOutcome {
	readonly rows: readonly IDataObject[];
	/** Remarks for the user. */
	readonly hints: readonly string[];
	/** What it has created for good, such as `Statement "etl"`. */
	readonly created: readonly string[];
}

/** What is kept of one item for the repeats of the node's run. */
export interface ItemMemory {
	/** Of an item that was carried out: a repeat returns it again and sends nothing. */
	outcome?: ItemOutcome;
	/** After which nothing may be sent again, since it could be done twice. */
	deadEnd?: Error;
	/** The name or id of what the item creates: a repeat finds it by that. */
	ownId?: string | undefined;
	/** Whether what has the `ownId` was seen to be there: where it is gone, it has done its work perhaps, and is not made again. */
	wasSeen?: boolean;
}

/** What is kept of the items of one run of a node. */
export type RunMemory = Map<number, ItemMemory>;

const memories = new WeakMap<object, RunMemory>();

/**
 * What earlier tries of this run have left. With "Retry On Fail" n8n carries out the whole node again where one item
 * failed, the items that had succeeded included.
 */
export function recallRun(context: IExecuteFunctions): RunMemory {
	const run = repeatedRun(context);
	const memory: RunMemory = (run === undefined ? undefined : memories.get(run)) ?? new Map<number, ItemMemory>();
	if (run !== undefined) memories.set(run, memory);
	return memory;
}

/**
 * What n8n hands to all tries of one run and to no other run: not to another execution, nor to another node, nor to
 * another turn of a loop. Undefined where there are no repeats. A call by an agent has the run of the agent, which
 * calls a tool many times, each time for something else.
 */
function repeatedRun(context: IExecuteFunctions): object | undefined {
	const { name, retryOnFail } = context.getNode();
	if (retryOnFail !== true) return undefined;
	const run = context.getExecuteData();
	return run.node.name === name ? run : undefined;
}
