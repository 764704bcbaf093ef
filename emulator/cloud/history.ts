import type { Phase } from '../statements/phase';
import type { StatementRecord } from '../statements/statement';

/** One change of a statement's phase: what a watcher may be held to have seen or missed. */
export interface Transition {
	readonly uid: string;
	readonly name: string;
	readonly environmentId: string;
	/** Null for a statement that has just been made; `to` is `GONE` when it stopped to exist. */
	readonly from: Phase | null;
	readonly to: Phase;
	/** Epoch milliseconds by the emulator's clock. */
	readonly at: number;
}

const KEPT = 500_000;

/** Every change of phase, in order, up to the last half million. */
export class History {
	private transitions: Transition[] = [];

	note(statement: StatementRecord, from: Phase | null, to: Phase, at: number): void {
		const { uid, name, environmentId } = statement;
		this.transitions.push({ uid, name, environmentId, from, to, at });
		if (this.transitions.length > 2 * KEPT) this.transitions = this.transitions.slice(-KEPT);
	}

	all(): readonly Transition[] {
		return this.transitions;
	}

	clear(): void {
		this.transitions = [];
	}
}
