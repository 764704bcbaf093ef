import { asError } from '../../language/asError';
import { UnclearOutcomeError } from '../http/errors/unclearOutcome';
import { pause } from '../http/scope/scope';
import { awaitPhase, promptPollDelay } from '../statements/awaitStatement';
import { phaseOf, type Statement } from '../statements/statement';
import { statementFailed } from '../statements/statementOutcome';
import type { StatementDraft, Statements } from '../statements/statements';
import { StatementsError } from '../statements/statementsError';
import { LATE_ARRIVAL_WAITS_MS, withTemporaryStatement, type TemporaryStatementClients } from '../statements/temporaryStatement';
import { InsertError, type InsertFacts } from './insertError';

/** One `INSERT INTO … VALUES`. */
export interface Insertion {
	/** Its name has to be one that nobody else uses. */
	readonly draft: StatementDraft;
	readonly table: string;
	/** How many it has. */
	readonly rows: number;
	/** Whether the statement stays when its rows are in the table. */
	readonly isKept: boolean;
}

const COMPLETED: ReadonlySet<string> = new Set(['COMPLETED']);

/** Seconds to find out, and to clear up, once the wait for a statement is over. */
const AFTERWARDS_SECONDS = 30;

/**
 * Milliseconds that may pass between the look that shows a statement PENDING and the answer to its DELETE. In more it
 * could have begun, and even have ended: the service takes seconds to start one and to bring it to its end.
 */
const UNBEGUN_MS = 1_000;

type Fate = Exclude<InsertFacts['reason'], 'insertHeldBack'> | 'inserted';

interface End {
	readonly fate: Fate;
	/** What ended the wait, or the statement. */
	readonly failure: Error;
}

/**
 * Submits an INSERT, waits until it has COMPLETED, and deletes it.
 *
 * Where the wait ends before the statement does, because its time is over or the execution was cancelled, nothing is
 * cut in two: a statement that is still PENDING has written nothing, and is deleted; one that runs is left to come
 * to its end. So is one of which it is not known whether it is there: it keeps its name, under which the same INSERT
 * can be submitted again without a row coming twice.
 *
 * @throws InsertError that says what became of the rows
 */
export async function insertRows(clients: TemporaryStatementClients, insertion: Insertion): Promise<void> {
	const { draft, isKept } = insertion;
	let [isInserted, isLeft] = [false, true];
	const ends = ({ fate, failure }: End) => {
		isInserted = fate === 'inserted';
		// What was not begun is deleted already.
		isLeft = isKept || (fate !== 'inserted' && fate !== 'insertFailed');
		if (fate !== 'inserted') throw notInserted(insertion, fate, failure);
	};
	try {
		await withTemporaryStatement(
			clients,
			draft,
			async (submitted) => {
				try {
					// Many rows may be in the table by the time that the submit is answered. Where each row has a statement, requests
					// are what is short, and none is spent on a look that comes too early.
					await awaitPhase(clients.statements, draft.name, COMPLETED, submitted, insertion.rows > 1 ? promptPollDelay() : undefined);
				} catch (error) {
					ends(await endOfSeen(clients, draft.name, asError(error)));
				}
				isInserted = true;
				isLeft = isKept;
			},
			() => isLeft,
		);
	} catch (error) {
		// Rows that are in the table are there, whatever ends the clearing up.
		if (isInserted) return;
		await settleUnsubmitted(clients, insertion, asError(error));
	}
}

/**
 * Waits for an INSERT that an earlier try has seen and left, and deletes it.
 *
 * @throws InsertError as `insertRows`; where the statement is gone, what became of its rows cannot be seen
 */
export async function awaitInserted(clients: TemporaryStatementClients, insertion: Insertion): Promise<void> {
	const { name } = insertion.draft;
	try {
		await awaitPhase(clients.statements, name, COMPLETED);
	} catch (error) {
		const { fate, failure } = await endOfSeen(clients, name, asError(error));
		if (fate === 'insertFailed') await clearUp(clients, insertion);
		if (fate !== 'inserted') throw notInserted(insertion, fate, failure);
	}
	await clearUp(clients, insertion);
}

/** What came of a submit that ended with an error. */
async function settleUnsubmitted(clients: TemporaryStatementClients, insertion: Insertion, failure: Error): Promise<void> {
	if (failure instanceof InsertError) throw failure;
	if (!(failure instanceof UnclearOutcomeError)) throw notInserted(insertion, 'insertFailed', failure);
	const found = await lateArrival(clients, insertion.draft.name);
	if (found === undefined) throw notInserted(insertion, 'insertUnclear', failure);
	const { fate, failure: why } = await endOfFound(clients, found, failure);
	if (fate === 'inserted' || fate === 'insertFailed') await clearUp(clients, insertion);
	if (fate !== 'inserted') throw notInserted(insertion, fate, why);
}

function notInserted({ draft: { name }, table, rows }: Insertion, reason: Exclude<Fate, 'inserted'>, failure: Error): InsertError {
	return new InsertError({ reason, name, table, rows, before: [], failure });
}

async function clearUp({ afterwards, leftBehind }: TemporaryStatementClients, { draft: { name }, isKept }: Insertion): Promise<void> {
	if (isKept) return;
	try {
		await afterwards(AFTERWARDS_SECONDS).remove(name);
	} catch (error) {
		leftBehind(name, asError(error));
	}
}

/** The statement that a POST without an answer has created, perhaps late; undefined where none is seen. */
async function lateArrival({ afterwards }: TemporaryStatementClients, name: string): Promise<Statement | undefined> {
	const statements = afterwards(AFTERWARDS_SECONDS);
	for (const waitMs of [0, ...LATE_ARRIVAL_WAITS_MS]) {
		if (waitMs > 0) await pause(statements.api.scope, waitMs);
		const found = await lookFor(statements, name);
		if (found !== undefined) return found;
	}
	return undefined;
}

/** What became of the rows of a statement that was seen, and whose wait ended with an error. */
async function endOfSeen(clients: TemporaryStatementClients, name: string, failure: Error): Promise<End> {
	if (failure instanceof StatementsError) {
		if (failure.facts.reason === 'statementFailed') return { fate: 'insertFailed', failure };
		// It may have completed before somebody deleted it; what was stopped had run.
		if (failure.facts.reason === 'statementGone' || failure.facts.reason === 'endedElsewhere') return { fate: 'insertUnseen', failure };
	}
	const found = await lookFor(clients.afterwards(AFTERWARDS_SECONDS), name);
	return found === undefined ? { fate: 'insertUnseen', failure } : await endOfFound(clients, found, failure);
}

async function endOfFound({ afterwards }: TemporaryStatementClients, found: Statement, failure: Error): Promise<End> {
	switch (phaseOf(found)) {
		case 'COMPLETED':
			return { fate: 'inserted', failure };
		case 'FAILED':
			return { fate: 'insertFailed', failure: await statementFailed(afterwards(AFTERWARDS_SECONDS), found) };
		case 'PENDING':
			return { fate: (await isDeletedUnbegun(afterwards(AFTERWARDS_SECONDS), found)) ? 'insertNotBegun' : 'insertUnseen', failure };
		case 'RUNNING':
		case 'DEGRADED':
			return { fate: 'insertGoesOn', failure };
		default:
			return { fate: 'insertUnseen', failure };
	}
}

/** Why it cannot be seen is of no use beside why the wait ended. */
async function lookFor(statements: Statements, name: string): Promise<Statement | undefined> {
	try {
		return await statements.findVisible(name);
	} catch {
		return undefined;
	}
}

/** Deletes a statement that was just seen PENDING. Returns whether it certainly has not begun. */
async function isDeletedUnbegun(statements: Statements, { name, uid }: Statement): Promise<boolean> {
	const { clock } = statements.api.scope;
	const seenAt = clock.now();
	const sending = { isRepeated: false };
	const repeated = () => {
		sending.isRepeated = true;
	};
	try {
		const isDeleted = await statements.remove(name, uid, { repeated });
		return isDeleted && !sending.isRepeated && clock.now() - seenAt <= UNBEGUN_MS;
	} catch {
		return false;
	}
}
