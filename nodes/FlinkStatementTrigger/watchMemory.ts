import type { IPollFunctions } from 'n8n-workflow';
import type { WatchState } from '../shared/flink/watch/watch';
import { restoreWatch, storeWatch } from '../shared/flink/watch/watchState';
import { nameOf, SilentPolls, type Recalled, type Stored } from './silentPolls';

/** The one key of the node's static data that the trigger uses. */
const KEY = 'watch';
/** The name of a stored state that this version did not write. */
const UNREADABLE = 'unreadable';

const silentPolls = new SilentPolls();

/** What it needs of the context of a poll. */
export type PollMemory = Pick<IPollFunctions, 'getNode' | 'getWorkflow' | 'getWorkflowStaticData' | 'logger'>;

/** What the trigger knows from earlier polls: the state that n8n stores, and what silent polls have seen since. */
export class WatchMemory {
	/** Tells the triggers of the process apart. */
	readonly trigger: string;
	private warned = false;

	/** @param scope fingerprint of what is watched; a state of another scope is as good as none */
	constructor(
		private readonly context: PollMemory,
		private readonly scope: string,
	) {
		this.trigger = [context.getWorkflow().id, context.getNode().id].join(' ');
	}

	/**
	 * Reads anew what is stored, because another poll may have written since.
	 *
	 * @param startedAt epoch milliseconds at which the poll began
	 * @returns undefined where another poll has overtaken this one, which then tells nothing and keeps nothing: the
	 * next poll tells what this one saw
	 */
	recall(startedAt: number): Recalled | undefined {
		const stored = this.stored();
		const recalled = silentPolls.recall(this.trigger, this.scope, stored, startedAt);
		if (stored.name === UNREADABLE && recalled?.remembersAll === false) this.warn();
		return recalled;
	}

	/** Whether `recall` would give nothing, whatever is stored: another poll has handed over what it saw later. */
	isOutdated(startedAt: number): boolean {
		return silentPolls.isOutdated(this.trigger, this.scope, startedAt);
	}

	/**
	 * Writes what a poll left. Nothing may be awaited since `recall`: polls overlap.
	 *
	 * @param lookedAt epoch milliseconds by which the poll had seen all that it compared
	 * @param endedAt epoch milliseconds: now
	 */
	keep(left: WatchState, told: boolean, lookedAt: number, endedAt: number): void {
		const chain = silentPolls.note(this.trigger, { scope: this.scope, stored: this.stored(), left, told, lookedAt, endedAt });
		// n8n notices the assignment of a key, not a change inside of its value.
		this.context.getWorkflowStaticData('node')[KEY] = storeWatch(this.scope, chain, left);
	}

	/** A poll has failed: between the one before it and the one after it, much may have happened unseen. */
	interrupt(): void {
		silentPolls.interrupt(this.trigger);
	}

	private stored(): Stored {
		const read = restoreWatch(this.context.getWorkflowStaticData('node')[KEY]);
		if (read.kind === 'absent') return { name: 'nothing', chain: '', state: null };
		if (read.kind === 'broken') return { name: UNREADABLE, chain: '', state: null };
		return { name: nameOf(read.state), chain: read.chain, state: read.scope === this.scope ? read.state : null };
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
