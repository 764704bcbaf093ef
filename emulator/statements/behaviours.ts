import { wildcard } from '../language/wildcard';
import type { Change, WireColumn } from '../sql/engine';
import type { Phase, StatementException, StatementWarning } from './phase';

/**
 * How long a state lasts: until the next look at it, until it was read so many times (by GET or in a list),
 * or for so many milliseconds of the emulator's clock (a pair is a range to choose from).
 */
export type Progression =
	| 'immediate'
	| { readonly reads: number }
	| { readonly ms: number | readonly [number, number] };

/** How many changes the statement's job has given since it began to run, read or not. */
export interface RowCount {
	readonly rows: number;
}

/** One scripted change of phase. */
export interface Step {
	readonly phase: Phase;
	/** How long the statement stays in the phase before; `immediate` when absent. */
	readonly after?: Progression | RowCount;
	readonly detail?: string;
	/** `OK`, `PENDING_SCALE_UP`, `POOL_EXHAUSTED`, … */
	readonly scalingState?: string;
	/** Also changed by a step that keeps the phase. */
	readonly warnings?: ReadonlyArray<Omit<StatementWarning, 'at'>>;
	readonly latestOffsets?: Readonly<Record<string, string>>;
	/** The gateway loses the results: from here on they are answered with 408. */
	readonly resultsGone?: boolean;
}

/** Rows that become readable `afterMs` milliseconds after the statement began to run. */
export interface ScriptedRows {
	readonly afterMs?: number;
	readonly changes: readonly Change[];
}

export interface ScriptedResults {
	readonly columns: readonly WireColumn[] | null;
	readonly rows?: readonly ScriptedRows[];
	readonly sqlKind?: string;
	readonly isBounded?: boolean;
	readonly isAppendOnly?: boolean;
	readonly upsertColumns?: readonly number[] | null;
	/** The changelog never ends: every page has a `next`. Bounded statements end when their last row was given. */
	readonly endless?: boolean;
}

export type ScriptedException = Omit<StatementException, 'at'> & { readonly at?: number };

/** What a test lays down for statements yet to come; what it leaves out goes its usual way. */
export interface StatementBehaviour {
	/** A name with `*` for anything, and a part of the SQL; both have to fit where both are given. */
	readonly name?: string;
	readonly sqlContains?: string;
	/** For so many statements only. */
	readonly times?: number;
	readonly steps?: readonly Step[];
	readonly stopSteps?: readonly Step[];
	readonly resumeSteps?: readonly Step[];
	readonly results?: ScriptedResults;
	readonly exceptions?: readonly ScriptedException[];
}

interface Registered {
	readonly behaviour: StatementBehaviour;
	left: number;
}

/** The behaviours of the current test; the newest that fits decides. */
export class Behaviours {
	private registered: Registered[] = [];

	add(behaviour: StatementBehaviour): void {
		this.registered.unshift({ behaviour, left: behaviour.times ?? Infinity });
	}

	clear(): void {
		this.registered = [];
	}

	/** The behaviour for a new statement, counted as used. */
	take(name: string, sql: string): StatementBehaviour | null {
		const found = this.registered.find(({ behaviour, left }) => left > 0 && fits(behaviour, name, sql));
		if (!found) return null;
		found.left--;
		return found.behaviour;
	}
}

function fits(behaviour: StatementBehaviour, name: string, sql: string): boolean {
	if (behaviour.name !== undefined && !wildcard(behaviour.name).test(name)) return false;
	return behaviour.sqlContains === undefined || sql.includes(behaviour.sqlContains);
}
