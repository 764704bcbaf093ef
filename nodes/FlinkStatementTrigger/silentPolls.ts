import { isLate, MAX_POLL_MS, type WatchState } from '../shared/flink/watch/watch';

/** Milliseconds that n8n takes at most, as a rule, from the end of a poll until what it left is stored. */
const STORING_MS = 2_000;

/** The state that n8n handed to a poll. */
export interface Stored {
	/** Tells stored states apart: the start of the poll that left it, or a word for one that nobody can read. */
	readonly name: string;
	/** The chain of the poll that left it; empty where none is known. */
	readonly chain: string;
	/** Null where there is none, where it is of another scope, or where it cannot be read. */
	readonly state: WatchState | null;
}

/** What one poll of this process left behind. */
export interface PollNote {
	/** Fingerprint of what was watched. */
	readonly scope: string;
	/** What the poll was handed. */
	readonly stored: Stored;
	readonly left: WatchState;
	/** Whether it returned items, with which n8n stores what the poll left. */
	readonly told: boolean;
	/** Epoch milliseconds by which it had seen all that it compared. */
	readonly lookedAt: number;
	/** Epoch milliseconds at which it ended. */
	readonly endedAt: number;
}

interface Trace {
	readonly scope: string;
	/**
	 * Names the polls of this process since the last one that told something, or the first one, of which each went
	 * on from the one before. Whichever of their states n8n hands back, nothing was told between it and `left`.
	 */
	readonly chain: string;
	/** Name of the stored state that the chain began with; undefined where it began with a poll that told something. */
	readonly origin: string | undefined;
	readonly left: WatchState;
	/** Epoch milliseconds by which the poll that left `left` had seen it. */
	readonly lookedAt: number;
	/** Whether a poll has failed since: it saw nothing, and time went by. */
	readonly interrupted: boolean;
	/** Epoch milliseconds at which the last poll that told something ended; -Infinity where none has. */
	readonly toldAt: number;
	/** What the poll that told something went on from, which counts again if n8n dropped what that told. */
	readonly fallback: Trace | undefined;
}

/** The state to compare with. */
export interface Recalled {
	readonly state: WatchState | null;
	/** Whether all that was ever seen is in it: false where only what n8n has stored is known, as after a restart. */
	readonly remembersAll: boolean;
	/** Whether, besides, the poll just before this one left it. */
	readonly unbroken: boolean;
}

/**
 * What the polls of this process saw without telling anything.
 *
 * n8n does not keep the state of such polls in every mode. Its durable scheduler reads the stored state anew for
 * each poll and writes it only when a poll returned items. Its own poller keeps a state in memory, but each time
 * the workflow is published it drops that and goes back to the database, which has the state of the last
 * activation, or of the last time that any trigger of the workflow returned items. Durable cursors do not keep
 * what activation saw.
 *
 * Without this memory an edit would tell what earlier polls had filtered out, a statement that was STOPPED (told),
 * RUNNING (not asked for) and is STOPPED again could look as if nothing had happened, and a trigger whose scope
 * was edited would learn anew with every poll. It only ever continues a state from which it was reached with
 * nothing told in between, never one whose items n8n may have dropped. After a restart the stored state alone counts.
 */
export class SilentPolls {
	private readonly traces = new Map<string, Trace>();
	private chains = 0;

	/** @param capacity triggers that are remembered at most; the longest unused is forgotten first */
	constructor(private readonly capacity = 500) {}

	/**
	 * Undefined where the poll can tell nothing: because it is outdated, or because another one has told something
	 * after this one was handed what is stored: whether n8n has stored that, or has dropped it, shows at the next poll.
	 *
	 * @param startedAt epoch milliseconds at which the poll began
	 */
	recall(trigger: string, scope: string, stored: Stored, startedAt: number): Recalled | undefined {
		if (this.isOutdated(trigger, scope, startedAt)) return undefined;
		const trace = this.followed(trigger, stored);
		if (trace !== this.traces.get(trigger) && this.isOvertaken(trigger, startedAt)) return undefined;
		if (trace === undefined) return { state: stored.state, remembersAll: false, unbroken: false };
		// Since that state was stored, something else has been watched: what it knows is out of date.
		if (trace.scope !== scope) return { state: null, remembersAll: false, unbroken: false };
		return { state: trace.left, remembersAll: true, unbroken: !trace.interrupted };
	}

	/**
	 * Whether the poll began before another one had seen what that one handed over. It may have looked before or
	 * after that one, which its beginning does not tell; if before, it would undo changes and tell them again.
	 *
	 * @param startedAt epoch milliseconds at which the poll began
	 */
	isOutdated(trigger: string, scope: string, startedAt: number): boolean {
		const trace = this.traces.get(trigger);
		// What was seen of something else says nothing of what this poll saw.
		if (trace?.scope !== scope) return false;
		// A longer time is that of a clock that has been set back since.
		return startedAt < trace.lookedAt && trace.lookedAt - startedAt <= MAX_POLL_MS;
	}

	/** Returns the chain to store with what the poll left. */
	note(trigger: string, { scope, stored, left, told, lookedAt, endedAt }: PollNote): string {
		const newChain = `${nameOf(left)}.${String(++this.chains)}`;
		const last = this.traces.get(trigger);
		// A poll of a workflow that has been published anew since: n8n drops what it tells and what it leaves.
		if (last !== undefined && isLate(last.left, left.startedAt)) return newChain;
		const followed = this.followed(trigger, stored);
		const before = followed?.scope === scope ? followed : undefined;
		const common = { scope, left, lookedAt, interrupted: false };
		const trace: Trace = told
			? { ...common, chain: newChain, origin: undefined, toldAt: endedAt, fallback: before && { ...before, fallback: undefined } }
			: { ...common, chain: before?.chain ?? newChain, origin: before === undefined ? stored.name : before.origin, toldAt: last?.toldAt ?? -Infinity, fallback: undefined };
		this.put(trigger, trace);
		return trace.chain;
	}

	/** To be called where a poll failed. */
	interrupt(trigger: string): void {
		const trace = this.traces.get(trigger);
		if (trace !== undefined) this.put(trigger, { ...trace, interrupted: true });
	}

	private followed(trigger: string, stored: Stored): Trace | undefined {
		const trace = this.traces.get(trigger);
		return [trace, trace?.fallback].find((each) => each !== undefined && (each.chain === stored.chain || each.origin === stored.name));
	}

	private isOvertaken(trigger: string, startedAt: number): boolean {
		const toldAt = this.traces.get(trigger)?.toldAt ?? -Infinity;
		// A longer time is that of a clock that has been set back since.
		return startedAt <= toldAt + STORING_MS && toldAt - startedAt <= MAX_POLL_MS;
	}

	private put(trigger: string, trace: Trace): void {
		this.traces.delete(trigger);
		this.traces.set(trigger, trace);
		if (this.traces.size <= this.capacity) return;
		const [longestUnused] = this.traces.keys();
		if (longestUnused !== undefined) this.traces.delete(longestUnused);
	}
}

/** The name under which a state is known once it is stored. */
export function nameOf(state: WatchState): string {
	return String(state.startedAt);
}
