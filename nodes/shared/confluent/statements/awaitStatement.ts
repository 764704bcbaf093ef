import { isTerminalPhase } from '../../flink/statement/phase';
import { asError } from '../../language/asError';
import { isHiddenFrom, outOfSight } from '../http/errors/apiError';
import { pollUntil, statementPollDelay } from '../http/scope/pollUntil';
import { isDefinition } from './queryTraits';
import { phaseOf, type Statement } from './statement';
import { endedElsewhere, statementFailed, statementGone, statementTimedOut } from './statementOutcome';
import type { Statements } from './statements';
import type { Wish } from './statementsError';

/** The phases in which a statement that was asked to run does so, or has already finished. */
const UNDER_WAY: ReadonlySet<string> = new Set(['RUNNING', 'DEGRADED', 'COMPLETED']);
const COMPLETED: ReadonlySet<string> = new Set(['COMPLETED']);

/**
 * Waits until the statement is in one of `phases`.
 *
 * @param given as it was when it was submitted or last read: looked at before anything is asked for
 * @param delayMs when to look again
 * @throws StatementsError when it fails or ends elsewhere first, is deleted, or the deadline passes
 */
export async function awaitPhase(statements: Statements, name: string, phases: ReadonlySet<string>, given?: Statement, delayMs?: Delay): Promise<Statement> {
	return await awaitPhases(statements, name, () => phases, given, delayMs);
}

/** Milliseconds until the next look, `elapsedMs` after the wait began. */
export type Delay = (elapsedMs: number) => number;

/** As `statementPollDelay`, but for the first look, which follows at once. */
export function promptPollDelay(): Delay {
	let isFirst = true;
	return (elapsedMs) => {
		const delayMs = isFirst ? 0 : statementPollDelay(elapsedMs);
		isFirst = false;
		return delayMs;
	};
}

/** @param phasesFor the wanted phases, which may depend on what the statement is */
async function awaitPhases(statements: Statements, name: string, phasesFor: (statement: Statement) => ReadonlySet<string>, given?: Statement, delayMs?: Delay): Promise<Statement> {
	const wish = (statement: Statement): Wish => ({ kind: 'phase', phases: [...phasesFor(statement)] });
	return await awaitStatement(statements, name, wish, async (statement) => {
		const phases = phasesFor(statement);
		if (phases.has(phaseOf(statement))) return true;
		if (statement.phase === 'FAILED') throw await statementFailed(statements, statement);
		if (isTerminalPhase(phaseOf(statement))) throw endedElsewhere(statement, phases);
		return false;
	}, given, delayMs);
}

/**
 * Waits until a submitted statement runs, or has already completed. DDL that runs is waited for until it has
 * completed: what it makes can be used only then.
 */
export async function awaitRunning(statements: Statements, name: string): Promise<Statement> {
	const phasesFor = (statement: Statement) => (isDefinition(statement) ? COMPLETED : UNDER_WAY);
	return await awaitPhases(statements, name, phasesFor);
}

/**
 * Waits until a stop that was asked for is carried out. A bounded statement may complete in the meantime,
 * which is as good; one that fails is an error.
 */
export async function awaitStopped(statements: Statements, name: string): Promise<Statement> {
	return await awaitPhase(statements, name, new Set(['STOPPED', 'COMPLETED']));
}

/** For so many milliseconds after a resume an answer may still report how the statement ended before. */
const STALE_END_MS = 15_000;

/**
 * Waits until a resumed statement runs. For a while after the PUT the service may still answer with the phase
 * the statement was in, STOPPED or FAILED; `before`, as read before the PUT, distinguishes that from a new end.
 */
export async function awaitResumed(statements: Statements, name: string, before: Statement): Promise<Statement> {
	const { clock } = statements.api.scope;
	const staleUntil = clock.now() + STALE_END_MS;
	let hasMoved = false;
	return await awaitStatement(statements, name, { kind: 'phase', phases: ['RUNNING'] }, async (statement) => {
		hasMoved ||= phaseOf(statement) !== phaseOf(before) || statement.detail !== before.detail;
		if (UNDER_WAY.has(phaseOf(statement))) return true;
		if (statement.phase === 'FAILED' && (hasMoved || clock.now() >= staleUntil)) throw await statementFailed(statements, statement);
		if (statement.phase === 'STOPPED' && hasMoved) throw endedElsewhere(statement, UNDER_WAY);
		return false;
	});
}

/**
 * Waits until GET answers 404, or until another statement has taken the name. A deletion was asked for and accepted,
 * or the statement was seen DELETING: a 403 that hides it from the key then says that it is gone.
 *
 * @param uid of the statement that was deleted, where the caller knows it; else the first that is read is taken for it
 * @throws StatementsError when the deadline passes first
 */
export async function awaitDeleted(statements: Statements, name: string, uid?: string): Promise<void> {
	let deleted = uid === '' ? undefined : uid;
	await pollUntil<Statement | undefined>(statements.api.scope, {
		read: async () => await statements.findVisible(name),
		isDone: (statement) => {
			deleted ??= statement?.uid;
			return statement?.uid !== deleted || statement === undefined;
		},
		delayMs: statementPollDelay,
		timedOut: (statement, waitedMs, cut) =>
			statement === undefined ? statementGone(name) : statementTimedOut(statement, { kind: 'deleted' }, waitedMs, cut),
	});
}

/**
 * Reads the statement again and again until `isThere` says so. A statement that was seen, and then is hidden from the
 * key by a 403, is lost from sight: it was deleted, or was resumed on a compute pool that the key's role does not
 * cover. Neither leads to what is waited for, as far as can be seen, so both end the wait.
 *
 * @param wish what it is waited for, as the error at the deadline reports it; may depend on how it was last seen
 * @param given as it was when it was submitted or last read: looked at before anything is asked for
 * @throws StatementsError when it is deleted or the deadline passes; ApiError when it is hidden, with the phase that it
 * was last seen in as its finding; and whatever `isThere` throws
 */
export async function awaitStatement(
	statements: Statements,
	name: string,
	wish: Wish | ((statement: Statement) => Wish),
	isThere: (statement: Statement) => Promise<boolean>,
	given?: Statement,
	delayMs: Delay = statementPollDelay,
): Promise<Statement> {
	let [next, last] = [given, given];
	const read = async () => {
		const statement = next ?? (await findAgain(statements, name, last));
		next = undefined;
		if (statement === undefined) throw statementGone(name);
		last = statement;
		return statement;
	};
	return await pollUntil<Statement>(statements.api.scope, {
		read,
		isDone: isThere,
		delayMs,
		timedOut: (statement, waitedMs, cut) => statementTimedOut(statement, typeof wish === 'function' ? wish(statement) : wish, waitedMs, cut),
	});
}

/** @param last as it was seen last; undefined before it was seen */
async function findAgain(statements: Statements, name: string, last: Statement | undefined): Promise<Statement | undefined> {
	try {
		return await statements.find(name);
	} catch (error) {
		throw last !== undefined && isHiddenFrom(error) ? outOfSight(error, phaseOf(last)) : asError(error);
	}
}
