import type { IDataObject, INode, Logger } from 'n8n-workflow';
import { PollTurns, type IsMine } from '../../../../nodes/FlinkStatementTrigger/pollTurns';
import { triggerOf, WatchMemory, type PollMemory } from '../../../../nodes/FlinkStatementTrigger/watchMemory';
import { missingFrom, observe, type Absence, type WatchEvent } from '../../../../nodes/shared/flink/watch/watch';
import { watchFilter, type WatchFilter } from '../../../../nodes/shared/flink/watch/watchFilter';
import type { ServedStatement } from '../../../flink/watch/service';
import type { Keeping } from '../triggerHost';

const NODE: INode = { id: 'trigger', name: 'Trigger', type: 'trigger', typeVersion: 1, position: [0, 0], parameters: {} };
const nothing = (): void => {};
const SILENT_LOGGER: Logger = { error: nothing, warn: nothing, info: nothing, debug: nothing };

/** Milliseconds that n8n gives a poll. */
export const BUDGET_MS = 12_000;

/** The turn of a poll, which lasts until `end`. */
interface Turn {
	readonly isMine: IsMine;
	readonly end: () => Promise<void>;
}

/** A poll that has not looked at the service yet. */
export interface Begun {
	/** The static data that n8n handed to it. */
	readonly data: IDataObject;
	/** Epoch milliseconds. */
	readonly now: number;
	readonly filter: WatchFilter;
	/** Undefined where another poll had the turn: this one does nothing. */
	readonly turn: Turn | undefined;
}

/** A poll that has looked at the service and not yet compared what it saw. */
export interface Looked extends Begun {
	readonly look: readonly ServedStatement[];
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
	private turns = new PollTurns();

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
		this.turns = new PollTurns();
	}

	/** The static data for the next poll. */
	hand(): IDataObject {
		const data = this.live ?? structuredClone(this.database);
		if (this.keeping === 'live') this.live = data;
		return data;
	}

	/** @param data what n8n handed to the poll, just now unless it did so before */
	begin(now: number, data = this.hand()): Begun {
		let resolve = nothing;
		const isOver = new Promise<void>((settle) => (resolve = settle));
		let mine: IsMine | undefined;
		const taken = this.turns.take(triggerOf(this.context(data)), now, BUDGET_MS, async (isMine) => {
			mine = isMine;
			await isOver;
		});
		const end = async () => {
			resolve();
			await taken;
		};
		return { data, now, filter: this.filter, turn: mine && { isMine: mine, end } };
	}

	/** Compares, remembers and saves as the poll and the engine do. Returns what the poll told. */
	async finish(poll: Looked, handling: Handling, endedAt: number): Promise<WatchEvent[]> {
		if (poll.turn === undefined) return [];
		const told = this.handOver(poll, new WatchMemory(this.context(poll.data), 'scope', poll.turn.isMine), endedAt);
		await poll.turn.end();
		const saves = told !== undefined && (told.length > 0 || (handling === 'activation') === (this.keeping !== 'everyPoll'));
		if (saves && handling !== 'dropped') this.database = structuredClone(poll.data);
		return told ?? [];
	}

	/** Another trigger of the workflow returns items: n8n saves what it has in memory of all of them. */
	saveAlong(): void {
		if (this.live !== undefined) this.database = structuredClone(this.live);
	}

	/** The poll fails before it has seen anything. */
	async fail({ data, turn }: Begun): Promise<void> {
		if (turn === undefined) return;
		new WatchMemory(this.context(data), 'scope', turn.isMine).interrupt();
		await turn.end();
	}

	/** Undefined where the poll may not report, and leaves nothing. */
	private handOver({ look, now, filter }: Looked, memory: WatchMemory, endedAt: number): WatchEvent[] | undefined {
		const recalled = memory.recall(now);
		if (recalled === undefined) return undefined;
		const { state: before, unbroken, remembersAll } = recalled;
		const absent = new Map(missingFrom(before, look).map((each): [string, Absence] => [each.uid, 'deleted']));
		const { state: after, events } = observe(before, { statements: look, now, absent, unbroken });
		if (after === before) return undefined;
		const told = events.filter(watchFilter(filter, remembersAll));
		memory.keep(after, told.length > 0 ? endedAt : undefined);
		return told;
	}

	private context(data: IDataObject): PollMemory {
		return {
			getNode: () => NODE,
			getWorkflow: () => ({ id: `process-${String(this.process)}`, name: 'Watch', active: true }),
			getWorkflowStaticData: () => data,
			logger: SILENT_LOGGER,
		};
	}
}
