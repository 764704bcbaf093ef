import type { IPollFunctions } from 'n8n-workflow';
import type { WatchState } from '../shared/flink/watch/watch';
import { restoreWatch, storeWatch } from '../shared/flink/watch/watchState';
import type { IsMine } from './pollTurns';
import { SilentPolls, type Recalled, type Stored } from './silentPolls';

/** The one key of the node's static data that the trigger uses. */
const KEY = 'watch';

const UNREADABLE = 'The stored state of this Flink Statement Trigger cannot be read. It starts afresh; changes since the last poll are not reported';

const NOTHING: Stored = { chain: '', startedAt: -Infinity, state: null };

const silentPolls = new SilentPolls();

/** What it needs of the context of a poll. */
export type PollMemory = Pick<IPollFunctions, 'getNode' | 'getWorkflow' | 'getWorkflowStaticData' | 'logger'>;

/** Identifies a trigger within the process. */
export function triggerOf(context: PollMemory): string {
	return `${context.getWorkflow().id ?? ''} ${context.getNode().id}`;
}

/** What the trigger knows from earlier polls: the state that n8n stores, and what silent polls have seen since. */
export class WatchMemory {
	private readonly trigger: string;
	private stored = NOTHING;
	private isUnreadable = false;

	/** @param scope fingerprint of what is watched; a state of another scope is as good as none */
	constructor(
		private readonly context: PollMemory,
		private readonly scope: string,
		private readonly isMine: IsMine,
	) {
		this.trigger = triggerOf(context);
	}

	/**
	 * Reads anew what is stored.
	 *
	 * @param startedAt epoch milliseconds at which the poll began
	 * @returns undefined where the poll has lost its turn or was handed an old state: it reports and keeps nothing
	 */
	recall(startedAt: number): Recalled | undefined {
		const read = restoreWatch(this.context.getWorkflowStaticData('node')[KEY]);
		this.stored = read.kind === 'state' ? { chain: read.chain, startedAt: read.state.startedAt, state: read.scope === this.scope ? read.state : null } : NOTHING;
		if (!this.isMine()) return undefined;
		const recalled = silentPolls.recall(this.trigger, this.scope, this.stored, startedAt);
		this.isUnreadable = read.kind === 'broken' && recalled?.remembersAll === false;
		return recalled;
	}

	/**
	 * Writes what a poll left. Nothing may be awaited since `recall`: the poll could lose its turn in between.
	 *
	 * @param reportedAt epoch milliseconds: now, where the poll returns items
	 */
	keep(left: WatchState, reportedAt: number | undefined): void {
		if (this.isUnreadable) this.context.logger.warn(UNREADABLE, { workflowId: this.context.getWorkflow().id, node: this.context.getNode().name });
		const chain = silentPolls.note(this.trigger, { scope: this.scope, stored: this.stored, left, reportedAt });
		// n8n notices the assignment of a key, not a change inside of its value.
		this.context.getWorkflowStaticData('node')[KEY] = storeWatch(this.scope, chain, left);
	}

	/** The poll has failed: between the one before it and the one after it, much may have happened unseen. */
	interrupt(): void {
		if (this.isMine()) silentPolls.interrupt(this.trigger);
	}
}
