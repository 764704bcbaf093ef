import { secretsIn } from '../../flink/statement/secretProperty';
import { asError } from '../../language/asError';
import { withoutSecrets } from '../../language/withoutSecrets';
import { isNotFound } from '../http/errors/apiError';
import { isRequestFailure, type DeadlineError } from '../http/errors/deadlineError';
import { phaseOf, type Statement } from './statement';
import type { Statements } from './statements';
import { StatementsError, type FailureReason, type Wish } from './statementsError';

/** The error for a statement in phase FAILED or FAILING. */
export async function statementFailed(statements: Statements, statement: Statement): Promise<StatementsError> {
	return new StatementsError({ reason: 'statementFailed', name: statement.name, why: await failureReason(statements, statement) });
}

/**
 * Why a statement failed: its `status.detail`; where that is empty or holds nothing but warnings, the newest exception,
 * which the service keeps apart.
 */
export async function failureReason(statements: Statements, statement: Statement): Promise<FailureReason> {
	const detail = statement.detail.trim();
	if (detail !== '' && !isWarning(detail)) return { words: detail };
	const reason = await newestException(statements, statement);
	if (detail === '' || reason.words !== undefined) return reason;
	// A dry run is not stored: it has no exceptions to ask for.
	return isNotFound(reason.unread) ? { words: detail } : { ...reason, words: detail };
}

/** Remarks on a statement that runs stay in its detail when it fails, each behind this mark. */
function isWarning(detail: string): boolean {
	return /^\[warning\]/i.test(detail);
}

async function newestException(statements: Statements, { name, properties }: Statement): Promise<FailureReason> {
	try {
		const [newest] = await statements.exceptions(name);
		const words = newest?.message === '' ? newest.name : newest?.message;
		return { words: words === undefined ? undefined : withoutSecrets(words, secretsIn(properties)) };
	} catch (error) {
		if (!isRequestFailure(error)) throw asError(error);
		return { words: undefined, unread: error };
	}
}

/**
 * The error for a wait whose deadline passed.
 *
 * @param cut the request that was under way when the time ran out, if there was one
 */
export function statementTimedOut(statement: Statement, wish: Wish, waitedMs: number, cut?: DeadlineError): StatementsError {
	const { name, detail, scalingState } = statement;
	return new StatementsError({
		reason: 'statementTimedOut',
		name,
		phase: phaseOf(statement),
		detail: detail.trim(),
		isPoolExhausted: scalingState === 'POOL_EXHAUSTED',
		wish,
		waitedMs,
		cut,
	});
}

/** The error for a statement that ended in a phase from which the wanted one cannot be reached. */
export function endedElsewhere(statement: Statement, wanted: ReadonlySet<string>): StatementsError {
	const { name, detail } = statement;
	return new StatementsError({ reason: 'endedElsewhere', name, phase: phaseOf(statement), detail: detail.trim(), wanted: [...wanted] });
}

/** The error for a statement that is not there, or was deleted while it was waited for. */
export function statementGone(name: string): StatementsError {
	return new StatementsError({ reason: 'statementGone', name });
}
