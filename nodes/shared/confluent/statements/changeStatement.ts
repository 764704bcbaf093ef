import { asError } from '../../language/asError';
import { isJsonObject, type JsonObject, type JsonValue } from '../../language/jsonValue';
import { isApiError, type ApiError } from '../http/errors/apiError';
import { DeadlineError } from '../http/errors/deadlineError';
import { pause, remainingMs, type Scope } from '../http/scope/scope';
import type { Statement } from './statement';
import { statementGone, statementTimedOut } from './statementOutcome';
import type { Statements } from './statements';

/** What may change: `stopped` at any time, the other two only together with going from stopped to running. */
export interface SpecChange {
	readonly stopped?: boolean | undefined;
	/** `lfcp-…` of the same region. */
	readonly computePoolId?: string | undefined;
	/** `u-…` or `sa-…` */
	readonly principal?: string | undefined;
}

const FIRST_CONFLICT_DELAY_MS = 250;
const LONGEST_CONFLICT_DELAY_MS = 5_000;

/**
 * Changes a statement the only way the service takes: GET it, change the object, PUT it whole with its
 * `resource_version`; after a 409, which says that it changed in between, once more from the start.
 *
 * `decide` sees the statement as it is now and returns what to change, or undefined where it is already as
 * wanted, which is a success without a PUT. It may throw.
 *
 * Whatever is repeated stays with the statement that was read first: another that has its name by then is not changed.
 *
 * @returns the statement as read before the PUT, and whether there was one
 * @throws StatementsError at the deadline, and where the statement is gone; ApiError for what the service refuses
 */
export async function changeStatement(
	statements: Statements,
	name: string,
	decide: (statement: Statement) => SpecChange | undefined,
): Promise<{ readonly before: Statement; readonly changed: boolean }> {
	const { scope } = statements.api;
	const startedAt = scope.clock.now();
	let last: Conflict | undefined;
	for (let conflicts = 0; ; conflicts++) {
		if (last !== undefined && remainingMs(scope) <= 0) throw conflictsWithoutEnd(last, scope.clock.now() - startedAt);
		try {
			const outcome = await tryChange(statements, name, decide, last?.before.uid);
			if (!('refusal' in outcome)) return outcome;
			last = outcome;
		} catch (error) {
			if (error instanceof DeadlineError && last !== undefined) throw conflictsWithoutEnd(last, scope.clock.now() - startedAt, error);
			throw asError(error);
		}
		await pauseAfter(conflicts, scope);
	}
}

/** A statement that was to change, and the 409 that the change was answered with. */
interface Conflict {
	readonly before: Statement;
	readonly refusal: ApiError;
}

async function tryChange(
	statements: Statements,
	name: string,
	decide: (statement: Statement) => SpecChange | undefined,
	uid: string | undefined,
): Promise<{ readonly before: Statement; readonly changed: boolean } | Conflict> {
	const before = await statements.get(name);
	if (uid !== undefined && uid !== before.uid) throw statementGone(name);
	const change = decide(before);
	if (change === undefined) return { before, changed: false };
	try {
		await statements.replace(name, before.uid, changedBody(before, change), () => statementGone(name));
		return { before, changed: true };
	} catch (error) {
		if (isApiError(error, 409)) return { before, refusal: error };
		throw asError(error);
	}
}

async function pauseAfter(conflicts: number, scope: Scope): Promise<void> {
	const delay = Math.min(LONGEST_CONFLICT_DELAY_MS, FIRST_CONFLICT_DELAY_MS * 2 ** Math.min(conflicts, 10));
	await pause(scope, delay * (0.5 + scope.random() / 2));
}

function conflictsWithoutEnd({ before, refusal }: Conflict, waitedMs: number, cut?: DeadlineError): Error {
	return statementTimedOut(before, { kind: 'changed', refusal }, waitedMs, cut);
}

/** The fetched object with the change in its `spec`; what only the service writes stays out. */
function changedBody(statement: Statement, change: SpecChange): JsonObject {
	const members = Object.entries(statement.raw).filter(([name]) => name !== 'status' && name !== 'result');
	const spec = statement.raw['spec'];
	return { ...Object.fromEntries(members), spec: { ...(isJsonObject(spec) ? spec : {}), ...changedFields(change) } };
}

function changedFields(change: SpecChange): JsonObject {
	const fields: Array<[string, JsonValue | undefined]> = [
		['stopped', change.stopped],
		['compute_pool_id', change.computePoolId],
		['principal', change.principal],
	];
	return Object.fromEntries(fields.flatMap(([key, value]): Array<[string, JsonValue]> => (value === undefined ? [] : [[key, value]])));
}
