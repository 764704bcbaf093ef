import { isSameSql } from '../../flink/sql/sameSql';
import { asError } from '../../language/asError';
import { isApiError } from '../http/errors/apiError';
import type { Failure } from '../http/errors/deadlineError';
import { isUnclearFailure, UnclearOutcomeError } from '../http/errors/unclearOutcome';
import { pause, remainingMs } from '../http/scope/scope';
import { awaitDeleted } from './awaitStatement';
import type { Statement } from './statement';
import type { AgedStatement, StatementDraft, Statements } from './statements';
import { StatementsError } from './statementsError';

/** What to do when the name is taken: an error; take the statement if its SQL is the same; or delete it first. */
export type OnNameConflict = 'fail' | 'reuse' | 'replace';

/** POSTs of one submit at most, repeats after unclear failures and replacements included. */
const MAX_POSTS = 6;

/** Milliseconds by which the age of a statement may seem too high: the header it is told by has whole seconds. */
const AGE_TOLERANCE_MS = 5_000;
/** Milliseconds by which this machine's clock and the service's may differ. */
const CLOCK_TOLERANCE_MS = 60_000;

/**
 * Submits a statement exactly once.
 *
 * There is no idempotency key, but the caller chooses the name: after a failure that leaves open whether the
 * statement exists (timeout, dropped connection, 5xx), and after a 409 that answers a repeat, GET by name
 * tells. The same SQL, created since the first POST, is the statement just submitted; anything else had the name
 * before; 404 means post again.
 *
 * @throws StatementsError when the name is taken; UnclearOutcomeError when GET cannot tell either; ApiError and
 * TransportError for everything else
 */
export async function submitStatement(statements: Statements, draft: StatementDraft, onNameConflict: OnNameConflict): Promise<Statement> {
	const { scope } = statements.api;
	if (onNameConflict === 'replace') await clearName(statements, draft.name);
	const startedAt = scope.clock.now();
	let unclear: UnclearOutcomeError | undefined;
	for (let posts = 1; ; posts++) {
		const outcome = await orUnclear(unclear, async () => await post(statements, draft));
		if ('statement' in outcome) return outcome.statement;
		if (outcome.isUnclear) unclear = new UnclearOutcomeError({ kind: 'statement', name: draft.name }, outcome.failure);
		const found = await orUnclear(unclear, async () => await statements.findAged(draft.name), true);
		if (found !== undefined) {
			const isOwn = unclear !== undefined && isCreatedSince(found, startedAt, scope.clock.now());
			if (isSameSql(found.statement.sql, draft.sql) && isUsable(found.statement) && (isOwn || onNameConflict === 'reuse')) return found.statement;
			await makeWay(statements, found.statement, draft, onNameConflict);
		}
		if (posts >= MAX_POSTS || remainingMs(scope) <= 0) throw unclear ?? outcome.failure;
		await orUnclear(unclear, async () => await pause(scope, 200 * 2 ** posts * (0.5 + scope.random() / 2)));
	}
}

/**
 * Does one step after a POST. Where it is not known what became of one, a step that cannot be done, for lack of
 * time or because of a cancellation, leaves that open, which is what has to be told.
 *
 * @param isLastHope whether the API's own refusal of this step leaves it open, too
 */
async function orUnclear<T>(unclear: UnclearOutcomeError | undefined, step: () => Promise<T>, isLastHope = false): Promise<T> {
	try {
		return await step();
	} catch (error) {
		if (unclear === undefined || (isApiError(error) && !isLastHope)) throw asError(error);
		throw unclear;
	}
}

type PostOutcome = { readonly statement: Statement } | { readonly failure: Failure; readonly isUnclear: boolean };

/** One POST. Failures that say for certain that there is no such statement now are thrown. */
async function post(statements: Statements, draft: StatementDraft): Promise<PostOutcome> {
	try {
		return { statement: await statements.create(draft) };
	} catch (error) {
		const isUnclear = isUnclearFailure(error);
		if (!isUnclear && !isApiError(error, 409)) throw asError(error);
		return { failure: error, isUnclear };
	}
}

/**
 * Whether a statement may be what a POST sent since `startedAt` created. Times in milliseconds. The service's age
 * is exact to the second; without it the two clocks are compared, which may differ; without either, it may be.
 */
function isCreatedSince({ statement, ageMs }: AgedStatement, startedAt: number, now: number): boolean {
	if (!Number.isNaN(ageMs)) return ageMs <= now - startedAt + AGE_TOLERANCE_MS;
	const createdAt = Date.parse(statement.createdAt ?? '');
	return Number.isNaN(createdAt) || createdAt >= startedAt - CLOCK_TOLERANCE_MS;
}

/** A statement that is being deleted is of no use, whatever its SQL. */
function isUsable(existing: Statement): boolean {
	return existing.phase !== 'DELETING';
}

/** Frees the name that another statement has, where that is wanted; a statement to reuse may be on its way out. */
async function makeWay(statements: Statements, existing: Statement, draft: StatementDraft, onNameConflict: OnNameConflict): Promise<void> {
	const isLeaving = onNameConflict === 'reuse' && existing.phase === 'DELETING' && isSameSql(existing.sql, draft.sql);
	if (onNameConflict !== 'replace' && !isLeaving) throw nameTaken(existing, onNameConflict);
	if (!isLeaving) await statements.remove(existing.name);
	await awaitDeleted(statements, existing.name, existing.uid);
}

/** Done before the first POST: what has the name after an unclear one is then the statement just submitted. */
async function clearName(statements: Statements, name: string): Promise<void> {
	if (await statements.remove(name)) await awaitDeleted(statements, name);
}

function nameTaken({ name, phase }: Statement, onNameConflict: OnNameConflict): StatementsError {
	return new StatementsError({ reason: 'nameTaken', name, hasOtherSql: onNameConflict === 'reuse', isLeaving: phase === 'DELETING' });
}
