import { uniqueColumnNames } from './columnNames';
import type { Column, DataType } from './resultSchema';

/** Where the texts in decoded rows are from. */
export interface RowTexts {
	/** Whether each of them stands as it is in the page that its row came in, or is one of `others`, or is made of `REWRITTEN` alone. */
	readonly areAsTheyCame: boolean;
	/** Texts that are in no page, such as the names of columns. */
	readonly others: readonly string[];
}

/** The same of rows that were read. */
export interface ReadTexts extends RowTexts {
	/** Whether nothing in their pages is to be hidden; no also where that is not known. */
	readonly arePagesClean: boolean;
}

/** Of rows of which nothing is known. */
export const UNKNOWN_TEXTS: ReadTexts = { arePagesClean: false, areAsTheyCame: false, others: [] };

/** The texts in rows of several pages, perhaps of several results. */
export function textsTogether(texts: Iterable<ReadTexts>): ReadTexts {
	const all = [...new Set(texts)];
	const [first = UNKNOWN_TEXTS] = all;
	if (all.length < 2) return first;
	return {
		arePagesClean: all.every(({ arePagesClean }) => arePagesClean),
		areAsTheyCame: all.every(({ areAsTheyCame }) => areAsTheyCame),
		others: all.flatMap(({ others }) => others),
	};
}

/** What numbers and times are written with where they are written anew. */
export const REWRITTEN = '+-.:0123456789eTZ';

/** JSON may have numbers beyond all that there are, and a text may be made of one. */
const ENDLESS = ['Infinity', '-Infinity'];

/**
 * The texts in rows of these columns.
 *
 * @param names of the columns as they stand in an item
 */
export function rowTexts(columns: readonly Column[], names: readonly string[]): RowTexts {
	return { areAsTheyCame: columns.every(({ type }) => isAsItCame(type)), others: [...ENDLESS, ...names, ...columns.flatMap(({ type }) => namesIn(type))] };
}

/** Bytes come in hexadecimal digits and become base64, a VARIANT may have some in it, and of the key of an object a text is made. */
const MADE_ANEW: ReadonlySet<string> = new Set(['BINARY', 'VARBINARY', 'VARIANT', 'MAP']);

function isAsItCame(type: DataType): boolean {
	return !MADE_ANEW.has(type.type) && partsOf(type).every(isAsItCame);
}

function namesIn(type: DataType): string[] {
	return [...uniqueColumnNames((type.fields ?? []).map(({ name }) => name)), ...partsOf(type).flatMap(namesIn)];
}

function partsOf({ elementType, keyType, valueType, fields = [] }: DataType): DataType[] {
	return [elementType, keyType, valueType, ...fields.map(({ type }) => type)].filter((part) => part !== undefined);
}
