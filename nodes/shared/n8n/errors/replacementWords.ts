import { UnclearOutcomeError } from '../../confluent/http/errors/unclearOutcome';
import type { ReplacementFacts } from '../../confluent/statements/replacementError';
import { reasonWords } from './statementWords';
import { NEXT_POLL, type Repeater, type Words } from './words';

type Unfinished = Extract<ReplacementFacts, { reason: 'replacementUnfinished' }>;

const KEPT = 'The existing statement was left unchanged.';

/** @param inner the words of the failure that led to it, where there is one */
export function replacementWords(facts: ReplacementFacts, inner: Words, repeater: Repeater): Words {
	const { name } = facts;
	switch (facts.reason) {
		case 'newSqlInvalid':
			return { message: `Statement "${name}" was not replaced, because the new SQL is not valid: ${reasonWords(facts.why)}`, nextStep: sentences(KEPT, repeater === 'person' ? 'Correct the SQL, and run the node again.' : NEXT_POLL) };
		case 'newSqlUnchecked':
			return { message: `Statement "${name}" was not replaced, because the new SQL could not be checked: ${inner.message}`, nextStep: sentences(KEPT, inner.nextStep) };
		case 'replacementUnfinished':
			return { message: unfinished(facts, inner.message), nextStep: repeater === 'person' ? goOn(facts.failure, inner.nextStep) : (inner.nextStep ?? NEXT_POLL) };
	}
}

function unfinished({ name, isDeleted, failure }: Unfinished, why: string): string {
	if (isDeleted === undefined) return `The old statement "${name}" may have been deleted, and the new one was not submitted: ${why}`;
	if (failure instanceof UnclearOutcomeError) return `The old statement "${name}" was deleted. ${why}`;
	return `The old statement "${name}" was deleted, and nothing runs under this name now: ${why}`;
}

function goOn(failure: Error, step: string | undefined): string | undefined {
	const saysSo = failure instanceof UnclearOutcomeError || /run the node again/i.test(step ?? '');
	return saysSo ? step : sentences(step, 'Run the node again to submit the new statement.');
}

function sentences(...parts: ReadonlyArray<string | undefined>): string {
	return parts.filter((part) => part !== undefined && part !== '').join(' ');
}
