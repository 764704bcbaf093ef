import { isBeginningOfDay } from './beginningOfDay';
import { UnfitValueError, trimmedText, type ExpectedValue } from './literalValue';
import { isUtcZone } from './timeZone';

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const TIME = /^((?:[01]\d|2[0-3]):[0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?$/;
const OFFSET = /(?:Z|([+-])(\d{2}):?(\d{2})?)$/i;

const EXPECTED_DATE: ExpectedValue = { form: 'date' };
const EXPECTED_TIME: ExpectedValue = { form: 'time' };
const EXPECTED_TIMESTAMP: ExpectedValue = { form: 'timestamp' };
const EXPECTED_INSTANT: ExpectedValue = { form: 'instant' };

interface TimeOfDay {
	/** `HH:MM:SS` */
	readonly seconds: string;
	/** Digits after the point; may be empty. */
	readonly fraction: string;
}

interface LocalDateTime {
	readonly date: string;
	readonly time: TimeOfDay;
}

export function dateLiteral(value: unknown): string {
	const text = trimmedText(value, EXPECTED_DATE);
	const date = text.slice(0, 10);
	if (!isDate(date) || (text !== date && !isBeginningOfDay(date, text.slice(10)))) throw new UnfitValueError(EXPECTED_DATE);
	return `DATE '${date}'`;
}

export function timeLiteral(value: unknown): string {
	return `TIME '${timeText(readTime(value))}'`;
}

/** A literal of TIME has as many digits after the second as its type. */
export function timeLiteralOf(value: unknown, precision: number): string {
	const { seconds, fraction } = rounded(readTime(value), precision);
	return `TIME '${timeText({ seconds, fraction: fraction.padEnd(precision, '0') })}'`;
}

export function timestampLiteral(value: unknown): string {
	return castTo('TIMESTAMP', readTimestamp(value));
}

/** @param type the type as SQL has it, of that precision */
export function timestampLiteralOf(value: unknown, precision: number, type: string): string {
	const { date, time } = readTimestamp(value);
	return `CAST('${date} ${timeText(rounded(time, precision))}' AS ${type})`;
}

function readTime(value: unknown): TimeOfDay {
	const time = parseTime(trimmedText(value, EXPECTED_TIME));
	if (time === undefined) throw new UnfitValueError(EXPECTED_TIME);
	return time;
}

function readTimestamp(value: unknown): LocalDateTime {
	const local = parseLocalDateTime(trimmedText(value, EXPECTED_TIMESTAMP));
	if (local === undefined) throw new UnfitValueError(EXPECTED_TIMESTAMP);
	return local;
}

/** Without digits that the precision has no room for, which have to be zeros: Flink would cut them off in silence. */
function rounded({ seconds, fraction }: TimeOfDay, precision: number): TimeOfDay {
	if (/[^0]/.test(fraction.slice(precision))) throw new UnfitValueError({ form: 'fraction', digits: precision });
	return { seconds, fraction: fraction.slice(0, precision) };
}

/**
 * An instant. Flink reads a text without an offset in the statement's local time zone: where that is UTC, the
 * instant is written in UTC; elsewhere it is written as epoch milliseconds, which no time zone changes. A text
 * that has no offset is left to mean what Flink makes of it.
 */
export function timestampLtzLiteral(value: unknown, localTimeZone: string | undefined): string {
	const text = trimmedText(value, EXPECTED_INSTANT);
	const local = parseLocalDateTime(text);
	if (local !== undefined) return castTo('TIMESTAMP_LTZ', local);
	const utc = parseInstant(text);
	if (utc === undefined) throw new UnfitValueError(EXPECTED_INSTANT);
	return isUtcZone(localTimeZone) ? castTo('TIMESTAMP_LTZ', utc) : epochLiteral(utc, localTimeZone);
}

/** As `timestampLtzLiteral`. @param type the type as SQL has it, of that precision */
export function instantLiteralOf(value: unknown, precision: number, type: string, localTimeZone: string | undefined): string {
	const text = trimmedText(value, EXPECTED_INSTANT);
	const local = parseLocalDateTime(text);
	const utc = local ?? parseInstant(text);
	if (utc === undefined) throw new UnfitValueError(EXPECTED_INSTANT);
	const fitting = { date: utc.date, time: rounded(utc.time, precision) };
	const isText = local !== undefined || isUtcZone(localTimeZone);
	return `CAST(${isText ? `'${fitting.date} ${timeText(fitting.time)}'` : epochLiteral(fitting, localTimeZone)} AS ${type})`;
}

function epochLiteral(utc: LocalDateTime, localTimeZone: string | undefined): string {
	const fraction = utc.time.fraction.replace(/(?<!0)0+$/, '');
	if (fraction.length > 3) throw new UnfitValueError({ form: 'instantInMilliseconds', localTimeZone });
	return `TO_TIMESTAMP_LTZ(${Date.parse(`${utc.date}T${timeText({ ...utc.time, fraction })}Z`)}, 3)`;
}

/** Without a precision Flink keeps six digits of the second. */
function castTo(type: string, { date, time }: LocalDateTime): string {
	return `CAST('${date} ${timeText(time)}' AS ${type}${time.fraction.length > 6 ? '(9)' : ''})`;
}

function parseInstant(text: string): LocalDateTime | undefined {
	const offset = OFFSET.exec(text);
	const local = offset === null ? undefined : parseLocalDateTime(text.slice(0, offset.index).trimEnd());
	if (offset === null || local === undefined) return undefined;
	const [, sign, hours = '0', minutes = '0'] = offset;
	if (Number(hours) > 18 || Number(minutes) > 59) return undefined;
	const offsetMinutes = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
	if (offsetMinutes === 0) return local;
	const utc = new Date(
		Date.parse(`${local.date}T${local.time.seconds}Z`) - offsetMinutes * 60_000,
	).toISOString();
	const date = utc.slice(0, 10);
	return isDate(date) ? { date, time: { ...local.time, seconds: utc.slice(11, 19) } } : undefined;
}

function parseLocalDateTime(text: string): LocalDateTime | undefined {
	const separator = text.charAt(10);
	if (separator !== 'T' && separator !== 't' && separator !== ' ') return undefined;
	const time = parseTime(text.slice(11));
	const date = text.slice(0, 10);
	return time !== undefined && isDate(date) ? { date, time } : undefined;
}

function parseTime(text: string): TimeOfDay | undefined {
	const match = TIME.exec(text);
	return match === null
		? undefined
		: { seconds: `${match[1]}:${match[2] ?? '00'}`, fraction: match[3] ?? '' };
}

function timeText({ seconds, fraction }: TimeOfDay): string {
	return fraction === '' ? seconds : `${seconds}.${fraction}`;
}

/** Whether the text is a day that exists, from year 1 to 9999 as in Flink. */
function isDate(text: string): boolean {
	if (!DATE.test(text)) return false;
	const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
	return year > 0 && day > 0 && day <= daysOf(year, month);
}

/** Days of a month, by the calendar that goes on before it was introduced; none where there is no such month. */
function daysOf(year: number, month: number): number {
	const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
	return month === 2 && isLeapYear ? 29 : (DAYS[month - 1] ?? 0);
}
