import type { InsertFacts, RowsBefore } from '../../confluent/tables/insertError';
import { listed } from './valueWords';
import { MAX_WAIT, type Repeater, type Words } from './words';

/** Where a person sees how far a statement is. */
const GET = 'Flink Statement → Get Statement';

/** @param inner the words of the failure that led to it */
export function insertWords(facts: InsertFacts, inner: Words, repeater: Repeater): Words {
	const { name, before } = facts;
	switch (facts.reason) {
		case 'insertFailed':
			return { message: inner.message, nextStep: sentences(inner.nextStep, insertedBefore(before)) };
		case 'insertNotBegun':
			return { message: `Not inserted: ${rowsInto(facts)}. Reason: ${inner.message}`, nextStep: sentences(`Statement "${name}" had not started and was deleted.`, inner.nextStep, insertedBefore(before)) };
		case 'insertGoesOn':
			return {
				message: `Still being inserted: ${rowsInto(facts)}. Reason: ${inner.message}`,
				nextStep: sentences(`Statement "${name}" was left to finish: do not insert its rows again. ${repeater === 'poll' ? 'Check' : `Allow more time with ${MAX_WAIT}, or check`} the statement with ${GET}.`, insertedBefore(before)),
			};
		case 'insertHeldBack':
			return {
				message: `Not inserted: ${rowsInto(facts)}. Statement "${name}", with rows before them, has not finished`,
				nextStep: sentences(
					'The table keeps the last row of each key, so no row is sent before an earlier one.',
					`Check statement "${name}" with ${GET}. When it has finished, insert these rows again.`,
					insertedBefore(before),
				),
			};
		case 'insertUnseen':
		case 'insertUnclear':
			return {
				message: `Perhaps inserted: ${rowsInto(facts)}. Reason: ${inner.message}`,
				nextStep: sentences(`Check statement "${name}" with ${GET} before you insert its rows again.`, insertedBefore(before)),
			};
	}
}

function rowsInto({ rows, table }: InsertFacts): string {
	return `${rows} ${rows === 1 ? 'row' : 'rows'} for table "${table}"`;
}

function insertedBefore(before: readonly RowsBefore[]): string | undefined {
	const parts = before.filter(({ rows }) => rows > 0).map(({ rows, table }) => `${rows} into "${table}"`);
	return parts.length === 0 ? undefined : `Rows inserted before that: ${listed(parts)}.`;
}

function sentences(...parts: ReadonlyArray<string | undefined>): string {
	return parts.filter((part) => part !== undefined && part !== '').join(' ');
}
