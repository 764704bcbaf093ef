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
			return { message: `Statement "${name}" failed: ${reasonWords(facts.why)}`, nextStep: adviceOn(facts.why.words, repeater) ?? 'Correct the SQL or the tables it uses, then run it again.' };
		case 'endedElsewhere':
			return { message: `Statement "${name}" ended as ${facts.phase}, not ${facts.wanted.join(' or ')}${inItsWords(facts.detail)}`, nextStep: endedElsewhere(facts.phase, facts.detail) };
		case 'statementGone':
			return {
				message: `Statement "${name}" does not exist, or was deleted`,
				nextStep: 'Check the name, and the environment and region in the credential.',
			};
		case 'nameTaken':
			if (facts.isLeaving) return { message: `A statement named "${name}" is still being deleted`, nextStep: repeater === 'poll' ? NEXT_POLL : WAIT_UNTIL_GONE };
			return {
				message: `A statement named "${name}" already exists in this environment${facts.hasOtherSql ? ', with other SQL' : ''}`,
				nextStep: "Choose another name, leave it empty for a generated one, or set 'On Name Conflict'.",
			};
		case 'nameTakenUnseen':
			return {
				message: `A statement named "${name}" already exists in this environment, on a compute pool that this key's role does not cover`,
				nextStep: 'Choose another name, or use a key whose role covers the environment.',
			};
		case 'temporaryUnclear':
			return {
				message: unclearMessage({ kind: 'statement', name }, facts.failure),
				nextStep: `${repeater === 'poll' ? NEXT_POLL : 'Run the node again.'} Anything it may have created has been cleaned up.`,
			};
		case 'moveWithoutResume':
			return { message: `Statement "${name}" is ${facts.phase}: its compute pool and principal can change only when it is resumed`, nextStep: howToMove(facts.isStopped) };
		case 'cannotResume':
			return {
				message: `Statement "${name}" is ${facts.phase} and cannot be resumed`,
				nextStep: 'Only a stopped or failed INSERT INTO, CREATE TABLE AS or EXECUTE STATEMENT SET can be resumed. Submit the statement again instead.',
			};
		case 'resultUnreadable':
			return { message: `The result of statement "${name}" cannot be read: ${formatMessage(facts.failure.facts)}`, nextStep: formatStep(facts.failure.facts) };
	}
}

const WAIT_UNTIL_GONE =
	`Wait a few seconds, then run the node again. With 'On Name Conflict' set to "Replace", the node waits by itself.`;

/** Why a statement failed. */
export function reasonWords({ words, unread }: FailureReason): string {
	const unreadable = unread === undefined ? undefined : `its exceptions could not be read (${failureMessage(unread)})`;
	if (words !== undefined) return unreadable === undefined ? words : `${words} (${unreadable})`;
	return unreadable === undefined ? 'the service gives no reason' : `the service gives no reason, and ${unreadable}`;
}

function timedOut({ name, phase, detail, isPoolExhausted, wish, waitedMs, cut }: StatementTimedOut, repeater: Repeater): Words {
	const reason = isPoolExhausted ? ': its compute pool has no free CFU (POOL_EXHAUSTED)' : inItsWords(detail);
	return {
		message: `Statement "${name}" is ${phase} after ${Math.round(waitedMs / 1000)} s, not yet ${wishWords(wish)}${reason}${cutShort(cut)}`,
		nextStep: nextStepOf(wish, repeater),
	};
}

function wishWords(wish: Wish): string {
	switch (wish.kind) {
		case 'phase':
			return wish.phases.join(' or ');
		case 'readable':
			return 'readable';
		case 'finished':
			return 'COMPLETED';
		case 'checked':
			return 'checked';
		case 'deleted':
			return 'deleted';
		case 'changed':
			return `changed: the service answered 409 each time (${answerMessage(wish.refusal)})`;
	}
}

function nextStepOf(wish: Wish, repeater: Repeater): string {
	if (wish.kind === 'finished') return endLater(repeater);
	return isForItsStart(wish) ? startLater(repeater) : lookLater(repeater, 'Get Statement');
}

/** Whoever waits for these has just submitted the statement, as a rule, and may delete it. */
function isForItsStart({ kind }: Wish): boolean {
	return kind === 'readable' || kind === 'checked';
}

function startLater(repeater: Repeater): string {
	const slow = 'an idle compute pool can take minutes to start a statement';
	return repeater === 'poll' ? `${NEXT_POLL_TRIES}: ${slow}.` : `Allow more time with ${MAX_WAIT}: ${slow}.`;
}

function endLater(repeater: Repeater): string {
	return repeater === 'poll' ? NEXT_POLL : `Allow more time with ${MAX_WAIT}: it has started, and is done once it is COMPLETED.`;
}

export const STOPPED_UNREAD = 'Confluent Cloud stopped it because nobody read its rows for five minutes.';

/** Whether the detail of a stopped statement says that Confluent Cloud stopped it for want of a reader. */
export function isStoppedUnread(detail: string): boolean {
	return /\bautomatically stopped\b|\bno client has consumed\b/i.test(detail);
}

function endedElsewhere(phase: string, detail: string): string {
	if (phase === 'STOPPED' && isStoppedUnread(detail)) return `${STOPPED_UNREAD} A query cannot be resumed: run it again with Execute Query, which reads its rows at once.`;
	if (phase === 'STOPPED') return 'Resume it first, or add STOPPED to the phases to wait for.';
	return `Add ${phase} to the phases to wait for, or submit the statement again.`;
}

function howToMove(isStopped: boolean): string {
	return isStopped
		? "Set 'Stopped' to false as well, or use Resume Statement with the new compute pool or principal."
		: 'Stop it first, then resume it with the new compute pool or principal.';
}

/** A remark on a statement that took longer, because a POST of it may have been carried out late. */
export function answerLostRemark({ name, isRepeated, cameLate }: LostAnswer): string {
	const lost = `Confluent's answer to submitting statement "${name}" was lost`;
	if (cameLate) return `${lost}, and the statement started late. It was deleted, but may have written its output twice.`;
	if (isRepeated) return `${lost}; it was submitted again. Nothing seems to have run twice.`;
	return `${lost}; the statement was found by its name. Nothing seems to have run twice.`;
}

/** A remark on a statement that was deleted to make way, for a run that ends with an error of the new one. */
export function replacedRemark(name: string): string {
	return `The old statement "${name}" was deleted, and the new one was submitted.`;
}

/** A remark on an INSERT that has come to its end, and was to be deleted. */
export function endedBehindRemark(name: string, why: string): string {
	return `Statement "${name}" has ended, but could not be deleted: ${why}. Delete it with Flink Statement → Delete Statement.`;
}

/** A remark on a statement that was to be deleted and is still there. */
export function leftBehindRemark(name: string, why: string): string {
	return `Statement "${name}" could not be deleted and may still run: ${why}. Delete it with Delete Statement.`;
}
