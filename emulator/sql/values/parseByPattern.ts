/* eslint-disable @n8n/community-nodes/require-node-api-error -- not in the published package: n8n's rules for nodes do not apply here */
import { SqlError } from '../engine';
import { datePattern, type PatternPart } from './datePattern';
import { daysOf, daysOfMonth } from './timeParsing';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const FULL_MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const DAY_NAME = /^(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun)/i;
const NUMERIC = 'yuMdHhkKmsSD';

/** The numbers that a text gave, by letter. */
type Numbers = Partial<Record<string, number>>;

/** How a pattern is read: java.time's way, or that of SimpleDateFormat, which takes what it can and lets days run over. */
type Manner = 'strict' | 'lenient';

const isNumber = (part: PatternPart | undefined): boolean =>
	part !== undefined && 'letter' in part && NUMERIC.includes(part.letter) && !(part.letter === 'M' && part.count > 2);

class Reader {
	readonly numbers: Numbers = {};
	at = 0;

	constructor(
		private readonly text: string,
		private readonly manner: Manner,
	) {}

	/** Reads one part; false where the text does not have it. */
	read(part: PatternPart, next: PatternPart | undefined): boolean {
		if ('text' in part) {
			const isThere = this.text.startsWith(part.text, this.at);
			this.at += part.text.length;
			return isThere;
		}
		const { letter, count } = part;
		if (letter === 'a') return this.half();
		if (letter === 'E') return this.skip(DAY_NAME);
		if (letter === 'M' && count > 2) return this.month(count);
		if (!NUMERIC.includes(letter)) throw unreadable(part);
		return this.number(letter, count, isNumber(next));
	}

	private number(letter: string, count: number, isAdjacent: boolean): boolean {
		const digits = this.digits(letter, count, isAdjacent);
		if (!digits) return false;
		this.at += digits[0].length;
		const value = digits[1] ?? '';
		if (letter === 'S' && this.manner === 'strict') this.numbers.S = Number(value.padEnd(9, '0'));
		else if (letter === 'S') this.numbers.S = Number(value) * 1_000_000;
		else this.numbers[letter === 'u' ? 'y' : letter] = letter !== 'S' && 'yu'.includes(letter) && count === 2 ? 2000 + Number(value) : Number(value);
		return true;
	}

	/** SimpleDateFormat takes a sign for part of a number, and of a number beside another one its letters' width. */
	private digits(letter: string, count: number, isAdjacent: boolean): RegExpExecArray | null {
		const rest = this.text.slice(this.at);
		if (this.manner === 'strict') return new RegExp(`^(\\d{${this.width(letter, count, isAdjacent)}})`).exec(rest);
		return /^\s*(-?\d+)/.exec(isAdjacent ? rest.slice(0, count) : rest);
	}

	private width(letter: string, count: number, isAdjacent: boolean): string {
		if (isAdjacent || (this.manner === 'strict' && (letter === 'S' || count === 2 || (letter === 'y' && count === 4)))) return String(count);
		return this.manner === 'strict' && count > 2 ? `${count},19` : '1,19';
	}

	private month(count: number): boolean {
		const rest = this.text.slice(this.at).toLowerCase();
		const names = count === 4 || (this.manner === 'lenient' && FULL_MONTHS.some((name) => rest.startsWith(name))) ? FULL_MONTHS : MONTHS;
		const index = names.findIndex((name) => rest.startsWith(name));
		this.numbers.M = index + 1;
		this.at += names[index]?.length ?? 0;
		return index >= 0;
	}

	private half(): boolean {
		const rest = this.text.slice(this.at, this.at + 2).toUpperCase();
		this.numbers.a = rest === 'PM' ? 12 : 0;
		this.at += 2;
		return rest === 'AM' || rest === 'PM';
	}

	private skip(pattern: RegExp): boolean {
		const found = pattern.exec(this.text.slice(this.at));
		this.at += found?.[0].length ?? 0;
		return found !== null;
	}
}

/** Throws `SqlError` for a pattern with letters that texts are not read by in this emulator. */
export function checkReadable(pattern: string): void {
	for (const part of readableParts(pattern)) {
		if ('letter' in part && !(NUMERIC + 'aE').includes(part.letter)) throw unreadable(part);
	}
}

/** A pattern that is none is found out when a text is read. */
function readableParts(pattern: string): readonly PatternPart[] {
	try {
		return datePattern(pattern);
	} catch (error) {
		if (error instanceof SqlError && error.detail.startsWith('java.lang.IllegalArgumentException')) return [];
		throw error;
	}
}

const unreadable = ({ letter, count }: { readonly letter: string; readonly count: number }): SqlError =>
	new SqlError(`Reading the date pattern '${letter.repeat(count)}' is not in this emulator.`);

const within = (value: number, least: number, most: number): boolean => value >= least && value <= most;

function hourOf({ H, k, h, K, a = 0 }: Numbers): number {
	if (H !== undefined) return H;
	if (k !== undefined) return k % 24;
	return ((h ?? K ?? 0) % 12) + a;
}

function moment(numbers: Numbers, manner: Manner): bigint | null {
	const { y: year = 1970, M: month = 1, d: day = 1, m: minute = 0, s: second = 0, S: nano = 0, D } = numbers;
	const hour = hourOf(numbers);
	const isValid = within(month, 1, 12) && within(day, 1, 31) && within(hour, 0, 23) && within(minute, 0, 59) && within(second, 0, 59);
	if (manner === 'strict' && !isValid) return null;
	const days =
		D !== undefined ? daysOf(year, 1, 1) + D - 1 : daysOf(year, month, manner === 'strict' ? Math.min(day, daysOfMonth(year, month)) : day);
	return (BigInt(days) * 86_400n + BigInt(hour * 3600 + minute * 60 + second)) * 1_000_000n + BigInt(Math.floor(nano / 1000));
}

const VALUE = /^(\d{4})-(\d{1,2})-(\d{1,2})(?: (\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.(\d{1,9}))?)?$/;

/** What java.sql's Timestamp and Date read: where a text does not follow its pattern, Flink tries these. */
function standardMoment(text: string): bigint | null {
	const match = VALUE.exec(text.trim());
	if (!match) return null;
	const part = (index: number): number => Number(match[index] ?? 0);
	const nano = Number((match[7] ?? '').padEnd(9, '0'));
	return moment({ y: part(1), M: part(2), d: part(3), H: part(4), m: part(5), s: part(6), S: nano }, 'lenient');
}

/** As `parseByPattern` reads strictly, or in SQL's own form; a pattern that is none reads nothing. */
export function parseTimestampBy(text: string, pattern: string): bigint | null {
	try {
		return parseByPattern(text, pattern, 'strict') ?? standardMoment(text);
	} catch (error) {
		if (error instanceof SqlError && error.detail.startsWith('java.lang.IllegalArgumentException')) return null;
		throw error;
	}
}

/** Microseconds since 1970 of a text that a pattern describes, or null where it does not. */
export function parseByPattern(text: string, pattern: string, manner: Manner): bigint | null {
	const parts = datePattern(pattern);
	const reader = new Reader(text, manner);
	for (const [index, part] of parts.entries()) if (!reader.read(part, parts[index + 1])) return null;
	if (manner === 'strict' && reader.at !== text.length) return null;
	return moment(reader.numbers, manner);
}
