import { markOf, movedOn, type Mark, type StatementTimes } from './watchMark';

/** What one poll saw of one statement. */
export interface SeenStatement extends StatementTimes {
	/** `metadata.uid`: names are used again after a deletion, uids never. */
	readonly uid: string;
	readonly name: string;
	/** Null where the answer gives none: the statement is there, and that is all it says. */
	readonly phase: string | null;
}

/** What is remembered of one statement between polls. */
export interface TrackedStatement {
	readonly uid: string;
	/** Null where there was no room to store it: such a statement cannot be asked for by name. */
	readonly name: string | null;
	readonly phase: string;
	readonly mark: Mark | null;
	/** Whether the last listing lacked it. */
	readonly missed: boolean;
}

export interface WatchState {
	/** Epoch milliseconds at which the poll that left this state began. */
	readonly startedAt: number;
	/** By uid. */
	readonly statements: ReadonlyMap<string, TrackedStatement>;
}

/**
 * What is known of a tracked statement that was not among those seen: `deleted` (asked for by name, it was not
 * to be found, or another uid was), `left` (it exists, outside of what is watched), `unknown` (still to be asked for).
 */
export type Absence = 'deleted' | 'left' | 'unknown';

export interface Observation {
	/** All that is watched: there is no partial look. */
	readonly statements: readonly SeenStatement[];
	/** Epoch milliseconds at which the poll began. */
	readonly now: number;
	/** By uid, for statements that were asked for by name. */
	readonly absent?: ReadonlyMap<string, Absence>;
	/** Whether the poll just before this one left the state, so that nothing was seen and forgotten in between. */
	readonly unbroken?: boolean;
}

export interface WatchEvent {
	readonly type: 'created' | 'phaseChanged' | 'deleted';
	readonly uid: string;
	readonly name: string;
	/** `DELETED` where the statement is gone. */
	readonly phase: string;
	/** The phase last seen; null where the statement was not seen before. */
	readonly previousPhase: string | null;
}

export const DELETED_PHASE = 'DELETED';

/**
 * Milliseconds that a poll takes at most. A stored start that lies further ahead comes from a clock that has been set
 * back since, and must not silence the trigger until that time is reached.
 */
export const MAX_POLL_MS = 5 * 60_000;

/**
 * One step of the watch: what was known and what a poll saw → what is known now and what changed.
 *
 * - Without a state it learns and reports nothing.
 * - A poll that began before the one that left the state is late: it reports nothing and changes nothing.
 * - A statement not seen before is `created`, another phase is `phaseChanged`; so is the same FAILED or STOPPED
 *   entered again (see `watchMark.ts`). Changes of `resource_version` alone are nothing.
 * - A statement seen without a phase stays as it was known; one not known is left for a later poll.
 * - A missing statement is reported only once it is known to be deleted. One that nobody asked for is kept for
 *   one more listing before it is forgotten, because a listing can skip an entry while pages shift.
 *
 * Events come in the order: deletions, then the order of `statements`.
 */
export function observe(state: WatchState | null, observation: Observation): { state: WatchState; events: WatchEvent[] } {
	if (state !== null && isLate(state, observation.now)) return { state, events: [] };
	const seen = [...new Map(observation.statements.map((each) => [each.uid, each])).values()];
	const known = (uid: string) => state?.statements.get(uid);
	const { kept, deletions } = missingStatements(missingFrom(state, seen), observation);
	const changes = state === null ? [] : seen.flatMap((each) => changeOf(known(each.uid), each, observation));
	const all = [...kept, ...seen.flatMap((each) => tracked(known(each.uid), each))];
	const statements = new Map(all.map((each) => [each.uid, each]));
	return { state: { startedAt: observation.now, statements }, events: [...deletions, ...changes] };
}

/** The tracked statements that `statements` lacks: candidates for a deletion, to be asked for by name. */
export function missingFrom(state: WatchState | null, statements: readonly SeenStatement[]): TrackedStatement[] {
	const seen = new Set(statements.map(({ uid }) => uid));
	return [...(state?.statements.values() ?? [])].filter(({ uid }) => !seen.has(uid));
}

/** Whether a poll that began at `now` began before the one that left `state`: another process may have run that. */
function isLate(state: WatchState, now: number): boolean {
	return state.startedAt > now && state.startedAt - now <= MAX_POLL_MS;
}

function tracked(before: TrackedStatement | undefined, { uid, name, phase, ...times }: SeenStatement): TrackedStatement[] {
	if (phase !== null) return [{ uid, name, phase, mark: markOf(phase, times), missed: false }];
	return before === undefined ? [] : [{ ...before, name, missed: false }];
}

function changeOf(before: TrackedStatement | undefined, seen: SeenStatement, { unbroken = false }: Observation): WatchEvent[] {
	const { uid, name, phase } = seen;
	if (phase === null) return [];
	if (before === undefined) return [{ type: 'created', uid, name, phase, previousPhase: null }];
	const sameStay = before.phase === phase && !movedOn(before.mark, markOf(phase, seen), unbroken);
	return sameStay ? [] : [{ type: 'phaseChanged', uid, name, phase, previousPhase: before.phase }];
}

function missingStatements(missing: TrackedStatement[], { statements, absent }: Observation): { kept: TrackedStatement[]; deletions: WatchEvent[] } {
	const namesInUse = new Set(statements.map(({ name }) => name));
	const [kept, deletions]: [TrackedStatement[], WatchEvent[]] = [[], []];
	for (const each of missing) {
		const { uid, name, phase } = each;
		// A name belongs to one statement at a time: seen with another uid, the one before is gone.
		const absence = name !== null && namesInUse.has(name) ? 'deleted' : absent?.get(uid);
		if (absence === undefined ? !each.missed : absence === 'unknown') kept.push({ ...each, missed: true });
		if (absence === 'deleted' && name !== null) deletions.push({ type: 'deleted', uid, name, phase: DELETED_PHASE, previousPhase: phase });
	}
	return { kept, deletions };
}
