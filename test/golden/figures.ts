import type { Agreement } from './agreement';
import { isException } from './exceptions';

interface Compared {
	readonly question: { readonly sql: string; readonly mode?: string };
	readonly agreement: Agreement;
}

/** Answers that differ from Flink's and are not in the list of exceptions. */
export function unexpected(compared: readonly Compared[]): string[] {
	return compared.flatMap(({ question, agreement }) =>
		agreement.kind === 'differs' && !isException(question)
			? [`${question.mode ?? ''} ${question.sql}\n    ${agreement.detail}`.trim()]
			: [],
	);
}

/** Entries of the list of exceptions that differ no longer. */
export function settled(compared: readonly Compared[]): string[] {
	return compared.flatMap(({ question, agreement }) => (agreement.kind !== 'differs' && isException(question) ? [question.sql] : []));
}

/** One line for whoever reads the log. */
export function figures(what: string, compared: readonly Compared[]): string {
	const count = (kind: Agreement['kind']): number => compared.filter(({ agreement }) => agreement.kind === kind).length;
	const agree = count('agrees');
	const percent = ((100 * agree) / compared.length).toFixed(1);
	return `${what}: ${agree} of ${compared.length} (${percent} %) agree with Flink, ${count('refused')} are refused by name, ${count('differs')} are exceptions`;
}
