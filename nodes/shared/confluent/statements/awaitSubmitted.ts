import { pollUntil, statementPollDelay } from '../http/pollUntil';
import type { Statement } from './statement';
import { statementGone, StatementError, statementTimedOut } from './statementOutcome';
import type { Statements } from './statements';

/**
 * Waits until a statement that was just submitted, or just read, is as wished. It is looked at as it was given
 * before anything is asked for.
 *
 * @param wish as in "not yet …"
 * @throws AdvisedError when it is deleted or the deadline passes, and whatever `isThere` throws
 */
export async function awaitSubmitted(
	statements: Statements,
	submitted: Statement,
	wish: string,
	isThere: (statement: Statement) => Promise<boolean>,
): Promise<Statement> {
	let given: Statement | undefined = submitted;
	const read = async () => {
		const now = given ?? (await statements.find(submitted.name));
		given = undefined;
		if (now === undefined) throw statementGone(submitted.name);
		return now;
	};
	return await pollUntil<Statement>(statements.api.scope, {
		read,
		isDone: isThere,
		delayMs: statementPollDelay,
		timedOut: (statement, waitedMs, cut) => new StatementError(statementTimedOut(statement, wish, waitedMs, cut).message, ADVICE, statement),
	});
}

const ADVICE =
	'Allow more time with the option "Max Wait (Seconds)": a compute pool that was idle can take minutes to start a statement.';
