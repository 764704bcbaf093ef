import { trimmedText, UnfitValueError, type ExpectedValue } from './literalValue';
import { parseSqlType } from './parseSqlType';
import type { IntervalUnit } from './sqlType';

/** A span of time: whole months, or milliseconds, as Flink keeps them. */
export type Interval = { readonly kind: 'yearMonth'; readonly months: bigint } | { readonly kind: 'dayTime'; readonly millis: bigint };

const EXPECTED: ExpectedValue = { form: 'interval' };

/** Months. */
const MONTHS: ReadonlyMap<string, bigint> = new Map([
	['YEAR', 12n],
	['MONTH', 1n],
]);

/** Milliseconds. */
const MILLIS: ReadonlyMap<string, bigint> = new Map([
	['WEEK', 604_800_000n],
	['DAY', 86_400_000n],
	['HOUR', 3_600_000n],
	['MINUTE', 60_000n],
	['SECOND', 1_000n],
]);

/** From one unit to another, as SQL puts them one after the other. */
const FIELDS: readonly IntervalUnit[] = ['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE', 'SECOND'];

/** The most that Flink's intervals have room for: YEAR(4) and DAY(6). */
const MAX_MONTHS = 9_999n * 12n + 11n;
const MAX_MILLIS = 1_000_000n * 86_400_000n - 1n;

const ISO = /^([+-]?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?)?$/i;
const ISO_UNITS = ['YEAR', 'MONTH', 'WEEK', 'DAY', 'HOUR', 'MINUTE', 'SECOND'];
const SQL = /^(?:INTERVAL\s*)?([+-]?)\s*'([^']*)'\s*([A-Z][A-Z0-9 (),]*)$/i;
const MONTHS_TEXT = /^([+-]?)(\d+)-(\d{1,2})$/;
const TIME_TEXT = /^([+-]?)(?:(\d+) )?(\d+):(\d{1,2})(?::(\d{1,2}(?:\.\d+)?))?$/;
const WORDS = /^([+-]?)((?:\d+(?:\.\d+)?\s*(?:year|month|week|day|hour|minute|second)s?(?:,?\s+|$))+)$/i;
const WORD = /(\d+(?:\.\d+)?)\s*([a-z]+?)s?(?:,?\s+|$)/gi;

/** An amount of one unit, such as 1.5 of SECOND. */
type Part = readonly [amount: string, unit: string];

/**
 * Reads a span of time: `1-06` (years and months), `1 02:03:04.567` (days and time), `90 minutes`,
 * `INTERVAL '1' HOUR`, or as ISO 8601 and Luxon write it, `PT1H30M`.
 *
 * @throws UnfitValueError for anything else, for years or months beside days or time, for parts of a millisecond,
 * and for a span that Flink has no room for
 */
export function parseInterval(value: unknown): Interval {
	const text = trimmedText(value, EXPECTED);
	const found = ofIso(text) ?? ofSql(text) ?? ofWords(text) ?? ofMonthsText(text) ?? ofTimeText(text);
	if (found === undefined) throw new UnfitValueError(EXPECTED);
	return found;
}

function ofIso(text: string): Interval | undefined {
	const match = ISO.exec(text);
	if (match === null) return undefined;
	const [, sign = '', ...amounts] = match;
	// What is not written is undefined, whatever its type says.
	const written: ReadonlyArray<string | undefined> = amounts;
	return intervalOf(sign, written.flatMap((amount, index): Part[] => (amount === undefined ? [] : [[amount.replace(',', '.'), ISO_UNITS[index] ?? '']])));
}

function ofSql(text: string): Interval | undefined {
	const match = SQL.exec(text);
	if (match === null) return undefined;
	const [, outer = '', quoted = '', qualifier = ''] = match;
	const type = parseSqlType(`INTERVAL ${qualifier}`);
	const units = type?.nullable === true ? unitsOf(qualifier) : [];
	const [, inner = '', amounts = ''] = /^([+-]?)(.*)$/.exec(quoted.trim()) ?? [];
	const parts = amounts.split(/[-: ]/);
	// The signs that stand between the amounts are those that belong there.
	const isBuilt = amounts.replace(/\d+(?:\.\d+)?/g, '') === units.slice(1).map(separatorBefore).join('');
	if (units.length === 0 || parts.length !== units.length || !isBuilt) return undefined;
	return intervalOf(outer === '-' && inner === '-' ? '' : outer === '-' || inner === '-' ? '-' : '', parts.map((amount, index): Part => [amount, units[index] ?? '']));
}

function unitsOf(qualifier: string): readonly IntervalUnit[] {
	const [from = '', to = from] = qualifier.toUpperCase().split(/\s+TO\s+/).map((part) => part.replace(/\s*\(.*$/, '').trim());
	const first = FIELDS.findIndex((unit) => unit === from);
	const last = FIELDS.findIndex((unit) => unit === to);
	return first < 0 ? [] : FIELDS.slice(first, last + 1);
}

function separatorBefore(unit: IntervalUnit): string {
	if (unit === 'MONTH') return '-';
	return unit === 'HOUR' ? ' ' : ':';
}

function ofWords(text: string): Interval | undefined {
	const match = WORDS.exec(text);
	if (match === null) return undefined;
	const parts = [...(match[2] ?? '').matchAll(WORD)].map(([, amount = '', unit = '']): Part => [amount, unit.toUpperCase()]);
	return intervalOf(match[1] ?? '', parts);
}

function ofMonthsText(text: string): Interval | undefined {
	const match = MONTHS_TEXT.exec(text);
	if (match === null || Number(match[3]) > 11) return undefined;
	return intervalOf(match[1] ?? '', [[match[2] ?? '', 'YEAR'], [match[3] ?? '', 'MONTH']]);
}

function ofTimeText(text: string): Interval | undefined {
	const match = TIME_TEXT.exec(text);
	if (match === null) return undefined;
	const [, sign = '', days, hours = '0', minutes = '0', seconds = '0'] = match;
	if (Number(minutes) > 59 || Number(seconds) >= 60 || (days !== undefined && Number(hours) > 23)) return undefined;
	return intervalOf(sign, [[days ?? '0', 'DAY'], [hours, 'HOUR'], [minutes, 'MINUTE'], [seconds, 'SECOND']]);
}

/** Undefined where there is nothing, or years or months beside days or time. */
function intervalOf(sign: string, parts: readonly Part[]): Interval | undefined {
	const ofMonths = parts.filter(([, unit]) => MONTHS.has(unit));
	if (parts.length === 0 || (ofMonths.length > 0 && ofMonths.length < parts.length)) return undefined;
	const factors = ofMonths.length > 0 ? MONTHS : MILLIS;
	const amounts = parts.map(([amount, unit]) => wholeProduct(amount, factors.get(unit) ?? 0n));
	const total = amounts.reduce((sum, amount) => sum + amount, 0n);
	if (total > (ofMonths.length > 0 ? MAX_MONTHS : MAX_MILLIS)) throw new UnfitValueError(EXPECTED);
	const signed = sign === '-' ? -total : total;
	return ofMonths.length > 0 ? { kind: 'yearMonth', months: signed } : { kind: 'dayTime', millis: signed };
}

/** An amount that may have a fraction, times what its unit counts. */
function wholeProduct(amount: string, factor: bigint): bigint {
	const [whole = '0', fraction = ''] = amount.split('.');
	if (whole.length > 18 || fraction.length > 18) throw new UnfitValueError(EXPECTED);
	const scale = 10n ** BigInt(fraction.length);
	const product = BigInt(whole + fraction) * factor;
	if (product % scale !== 0n) throw new UnfitValueError({ form: 'intervalInMilliseconds' });
	return product / scale;
}

/** The literal of a span, to the month or to the millisecond. */
export function intervalText(interval: Interval): string {
	const amount = interval.kind === 'yearMonth' ? interval.months : interval.millis;
	const size = amount < 0n ? -amount : amount;
	const sign = amount < 0n ? '-' : '+';
	return interval.kind === 'yearMonth' ? monthsLiteral(sign, size) : millisLiteral(sign, size);
}

function monthsLiteral(sign: string, months: bigint): string {
	const years = String(months / 12n);
	return `INTERVAL '${sign}${years}-${twoDigits(months % 12n)}' YEAR${room(years)} TO MONTH`;
}

function millisLiteral(sign: string, millis: bigint): string {
	const days = String(millis / 86_400_000n);
	const time = [millis / 3_600_000n % 24n, millis / 60_000n % 60n, millis / 1_000n % 60n].map(twoDigits).join(':');
	const rest = millis % 1_000n;
	const fraction = rest === 0n ? '' : `.${String(rest).padStart(3, '0')}000`;
	return `INTERVAL '${sign}${days} ${time}${fraction}' DAY${room(days)} TO SECOND${rest === 0n ? '' : '(6)'}`;
}

/** The first unit has two digits unless it is said otherwise. */
function room(digits: string): string {
	return digits.length > 2 ? `(${digits.length})` : '';
}

function twoDigits(number: bigint): string {
	return String(number).padStart(2, '0');
}

/** Whether a span is a whole number of a unit. */
export function isWholeNumberOf(interval: Interval, unit: IntervalUnit): boolean {
	if (interval.kind === 'yearMonth') return interval.months % (MONTHS.get(unit) ?? 1n) === 0n;
	return unit === 'SECOND' || interval.millis % (MILLIS.get(unit) ?? 1n) === 0n;
}

/** @throws UnfitValueError */
export function intervalLiteral(value: unknown): string {
	return intervalText(parseInterval(value));
}
