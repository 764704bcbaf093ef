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
			return { message: `Statement "${name}" is STOPPED, its rows cannot be read to the end${inItsWords(facts.detail)}`, nextStep: stoppedStep(facts.detail) };
		case 'rowsIncomplete': {
			const { event, nextStep } = earlyEnd(facts.end);
			return { message: `Statement "${name}" ${event} before all its rows were there; the ${rows(facts.count)} read so far may not be all`, nextStep };
		}
		case 'rowsUnfinished':
			return {
				message: `The time ran out before statement "${name}" had given all its rows; ${rows(facts.count)} had been read${lastWords(facts.cut.facts)}`,
				nextStep: repeater === 'poll' ? 'Let the query give fewer rows.' : `Allow more time with ${MAX_WAIT}, or let the query give fewer rows.`,
			};
		case 'rowsUnchecked':
			return {
				message: `The rows of statement "${name}" were read to the end (${rows(facts.count)}), but whether it ended well could not be checked: ${failureMessage(facts.failure)}`,
				nextStep: facts.failure instanceof DeadlineError && repeater === 'person' ? `Allow more time with ${MAX_WAIT}, and run the query again.` : RUN_AGAIN,
			};
		case 'resultsExpired':
			return {
				message: `The results of statement "${name}" can no longer be read: ${facts.words}`,
				nextStep: `Results are kept for one hour after a snapshot query was submitted, and for about a day otherwise. ${RUN_AGAIN}`,
			};
		case 'resultsInCircle':
			return {
				message: `The results of statement "${name}" cannot be read to their end: the service gave the same page token twice`,
				nextStep: 'Run the query again; if it happens again, report it to Confluent.',
			};
	}
}

function earlyEnd(end: EarlyEnd): { readonly event: string; readonly nextStep: string } {
	switch (end.kind) {
		case 'deleted':
			return { event: `was deleted${inBrackets(end.detail)}`, nextStep: `Somebody deleted it. ${RUN_AGAIN}` };
		case 'hidden':
			return {
				event: `${HIDDEN}${inBrackets(`${end.failure.detail}${requestIn(end.failure)}`)}: it was lost from sight`,
				nextStep: `Somebody deleted it, as a rule. ${RUN_AGAIN}`,
			};
		case 'stopped':
			return { event: `was stopped${inBrackets(end.detail)}`, nextStep: stoppedStep(end.detail) };
		case 'failed':
			return { event: `failed (${reasonWords(end.why)})`, nextStep: 'Correct the SQL, or what it reads, and run the query again.' };
	}
}

/** Who stopped a query, by the service's words; `spec.stopped` tells only of a stop that a client asked for. */
function stoppedStep(detail: string): string {
	if (isStoppedUnread(detail)) return `${STOPPED_UNREAD} Run the query again, and read its rows as soon as it runs: Execute Query does both.`;
	if (/\bstopped manually\b/i.test(detail)) return `Somebody stopped it. ${RUN_AGAIN}`;
	return `Somebody stopped it, or Confluent Cloud did: it stops a query whose rows nobody reads for five minutes. ${RUN_AGAIN}`;
}

function rows(count: number): string {
	return count === 1 ? '1 row' : `${count} rows`;
}
