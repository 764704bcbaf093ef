import type { IPollFunctions } from 'n8n-workflow';
import type { WatchState } from '../shared/flink/watch/watch';
import { restoreWatch, storeWatch } from '../shared/flink/watch/watchState';
import type { IsMine } from './pollTurns';
import { SilentPolls, type Recalled, type Stored } from './silentPolls';

/** The one key of the node's static data that the trigger uses. */
const KEY = 'watch';

const NOTHING: Stored = { chain: '', startedAt: -Infinity, state: null };

const silentPolls = new SilentPolls();

/** What it needs of the context of a poll. */
export type PollMemory = Pick<IPollFunctions, 'getNode' | 'getWorkflow' | 'getWorkflowStaticData' | 'logger'>;

/** Tells the triggers of the process apart. */
export function triggerOf(context: PollMemory): string {
	return `${context.getWorkflow().id ?? ''} ${context.getNode().id}`;
}

/** What the trigger knows from earlier polls: the state that n8n stores, and what silent polls have seen since. */
export class WatchMemory {
	private readonly trigger: string;
	private stored = NOTHING;
	private warned = false;

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
	 * @returns undefined where the poll reports and keeps nothing, because it has lost its turn or was handed an old
	 * state: the next poll reports what this one saw
	 */
	recall(startedAt: number): Recalled | undefined {
		const read = restoreWatch(this.context.getWorkflowStaticData('node')[KEY]);
		this.stored = read.kind !== 'state' ? NOTHING : { chain: read.chain, startedAt: read.state.startedAt, state: read.scope === this.scope ? read.state : null };
		if (!this.isMine()) return undefined;
		const recalled = silentPolls.recall(this.trigger, this.scope, this.stored, startedAt);
		if (read.kind === 'broken' && recalled?.remembersAll === false) this.warn();
		return recalled;
	}

	/**
	 * Writes what a poll left. Nothing may be awaited since `recall`: the poll could lose its turn in between.
	 *
	 * @param endedAt epoch milliseconds: now
	 */
	keep(left: WatchState, told: boolean, endedAt: number): void {
		const chain = silentPolls.note(this.trigger, { scope: this.scope, stored: this.stored, left, told, endedAt });
		// n8n notices the assignment of a key, not a change inside of its value.
		this.context.getWorkflowStaticData('node')[KEY] = storeWatch(this.scope, chain, left);
	}

	/** The poll has failed: between the one before it and the one after it, much may have happened unseen. */
	interrupt(): void {
		if (this.isMine()) silentPolls.interrupt(this.trigger);
	}

	private warn(): void {
		if (this.warned) return;
		this.warned = true;
		this.context.logger.warn(
			'The stored state of this Flink Statement Trigger cannot be read: it starts anew, and changes since the last poll are not told',
			{ workflowId: this.context.getWorkflow().id, node: this.context.getNode().name },
		);
	}
}
