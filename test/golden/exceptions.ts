import exceptionFile from './exceptions.json';

/** An answer that differs from Flink's on purpose, or for now. */
export interface Exception {
	readonly sql: string;
	/** The mode of a query; expressions have none. */
	readonly mode?: string;
	readonly reason: string;
}

/** The only list of what may differ: one in each line. */
export const EXCEPTIONS = exceptionFile as readonly Exception[];

const keyOf = ({ sql, mode = '' }: { readonly sql: string; readonly mode?: string }): string => `${mode}\n${sql}`;
const KEYS = new Set(EXCEPTIONS.map(keyOf));

export const isException = (question: { readonly sql: string; readonly mode?: string }): boolean => KEYS.has(keyOf(question));
