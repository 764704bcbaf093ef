import type { FailureReason, StatementFacts, StatementTimedOut, Wish } from '../../confluent/statements/statementsError';
import type { LostAnswer } from '../../confluent/statements/temporaryStatement';
import { formatMessage, formatStep } from './formatWords';
import { adviceOn } from './adviceOn';
import { answerMessage, cutShort, failureMessage, unclearMessage } from './requestWords';
import { inItsWords, lookLater, MAX_WAIT, NEXT_POLL, NEXT_POLL_TRIES, type Repeater, type Words } from './words';

export function statementWords(facts: StatementFacts, repeater: Repeater): Words {
	const { name } = facts;
	switch (facts.reason) {
		case 'statementTimedOut':
			return timedOut(facts, repeater);
		case 'statementFailed':
			return { message: `Statement "${name}" failed: ${reasonWords(facts.why)}`, nextStep: adviceOn(facts.why.words, repeater) ?? 'Correct the SQL, or what it reads and writes, and run it again.' };
		case 'endedElsewhere':
			return { message: `Statement "${name}" ended ${facts.phase}, not ${facts.wanted.join(' or ')}${inItsWords(facts.detail)}`, nextStep: endedElsewhere(facts.phase, facts.detail) };
		case 'statementGone':
			return {
				message: `Statement "${name}" does not exist, or was deleted`,
				nextStep: 'Check the name, and that the credential is for the environment and region the statement was submitted in.',
			};
		case 'nameTaken':
			if (facts.isLeaving) return { message: `A statement named "${name}" is still being deleted`, nextStep: repeater === 'poll' ? NEXT_POLL : WAIT_UNTIL_GONE };
			return {
				message: `A statement named "${name}" already exists in this environment${facts.hasOtherSql ? ', with other SQL' : ''}`,
				nextStep: 'Choose another name, leave the name empty to have one generated, or set the option "On Name Conflict".',
			};
		case 'nameTakenUnseen':
			return {
				message: `A statement named "${name}" already exists in this environment, on a compute pool that this key's role does not cover`,
				nextStep: 'Choose another name, or use a key whose role covers the environment.',
			};
		case 'temporaryUnclear':
			return {
				message: unclearMessage({ kind: 'statement', name }, facts.failure),
				nextStep: `${repeater === 'poll' ? NEXT_POLL : 'Run the node again.'} What may have been created was looked for and is deleted.`,
			};
		case 'moveWithoutResume':
			return { message: `Statement "${name}" is ${facts.phase}: its compute pool and principal can change only when it is resumed`, nextStep: howToMove(facts.isStopped) };
		case 'cannotResume':
			return {
				message: `Statement "${name}" is ${facts.phase} and cannot be resumed`,
				nextStep: 'Only a stopped or failed INSERT INTO, CREATE TABLE AS or EXECUTE STATEMENT SET can be resumed; submit the statement again instead.',
			};
		case 'resultUnreadable':
			return { message: `The result of statement "${name}" cannot be read: ${formatMessage(facts.failure.facts)}`, nextStep: formatStep(facts.failure.facts) };
	}
}

const WAIT_UNTIL_GONE =
	'Wait until it is gone, seconds as a rule, then run the node again. With the option "On Name Conflict" set to Replace the node waits by itself.';

/** Why a statement failed. */
export function reasonWords({ words, unread }: FailureReason): string {
	const unreadable = unread === undefined ? undefined : `its exceptions could not be read (${failureMessage(unread)})`;
	if (words !== undefined) return unreadable === undefined ? words : `${words} (${unreadable})`;
	return unreadable === undefined ? 'the service gives no reason' : `the service gives no reason, and ${unreadable}`;
}

function timedOut({ name, phase, detail, isPoolExhausted, wish, waitedMs, cut }: StatementTimedOut, repeater: Repeater): Words {
	const reason = isPoolExhausted ? ': its compute pool is exhausted (POOL_EXHAUSTED), all CFUs are in use' : inItsWords(detail);
	return {
		message: `Statement "${name}" is ${phase} after ${Math.round(waitedMs / 1000)} s of waiting, not yet ${wishWords(wish)}${reason}${cutShort(cut)}`,
		nextStep: nextStepOf(wish, repeater),
	};
}

function wishWords(wish: Wish): string {
	switch (wish.kind) {
		case 'phase':
			return wish.phases.join(' or ');
		case 'readable':
			return 'ready to be read';
		case 'finished':
			return 'COMPLETED';
		case 'checked':
			return 'checked';
		case 'deleted':
			return 'gone';
		case 'changed':
			return `changed: the service answered 409 each time (${answerMessage(wish.refusal)})`;
	}
}

function nextStepOf(wish: Wish, repeater: Repeater): string {
	if (wish.kind === 'finished') return endLater(repeater);
	return isForItsStart(wish) ? startLater(repeater) : lookLater(repeater);
}

/** Whoever waits for these has just submitted the statement, as a rule, and may delete it. */
function isForItsStart({ kind }: Wish): boolean {
	return kind === 'readable' || kind === 'checked';
}

function startLater(repeater: Repeater): string {
	const slow = 'a compute pool that was idle can take minutes to start a statement';
	return repeater === 'poll' ? `${NEXT_POLL_TRIES}: ${slow}.` : `Allow more time with ${MAX_WAIT}: ${slow}.`;
}

function endLater(repeater: Repeater): string {
	return repeater === 'poll' ? NEXT_POLL : `Allow more time with ${MAX_WAIT}: it has begun, and its work is done once it is COMPLETED.`;
}

export const STOPPED_UNREAD = 'Confluent Cloud stopped it, as it does with a query whose rows nobody reads for five minutes.';

/** Whether the detail of a stopped statement says that Confluent Cloud stopped it for want of a reader. */
export function isStoppedUnread(detail: string): boolean {
	return /\bautomatically stopped\b|\bno client has consumed\b/i.test(detail);
}

function endedElsewhere(phase: string, detail: string): string {
	if (phase === 'STOPPED' && isStoppedUnread(detail)) return `${STOPPED_UNREAD} A query cannot be resumed: run it again with Execute Query, which reads its rows as they come.`;
	if (phase === 'STOPPED') return 'Resume it first, or add STOPPED to the phases to wait for.';
	return `Add ${phase} to the phases to wait for, or submit the statement again.`;
}

function howToMove(isStopped: boolean): string {
	return isStopped
		? 'Set Stopped to false as well, or use the operation Resume with the new compute pool or principal.'
		: 'Stop it first, then resume it with the new compute pool or principal.';
}

/** A remark on a statement that took longer, because a POST of it may have been carried out late. */
export function answerLostRemark({ name, isRepeated, cameLate }: LostAnswer): string {
	const lost = `The answer to the request that submits statement "${name}" was lost`;
	if (cameLate) return `${lost}, and it was carried out late: what the statement writes may be there twice. It was looked for and deleted.`;
	if (isRepeated) return `${lost}; it was sent again. Nothing was seen to run twice.`;
	return `${lost}; the statement was found by its name. Nothing was seen to run twice.`;
}

/** A remark on a statement that was deleted to make way, for a run that ends with an error of the new one. */
export function replacedRemark(name: string): string {
	return `The statement that had the name "${name}" before was deleted, and the new one submitted.`;
}

/** A remark on an INSERT that has come to its end, and was to be deleted. */
export function endedBehindRemark(name: string, why: string): string {
	return `Statement "${name}" has ended, but could not be deleted: ${why}. Delete it with Flink Statement → Delete.`;
}

/** A remark on a statement that was to be deleted and is still there. */
export function leftBehindRemark(name: string, why: string): string {
	return `Statement "${name}" could not be deleted and may still run: ${why}. Delete it with the operation Delete.`;
}
