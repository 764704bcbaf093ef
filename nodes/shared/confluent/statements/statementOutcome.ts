import { asError } from '../../language/asError';
import { AdvisedError } from '../http/errors/advisedError';
import { cutShort, DeadlineError, isFailure } from '../http/errors/deadlineError';
import { phaseOf, type Statement } from './statement';
import type { Statements } from './statements';

/** A statement that ended badly or not in time, kept for whoever wants to look at it. */
export class StatementError extends AdvisedError {
	constructor(
		message: string,
		advice: string,
		readonly statement: Statement,
	) {
		super(message, advice);
		this.name = 'StatementError';
	}
}

/**
 * The error for a statement in phase FAILED or FAILING. It quotes `status.detail`; where that is empty, the
 * newest exception, which the service keeps apart.
 */
export async function statementFailed(statements: Statements, statement: Statement): Promise<StatementError> {
	return new StatementError(
		`Statement "${statement.name}" failed: ${await failureReason(statements, statement)}`,
		'Correct the SQL, or what it reads and writes, and run it again.',
		statement,
	);
}

/** Why a statement failed, in the service's words. */
export async function failureReason(statements: Statements, statement: Statement): Promise<string> {
	const detail = statement.detail.trim();
	return detail === '' ? await newestException(statements, statement.name) : detail;
}

async function newestException(statements: Statements, name: string): Promise<string> {
	try {
		const [newest] = await statements.exceptions(name);
		if (newest !== undefined) return newest.message === '' ? newest.name : newest.message;
		return 'the service gives no reason';
	} catch (error) {
		if (!isFailure(error) && !(error instanceof DeadlineError)) throw asError(error);
		return `the service gives no reason, and its exceptions could not be read (${error.message})`;
	}
}

/**
 * The error for a wait whose deadline passed.
 *
 * @param waitedMs milliseconds
 * @param cut the request that was under way when the time ran out, if there was one
 */
export function statementTimedOut(statement: Statement, wish: string, waitedMs: number, cut?: DeadlineError): StatementError {
	const seconds = Math.round(waitedMs / 1000);
	const reason = reasonToWait(statement);
	return new StatementError(
		`Statement "${statement.name}" is ${phaseOf(statement)} after ${seconds} s of waiting, not yet ${wish}${reason}${cutShort(cut)}`,
		'It goes on in Confluent Cloud. Allow more time with the option "Max Wait (Seconds)", or look at it later with the operation Get.',
		statement,
	);
}

function reasonToWait(statement: Statement): string {
	if (statement.scalingState === 'POOL_EXHAUSTED') return ': its compute pool is exhausted (POOL_EXHAUSTED), all CFUs are in use';
	return statement.detail.trim() === '' ? '' : `: ${statement.detail.trim()}`;
}

/** The error for a statement that ended in a phase from which the wanted one cannot be reached. */
export function unreachablePhase(statement: Statement, wanted: ReadonlySet<string>): StatementError {
	const words = statement.detail.trim() === '' ? '' : `: ${statement.detail.trim()}`;
	const advice =
		statement.phase === 'STOPPED'
			? 'Resume it first, or add STOPPED to the phases to wait for.'
			: `Add ${phaseOf(statement)} to the phases to wait for, or submit the statement again.`;
	return new StatementError(`Statement "${statement.name}" ended ${phaseOf(statement)}, not ${[...wanted].join(' or ')}${words}`, advice, statement);
}

/** The error for a statement that is not there, or was deleted while it was waited for. */
export function statementGone(name: string): AdvisedError {
	return new AdvisedError(
		`Statement "${name}" does not exist, or was deleted`,
		'Check the name, and that the credential is for the environment and region the statement was submitted in.',
	);
}
