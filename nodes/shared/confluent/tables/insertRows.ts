import { asError } from '../../language/asError';
import { awaitPhase, promptPollDelay } from '../statements/awaitStatement';
import { phaseOf } from '../statements/statement';
import { statementFailed } from '../statements/statementOutcome';
import type { StatementDraft } from '../statements/statements';
import { StatementsError } from '../statements/statementsError';
import { withTemporaryStatement, type TemporaryStatementClients } from '../statements/temporaryStatement';
import { InsertError, type InsertFacts } from './insertError';

/** One `INSERT INTO … VALUES`. */
export interface Insertion {
	readonly draft: StatementDraft;
	readonly table: string;
	/** How many it has. */
	readonly rows: number;
	/** Whether the statement stays when its rows are in the table. */
	readonly isKept: boolean;
}

const COMPLETED: ReadonlySet<string> = new Set(['COMPLETED']);
/** Seconds for a last look at a statement whose end was not seen. */
const LAST_LOOK_SECONDS = 30;

/** Ends of a statement after which it writes nothing any more. */
const OVER: ReadonlySet<string> = new Set(['statementFailed', 'endedElsewhere', 'statementGone']);

type Fate = InsertFacts['reason'] | 'inserted';

/**
 * Submits an INSERT, waits until it has COMPLETED, and deletes it.
 *
 * Where the wait ends before the statement does, because its time is over or the execution was cancelled, nothing is
 * cut in two: a statement that is still PENDING has written nothing, and is deleted; one that runs is left to come
 * to its end.
 *
 * @throws InsertError that says what became of the rows
 */
export async function insertRows(clients: TemporaryStatementClients, { draft, table, rows, isKept }: Insertion): Promise<void> {
	let isLeft = isKept;
	const facts = { name: draft.name, table, rows, before: [] };
	try {
		await withTemporaryStatement(
			clients,
			draft,
			async (submitted) => {
				try {
					// Many rows may be in the table by the time that the submit is answered. Where each row has a statement, requests
					// are what is short, and none is spent on a look that comes too early.
					await awaitPhase(clients.statements, draft.name, COMPLETED, submitted, rows > 1 ? promptPollDelay() : undefined);
				} catch (error) {
					const { fate, failure } = await fateOf(clients, draft.name, asError(error));
					if (fate === 'inserted') return;
					isLeft = fate === 'insertFailed' ? isKept : fate !== 'insertNotBegun';
					throw notInserted({ ...facts, reason: fate, failure });
				}
			},
			() => isLeft,
		);
	} catch (error) {
		throw error instanceof InsertError ? error : notInserted({ ...facts, reason: 'insertFailed', failure: asError(error) });
	}
}

/**
 * Waits for an INSERT that an earlier try has left running, and deletes it.
 *
 * @throws InsertError as `insertRows`; where the statement is gone, what became of its rows cannot be seen
 */
export async function awaitInserted(clients: TemporaryStatementClients, { name, table, rows, isKept }: Pick<Insertion, 'table' | 'rows' | 'isKept'> & { readonly name: string }): Promise<void> {
	try {
		await awaitPhase(clients.statements, name, COMPLETED);
	} catch (error) {
		const { fate, failure } = await fateOf(clients, name, asError(error));
		const isGone = failure instanceof StatementsError && failure.facts.reason === 'statementGone';
		if (fate !== 'inserted') throw notInserted({ reason: isGone ? 'insertUnseen' : fate, name, table, rows, before: [], failure });
	}
	if (isKept) return;
	try {
		await clients.afterwards(LAST_LOOK_SECONDS).remove(name);
	} catch (error) {
		clients.leftBehind(name, asError(error));
	}
}

function notInserted(facts: InsertFacts): InsertError {
	return new InsertError(facts);
}

/** What became of the rows of a statement whose wait ended with an error. */
async function fateOf({ statements, afterwards }: TemporaryStatementClients, name: string, failure: Error): Promise<{ readonly fate: Fate; readonly failure: Error }> {
	if (failure instanceof StatementsError && OVER.has(failure.facts.reason)) return { fate: 'insertFailed', failure };
	try {
		const statement = await afterwards(LAST_LOOK_SECONDS).findVisible(name);
		if (statement === undefined) return { fate: 'insertUnseen', failure };
		switch (phaseOf(statement)) {
			case 'COMPLETED':
				return { fate: 'inserted', failure };
			case 'FAILED':
				return { fate: 'insertFailed', failure: await statementFailed(statements, statement) };
			case 'PENDING':
				return { fate: 'insertNotBegun', failure };
			default:
				return { fate: 'insertGoesOn', failure };
		}
	} catch {
		// Why it cannot be seen is of no use beside why the wait ended.
		return { fate: 'insertUnseen', failure };
	}
}
