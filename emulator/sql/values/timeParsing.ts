import { SqlError } from '../engine';

const MICROS_PER_SECOND = 1_000_000n;
const MICROS_PER_DAY = 86_400n * MICROS_PER_SECOND;

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** How many days a month has, counted from 1. */
export const daysOfMonth = (year: number, month: number): number =>
	month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

/** Days since 1970 of a date. */
export function daysOf(year: number, month: number, day: number): number {
	const date = new Date(Date.UTC(2000, month - 1, day));
	date.setUTCFullYear(year, month - 1, day);
	return Math.round(date.getTime() / 86_400_000);
}

const isDate = (year: number, month: number, day: number): boolean =>
	year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysOfMonth(year, month);

/** Java's parseInt of a part with blanks around it. */
const part = (text: string): number => (/^\s*[+-]?\d+\s*$/.test(text) ? Number(text) : NaN);

/**
 * Days since 1970 of a text as CAST reads a DATE, or null where it is none: month and day may be left out, and what
 * follows a blank is not looked at.
 */
export function parseDate(text: string): number | null {
	const blank = text.indexOf(' ');
	const [year = '', month = '1', ...rest] = splitDate(blank > 0 ? text.slice(0, blank) : text);
	const numbers = [part(year), part(month), part(rest[0] ?? '1')] as const;
	return numbers.some(Number.isNaN) || !isDate(...numbers) ? null : daysOf(...numbers);
}

/** At the first two dashes; further ones belong to the day, which then is no number. */
function splitDate(text: string): string[] {
	const first = text.indexOf('-');
	if (first < 0) return [text];
	const second = text.indexOf('-', first + 1);
	if (second < 0) return [text.slice(0, first), text.slice(first + 1)];
	return [text.slice(0, first), text.slice(first + 1, second), text.slice(second + 1)];
}

const TIME = /^\s*(\d{1,2})\s*(?::\s*(\d{1,2})\s*(?::\s*(\d{1,2})(?:\.(\d*))?\s*)?)?$/;

/** Microseconds since midnight of a text as CAST reads a TIME, in milliseconds at most, or null where it is none. */
export function parseTime(text: string): bigint | null {
	const match = TIME.exec(text);
	if (!match) return null;
	const [hour, minute, second] = [match[1], match[2] ?? '0', match[3] ?? '0'].map(Number) as [number, number, number];
	if (hour > 23 || minute > 59 || second > 59) return null;
	const millis = Number((match[4] ?? '').padEnd(3, '0').slice(0, 3));
	return BigInt((hour * 3600 + minute * 60 + second) * 1000 + millis) * 1000n;
}

const TIMESTAMP = /^(\d{4})-(\d{1,2})-(\d{1,2})(?: (\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.(\d{0,9}))?)?$/;

/**
 * Microseconds since 1970 of a text as CAST reads a TIMESTAMP, or null where it is none. A day that the month lacks is
 * its last one. Throws `SqlError` for nanoseconds that the type keeps and the emulator does not.
 *
 * @param precision how many digits of a second the type keeps
 */
export function parseTimestamp(text: string, precision: number): bigint | null {
	const match = TIMESTAMP.exec(text);
	if (!match) return null;
	const [year, month, day] = [match[1], match[2], match[3]].map(Number) as [number, number, number];
	const [hour, minute, second] = [match[4], match[5], match[6]].map((digits) => Number(digits ?? 0)) as [number, number, number];
	if (year < 1 || month < 1 || month > 12 || day < 1 || day > 31 || minute > 59 || second > 59) return null;
	if (hour > 24 || (hour === 24 && (minute > 0 || second > 0))) return null;
	const fraction = (match[7] ?? '').padEnd(9, '0').slice(0, precision).padEnd(9, '0');
	if (!fraction.endsWith('000')) throw new SqlError(`A fraction of a second with more than six digits, '${text}', is not supported by this emulator.`);
	const days = daysOf(year, month, Math.min(day, daysOfMonth(year, month)));
	const seconds = BigInt(hour * 3600 + minute * 60 + second);
	return BigInt(days) * MICROS_PER_DAY + seconds * MICROS_PER_SECOND + BigInt(fraction.slice(0, 6));
}
