import type { WatchState } from '../shared/flink/watch/watch';

/** Milliseconds that n8n takes at most, as a rule, from the end of a poll until what it left is stored. */
const STORING_MS = 2_000;

/** The state that n8n handed to a poll. */
export interface Stored {
	/** That of the poll that left it; empty where there is none that can be read. */
	readonly chain: string;
	/** Epoch milliseconds at which that poll began; -Infinity where there is none. */
	readonly startedAt: number;
	/** Null where there is none, or one of another scope. */
	readonly state: WatchState | null;
}

/** What one poll of this process left behind. */
export interface PollNote extends Pick<Trace, 'scope' | 'left'> {
	/** What the poll was handed. */
	readonly stored: Stored;
	/** Epoch milliseconds at which it ended; undefined where it returned no items, with which n8n stores what it left. */
	readonly reportedAt: number | undefined;
}

interface Trace {
	/** Fingerprint of what was watched. */
	readonly scope: string;
	/** Names a poll that reported something and all that went on from it in silence: between their states nothing was reported. */
	readonly chain: string;
	readonly left: WatchState;
	/** Whether a poll has failed since: it saw nothing, and time went by. */
	readonly interrupted: boolean;
	/** Epoch milliseconds at which the last poll that reported something ended; -Infinity where none has. */
	readonly reportedAt: number;
	/** What the poll that reported something went on from, which counts again if n8n dropped what that returned. */
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
 * What the polls of this process saw and did not report, which n8n does not store in every mode. Without it an edit
 * would report what earlier polls had filtered out, a statement that was STOPPED (reported), RUNNING (not asked for)
 * and STOPPED again would look unchanged, and a trigger whose scope was edited would learn anew with every poll.
 */
export class SilentPolls {
	private readonly traces = new Map<string, Trace>();
	private chains = 0;

	/** @param capacity triggers that are remembered at most; the longest unused is forgotten first */
	constructor(private readonly capacity = 500) {}

	/**
	 * @param startedAt epoch milliseconds at which the poll began
	 * @returns undefined where n8n may have handed out what is stored before it had stored what the last poll that
	 * reported something left: it does so after that poll's turn. Whether it dropped that shows at the next poll.
	 */
	recall(trigger: string, scope: string, stored: Stored, startedAt: number): Recalled | undefined {
		const last = this.traces.get(trigger);
		const trace = followed(last, stored);
		if (last !== undefined && trace !== last && Math.abs(startedAt - last.reportedAt) <= STORING_MS) return undefined;
		if (trace === undefined) return { state: stored.state, remembersAll: false, unbroken: false };
		// Since that state was stored, something else has been watched: what it knows is out of date.
		if (trace.scope !== scope) return { state: null, remembersAll: false, unbroken: false };
		return { state: trace.left, remembersAll: true, unbroken: !trace.interrupted };
	}

	/** Returns the chain to store with what the poll left. */
	note(trigger: string, { scope, stored, left, reportedAt }: PollNote): string {
		const last = this.traces.get(trigger);
		const before = followed(last, stored);
		const isSilent = reportedAt === undefined;
		const chain = isSilent ? stored.chain : `${left.startedAt}.${++this.chains}`;
		const fallback = isSilent || before?.scope !== scope ? undefined : { ...before, fallback: undefined };
		this.put(trigger, { scope, chain, left, interrupted: false, reportedAt: reportedAt ?? last?.reportedAt ?? -Infinity, fallback });
		return chain;
	}

	/** To be called where a poll failed. */
	interrupt(trigger: string): void {
		const trace = this.traces.get(trigger);
		if (trace !== undefined) this.put(trigger, { ...trace, interrupted: true });
	}

	private put(trigger: string, trace: Trace): void {
		this.traces.delete(trigger);
		this.traces.set(trigger, trace);
		if (this.traces.size <= this.capacity) return;
		const [longestUnused] = this.traces.keys();
		if (longestUnused !== undefined) this.traces.delete(longestUnused);
	}
}

/** What goes on from the stored state. One that is newer was left by another process, which has seen more. */
function followed(last: Trace | undefined, stored: Stored): Trace | undefined {
	return [last, last?.fallback].find((each) => each?.chain === stored.chain && stored.startedAt <= each.left.startedAt);
}
