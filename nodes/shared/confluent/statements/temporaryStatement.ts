import { asError } from '../../language/asError';
import { isHiddenFrom } from '../http/errors/apiError';
import { isFailure } from '../http/errors/deadlineError';
import { UnclearOutcomeError } from '../http/errors/unclearOutcome';
import { pause } from '../http/scope/scope';
import { Posting } from './posting';
import type { Statement } from './statement';
import type { StatementDraft, Statements } from './statements';
import { StatementsError } from './statementsError';
import { submitStatement } from './submitStatement';

export interface TemporaryStatementClients {
	readonly statements: Statements;
	/** The same statements for so many seconds more, whether or not the work was cancelled or ran out of time. */
	readonly afterwards: (seconds: number) => Statements;
	/** Hears that a statement could not be deleted and may still run, which does not undo the result. */
	readonly leftBehind: (name: string, failure: Error) => void;
	/** Hears, once all is cleared up, of a statement that was submitted although the answer to a POST was lost. */
	readonly answerLost: (lost: LostAnswer) => void;
	/**
	 * Takes over the wait for the clearing up, which never rejects, so that it goes on beside what comes next. Where it
	 * is absent, the clearing up is waited for.
	 */
	readonly clearingUp?: (cleared: Promise<void>) => void;
}

/** What became of a statement of which the answer to a POST was lost. */
export interface LostAnswer {
	readonly name: string;
	/** Whether the POST was sent more than once. */
	readonly isRepeated: boolean;
	/** Whether a statement of the name came when nobody waited for it any more: it may have run, and was deleted. */
	readonly cameLate: boolean;
}

const CLEAN_UP_SECONDS = 30;
/** The same where a POST may still be carried out. */
const LATE_CLEAN_UP_SECONDS = 60;

/** Milliseconds between looks for what a POST without an answer may have created. */
export const LATE_ARRIVAL_WAITS_MS: readonly number[] = [500, 1_000, 2_000, 4_000, 8_000];

/**
 * Milliseconds after the last unclear POST for which a statement keeps its name although its work is done, where
 * another POST was sent: a POST that is carried out meanwhile meets a 409 and runs nothing.
 */
const NAME_KEPT_MS = 10_000;

/**
 * Submits a statement, works with it, and deletes it, however the work ends: with a result, an error, a
 * deadline or a cancellation. The name has to be one that nobody else uses.
 *
 * Deleting also stops what still runs, and it is one request: the rows do not wait until the service has
 * carried it out. A deletion that fails is reported to `leftBehind`, and leaves result or error as they are. Where the
 * answer to a POST was lost, the name is asked for again for a while, since that POST may be carried out late.
 *
 * @param isLeft asked once the work has ended: whether the statement stays, with its name. Where it says so before
 * the statement was seen, one whose submit was not answered stays as well, and that is an UnclearOutcomeError
 */
export async function withTemporaryStatement<T>(
	clients: TemporaryStatementClients,
	draft: StatementDraft,
	work: (submitted: Statement) => Promise<T>,
	isLeft: () => boolean = () => false,
): Promise<T> {
	const ownDraft = { ...draft, hasGeneratedName: true };
	const posting = new Posting(clients.statements, ownDraft);
	const submitted = await submitTemporary(clients, ownDraft, posting, isLeft);
	try {
		const result = await work(submitted);
		await keepName(clients.statements, posting);
		return result;
	} finally {
		const cleared = isLeft() ? undefined : deleteAfterwards(clients, submitted, draft.name, posting);
		if (cleared !== undefined && clients.clearingUp !== undefined) clients.clearingUp(cleared);
		else await cleared;
	}
}

async function submitTemporary(clients: TemporaryStatementClients, draft: StatementDraft, posting: Posting, isLeft: () => boolean): Promise<Statement> {
	try {
		return await submitStatement(clients.statements, draft, 'fail', posting);
	} catch (error) {
		if (posting.lastUnclear === undefined && !posting.metConflict) throw asError(error);
		if (isLeft()) throw unclear(draft.name, posting, asError(error));
		await deleteUnseen(clients, draft.name, posting);
		throw error instanceof UnclearOutcomeError ? new StatementsError({ reason: 'temporaryUnclear', name: draft.name, failure: error.facts.failure }) : asError(error);
	}
}

function unclear(name: string, { lastUnclear, failure: last }: Posting, error: Error): Error {
	if (error instanceof UnclearOutcomeError) return error;
	const failure = isFailure(error) ? error : (lastUnclear?.failure ?? last);
	return failure === undefined ? error : new UnclearOutcomeError({ kind: 'statement', name }, failure);
}

/** Lets the statement keep its name, so that a POST that is carried out late finds it taken; no longer than there is time. */
async function keepName(statements: Statements, { lastUnclear, posts }: Posting): Promise<void> {
	if (lastUnclear === undefined || posts < 2) return;
	const leftMs = lastUnclear.at + NAME_KEPT_MS - statements.api.scope.clock.now();
	if (leftMs > 0) await pause(statements.api.scope, leftMs);
}

async function deleteAfterwards(clients: TemporaryStatementClients, submitted: Statement, name: string, posting: Posting): Promise<void> {
	await orLeftBehind(clients, name, async () => {
		const isOpen = posting.lastUnclear !== undefined;
		const statements = clients.afterwards(isOpen ? LATE_CLEAN_UP_SECONDS : CLEAN_UP_SECONDS);
		await (isUnstored(submitted) ? removeIfThere(statements, name) : statements.remove(name, submitted.uid));
		if (!isOpen) return;
		const cameLate = await deleteLateArrivals(statements, name, submitted.uid);
		clients.answerLost({ name, isRepeated: posting.posts > 1, cameLate });
	});
}

/** Deletes what POSTs may have created, and those without a clear answer may create yet. */
async function deleteUnseen(clients: TemporaryStatementClients, name: string, { posts, lastUnclear }: Posting): Promise<void> {
	await orLeftBehind(clients, name, async () => {
		const statements = clients.afterwards(LATE_CLEAN_UP_SECONDS);
		let wasThere = await removeIfThere(statements, name);
		if (lastUnclear === undefined) return;
		for (const waitMs of LATE_ARRIVAL_WAITS_MS) {
			await pause(statements.api.scope, waitMs);
			wasThere = (await removeIfThere(statements, name)) || wasThere;
		}
		if (wasThere) clients.answerLost({ name, isRepeated: posts > 1, cameLate: true });
	});
}

async function orLeftBehind({ leftBehind }: TemporaryStatementClients, name: string, clearUp: () => Promise<void>): Promise<void> {
	try {
		await clearUp();
	} catch (error) {
		leftBehind(name, asError(error));
	}
}

/**
 * Deletes what POSTs without a clear answer create after the statement with `uid` was deleted, for a while.
 *
 * @returns whether anything came
 */
async function deleteLateArrivals(statements: Statements, name: string, uid: string): Promise<boolean> {
	let cameLate = false;
	for (const waitMs of LATE_ARRIVAL_WAITS_MS) {
		await pause(statements.api.scope, waitMs);
		const found = await statements.findVisible(name);
		if (found === undefined || found.phase === 'DELETING' || found.uid === uid) continue;
		if (await removeIfThere(statements, name)) cameLate = true;
	}
	return cameLate;
}

/** A dry run may be answered in full by its POST, and is stored nowhere then. */
function isUnstored({ uid }: Statement): boolean {
	return uid === '';
}

/** As `remove`, where a 403 says that there is none: nobody else can have the name. */
async function removeIfThere(statements: Statements, name: string): Promise<boolean> {
	try {
		return await statements.remove(name);
	} catch (error) {
		if (isHiddenFrom(error)) return false;
		throw asError(error);
	}
}
