import type { IDataObject, INode, Logger } from 'n8n-workflow';
import { WatchMemory, type PollMemory } from '../../../../nodes/FlinkStatementTrigger/watchMemory';
import { missingFrom, observe, type Absence, type WatchEvent } from '../../../../nodes/shared/flink/watch/watch';
import { watchFilter, type WatchFilter } from '../../../../nodes/shared/flink/watch/watchFilter';
import type { ServedStatement } from '../../../flink/watch/service';
import type { Keeping } from '../triggerHost';

const NODE: INode = { id: 'trigger', name: 'Trigger', type: 'trigger', typeVersion: 1, position: [0, 0], parameters: {} };
const nothing = (): void => {};
const SILENT_LOGGER: Logger = { error: nothing, warn: nothing, info: nothing, debug: nothing };

/** A poll that has not looked at the service yet. */
export interface Begun {
	/** The static data that n8n handed to it. */
	readonly data: IDataObject;
	/** Epoch milliseconds. */
	readonly now: number;
	readonly filter: WatchFilter;
}

/** A poll that has looked at the service and not yet compared what it saw. */
export interface Looked extends Begun {
	readonly look: readonly ServedStatement[];
	/** Epoch milliseconds. */
	readonly lookedAt: number;
}

/** What n8n does with the poll's result: of an activation, of a tick, or nothing because it came too late. */
export type Handling = 'activation' | 'tick' | 'dropped';

let processes = 0;

/**
 * What n8n does with the static data of a polling node, engine by engine, without n8n: what it hands to a poll,
 * what it writes to its database, and what it forgets when a workflow is published or the process restarts.
 */
export class SimulatedN8n {
	filter: WatchFilter;
	private database: IDataObject = {};
	private live: IDataObject | undefined;
	private process = ++processes;

	constructor(private readonly keeping: Keeping, filter: WatchFilter) {
		this.filter = filter;
	}

	get hasStored(): boolean {
		return Object.keys(this.database).length > 0;
	}

	publish(filter: WatchFilter): void {
		this.filter = filter;
		this.live = undefined;
	}

	restart(): void {
		this.live = undefined;
		this.process = ++processes;
	}

	begin(now: number): Begun {
		const data = this.live ?? structuredClone(this.database);
		if (this.keeping === 'live') this.live = data;
		return { data, now, filter: this.filter };
	}

	/** Compares, remembers and saves as the poll and the engine do. Returns what the poll told. */
	finish({ data, look, now, lookedAt, filter }: Looked, handling: Handling, endedAt: number): WatchEvent[] {
		const memory = this.memory(data);
		const recalled = memory.recall(now);
		if (recalled === undefined) return [];
		const { state: before, unbroken, remembersAll } = recalled;
		const absent = new Map(missingFrom(before, look).map((each): [string, Absence] => [each.uid, 'deleted']));
		const { state: after, events } = observe(before, { statements: look, complete: true, now, absent, unbroken });
		if (after === null || after === before) return [];
		const told = events.filter(watchFilter(filter, remembersAll));
		memory.keep(after, told.length > 0, lookedAt, endedAt);
		const saves = told.length > 0 || (handling === 'activation') === (this.keeping !== 'everyPoll');
		if (saves && handling !== 'dropped') this.database = structuredClone(data);
		return told;
	}

	/** Another trigger of the workflow returns items: n8n saves what it has in memory of all of them. */
	saveAlong(): void {
		if (this.live !== undefined) this.database = structuredClone(this.live);
	}

	/** A poll fails before it has seen anything. */
	fail(): void {
		this.memory(this.live ?? structuredClone(this.database)).interrupt();
	}

	private memory(data: IDataObject): WatchMemory {
		const context: PollMemory = {
			getNode: () => NODE,
			getWorkflow: () => ({ id: `process-${String(this.process)}`, name: 'Watch', active: true }),
			getWorkflowStaticData: () => data,
			logger: SILENT_LOGGER,
		};
		return new WatchMemory(context, 'scope');
	}
}
