import { SqlError } from '../engine';
import { fieldsOf, weekOfMonth, weekOfYear, type DateFields } from './dateFields';
import { datePattern, type PatternPart } from './datePattern';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const QUARTERS = ['1st quarter', '2nd quarter', '3rd quarter', '4th quarter'];

const padded = (value: number | bigint, width: number): string =>
	value < 0 ? `-${String(-value).padStart(width, '0')}` : String(value).padStart(width, '0');

/** A name by the length of its run: three letters, in full, one letter. */
function named(name: string, short: string, count: number): string {
	if (count === 4) return name;
	return count === 5 ? name.charAt(0) : short;
}

function year(value: number, count: number): string {
	if (count === 2) return padded(((value % 100) + 100) % 100, 2);
	return count > 4 || String(value).length <= count ? padded(value, count) : (count === 4 ? '+' : '') + String(value);
}

/** Each letter with how it writes a moment. */
const LETTERS: Readonly<Record<string, (fields: DateFields, count: number) => string>> = {
	G: ({ year: value }, count) => named(value > 0 ? 'Anno Domini' : 'Before Christ', value > 0 ? 'AD' : 'BC', count),
	u: ({ year: value }, count) => year(value, count),
	y: ({ year: value }, count) => year(value > 0 ? value : 1 - value, count),
	Y: (fields, count) => year(weekOfYear(fields).year, count),
	M: ({ month }, count) => (count < 3 ? padded(month, count) : named(MONTHS[month - 1] ?? '', MONTHS[month - 1]?.slice(0, 3) ?? '', count)),
	d: ({ day }, count) => padded(day, count),
	D: ({ dayOfYear }, count) => padded(dayOfYear, count),
	Q: ({ month }, count) => {
		const quarter = Math.ceil(month / 3);
		return count < 3 ? padded(quarter, count) : count === 3 ? `Q${quarter}` : count === 4 ? (QUARTERS[quarter - 1] ?? '') : String(quarter);
	},
	w: (fields, count) => padded(weekOfYear(fields).week, count),
	W: (fields, count) => padded(weekOfMonth(fields), count),
	E: ({ dayOfWeek }, count) => named(DAYS[dayOfWeek - 1] ?? '', DAYS[dayOfWeek - 1]?.slice(0, 3) ?? '', count),
	e: ({ dayOfWeek }, count) =>
		count < 3 ? padded((dayOfWeek % 7) + 1, count) : named(DAYS[dayOfWeek - 1] ?? '', DAYS[dayOfWeek - 1]?.slice(0, 3) ?? '', count),
	F: ({ day }, count) => padded(Math.floor((day - 1) / 7) + 1, count),
	a: ({ hour }) => (hour < 12 ? 'AM' : 'PM'),
	h: ({ hour }, count) => padded(hour % 12 || 12, count),
	K: ({ hour }, count) => padded(hour % 12, count),
	k: ({ hour }, count) => padded(hour || 24, count),
	H: ({ hour }, count) => padded(hour, count),
	m: ({ minute }, count) => padded(minute, count),
	s: ({ second }, count) => padded(second, count),
	S: ({ nano }, count) => padded(nano, 9).slice(0, count),
	A: ({ nanoOfDay }, count) => padded(nanoOfDay / 1_000_000n, count),
	n: ({ nano }, count) => padded(nano, count),
	N: ({ nanoOfDay }, count) => padded(nanoOfDay, count),
};
/** Letters that write as another one does. */
const ALIASES: Readonly<Record<string, string>> = { L: 'M', q: 'Q', c: 'e' };

function partText(part: PatternPart, fields: DateFields, isZoned: boolean): string {
	if ('text' in part) return part.text;
	const { letter, count } = part;
	const write = LETTERS[ALIASES[letter] ?? letter];
	if (write) return write(fields, count);
	if (isZoned) throw new SqlError(`The date pattern '${letter.repeat(count)}' of a time zone is not in this emulator.`);
	throw new SqlError('java.time.temporal.UnsupportedTemporalTypeException: Unsupported field: OffsetSeconds');
}

/**
 * A moment on the wall clock by a pattern of java.time, in English.
 *
 * @param micros microseconds since 1970
 * @param isZoned whether the moment has a time zone, as a TIMESTAMP_LTZ has
 */
export function formatDate(micros: bigint, pattern: string, isZoned: boolean): string {
	const fields = fieldsOf(micros);
	return datePattern(pattern)
		.map((part) => partText(part, fields, isZoned))
		.join('');
}
