import { DeadlineError } from '../../confluent/http/errors/deadlineError';
import type { EarlyEnd, ResultFacts } from '../../confluent/results/resultsError';
import { HIDDEN } from './hiddenWords';
import { failureMessage, lastWords, requestIn } from './requestWords';
import { isStoppedUnread, reasonWords, STOPPED_UNREAD } from './statementWords';
import { inBrackets, inItsWords, MAX_WAIT, type Repeater, type Words } from './words';

const RUN_AGAIN = 'Run the query again.';

export function resultWords(facts: ResultFacts, repeater: Repeater): Words {
	const { name } = facts;
	switch (facts.reason) {
		case 'stoppedBeforeRows':
			return { message: `Statement "${name}" is STOPPED, so its remaining rows cannot be read${inItsWords(facts.detail)}`, nextStep: stoppedStep(facts.detail) };
		case 'rowsIncomplete': {
			const { event, why = '', nextStep } = earlyEnd(facts.end);
			return { message: `Statement "${name}" ${event} before it had returned all its rows.${why} The ${rows(facts.count)} read so far may be incomplete`, nextStep };
		}
		case 'rowsUnfinished':
			return {
				message: `The time ran out before statement "${name}" had returned all its rows; ${rows(facts.count)} were read${lastWords(facts.cut.facts)}`,
				nextStep: repeater === 'poll' ? 'Make the query return fewer rows.' : `Allow more time with ${MAX_WAIT}, or make the query return fewer rows.`,
			};
		case 'rowsUnchecked':
			return {
				message: `${unverifiedEnd(name, facts.count, 'row')}: ${failureMessage(facts.failure)}`,
				nextStep: facts.failure instanceof DeadlineError && repeater === 'person' ? `Allow more time with ${MAX_WAIT}, and run the query again.` : RUN_AGAIN,
			};
		case 'resultsExpired':
			return {
				message: `The results of statement "${name}" can no longer be read: ${facts.words}`,
				nextStep: `Confluent keeps the results of a snapshot query for one hour, and others for about a day. ${RUN_AGAIN}`,
			};
		case 'resultsInCircle':
			return {
				message: `The results of statement "${name}" cannot be read completely: the service sent the same page token twice`,
				nextStep: 'Run the query again. If it happens again, report it to Confluent.',
			};
	}
}

function earlyEnd(end: EarlyEnd): { readonly event: string; readonly why?: string; readonly nextStep: string } {
	switch (end.kind) {
		case 'deleted':
			return { event: `was deleted${inBrackets(end.detail)}`, nextStep: `Somebody deleted it. ${RUN_AGAIN}` };
		case 'hidden':
			return {
				event: 'disappeared',
				why: ` It ${HIDDEN}${inBrackets(`${end.failure.detail}${requestIn(end.failure)}`)}.`,
				nextStep: `Somebody has probably deleted it. ${RUN_AGAIN}`,
			};
		case 'stopped':
			return { event: `was stopped${inBrackets(end.detail)}`, nextStep: stoppedStep(end.detail) };
		case 'failed':
			return { event: `failed (${reasonWords(end.why)})`, nextStep: 'Correct the SQL or the tables it reads, then run the query again.' };
	}
}

/** Who stopped a query, by the service's words; `spec.stopped` shows only a stop that a client asked for. */
function stoppedStep(detail: string): string {
	if (isStoppedUnread(detail)) return `${STOPPED_UNREAD} Run the query again and read its rows at once: Execute Query does both.`;
	if (/\bstopped manually\b/i.test(detail)) return `Somebody stopped it. ${RUN_AGAIN}`;
	return `Somebody stopped it, or Confluent Cloud did because nobody read its rows for five minutes. ${RUN_AGAIN}`;
}

/**
 * What was read of a statement of which the last look went wrong.
 *
 * @param unit what was counted, in the singular
 */
export function unverifiedEnd(name: string, count: number, unit: string): string {
	const several = count === 0 ? `No ${unit}s were read` : `All ${count} ${unit}s were read`;
	return `Statement "${name}": ${count === 1 ? `The only ${unit} was read` : several}, but the statement's final status could not be verified`;
}

function rows(count: number): string {
	return count === 1 ? '1 row' : `${count} rows`;
}
