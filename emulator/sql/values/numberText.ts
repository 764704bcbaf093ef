const DECIMAL = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)`;
const WHOLE = /^\s*([+-]?\d+)(?:\.\d*)?\s*$/;
const EXACT = new RegExp(`^\\s*${DECIMAL}(?:[eE][+-]?\\d+)?\\s*$`);
const DOUBLE = new RegExp(`^\\s*(${DECIMAL}(?:[eE][+-]?\\d+)?)[dDfF]?\\s*$`);

/** The whole part of a text as CAST reads an integer, or null where it is none. */
export const wholeNumber = (text: string): string | null => WHOLE.exec(text)?.[1] ?? null;

/** Whether Java's BigDecimal takes a text, blanks around it aside. */
export const isExactNumber = (text: string): boolean => EXACT.test(text);

/** A text as Java's Double.parseDouble reads it, or null where it is no number. */
export function parseDouble(text: string): number | null {
	const special = /^\s*([+-]?)(NaN|Infinity)\s*$/.exec(text);
	if (special) return special[2] === 'NaN' ? NaN : special[1] === '-' ? -Infinity : Infinity;
	const digits = DOUBLE.exec(text)?.[1];
	return digits === undefined ? null : Number(digits);
}
