import { SqlError } from '../engine';

/** Characters as Flink counts them: code points. */
const charactersOf = (text: string): string[] => [...text];

/** SUBSTRING from a position counted from 1, or from the end where it is negative; 0 means 1. */
export function substring(text: string, position: bigint, length: bigint | null): string | null {
	if (length !== null && length < 0n) return null;
	const characters = charactersOf(text);
	const count = BigInt(characters.length);
	const start = position > 0n ? position - 1n : position < 0n ? count + position : 0n;
	if (start < 0n || start >= count) return '';
	const end = length === null || count - start < length ? count : start + length;
	return characters.slice(Number(start), Number(end)).join('');
}

/** The field of a text at a position counted from 0; a separator without characters means white space. */
export function splitIndex(text: string, separator: string, index: number): string | null {
	if (text === '' || index < 0) return null;
	const fields = separator === '' ? text.split(/\s/) : text.split(separator);
	return fields[index] ?? null;
}

/** Where a text is found the `nth` time from a position on; a negative position seeks backwards from the end. */
export function instr(text: string, found: string, position: number, nth: number): number {
	if (nth <= 0) throw new SqlError('java.lang.IllegalArgumentException: nthAppearance must be positive!');
	if (position === 0) return 0;
	if (found === '') return 1;
	const characters = charactersOf(text);
	const sought = charactersOf(found);
	if (position < 0) {
		const reversed = indexOf([...characters].reverse(), [...sought].reverse(), -position - 1, nth);
		return reversed < 0 ? 0 : characters.length - (reversed + sought.length) + 1;
	}
	return indexOf(characters, sought, position - 1, nth) + 1;
}

function indexOf(characters: readonly string[], sought: readonly string[], from: number, nth: number): number {
	let left = nth;
	for (let at = Math.max(from, 0); at + sought.length <= characters.length; at += 1) {
		if (!sought.every((char, offset) => characters[at + offset] === char)) continue;
		left -= 1;
		if (left === 0) return at;
	}
	return -1;
}

/** LOCATE: as INSTR, but positions before the first mean the first. */
export const locate = (found: string, text: string, position: number): number =>
	found === '' ? 1 : indexOf(charactersOf(text), charactersOf(found), Math.max(position, 1) - 1, 1) + 1;

/** LPAD and RPAD by a pad that is repeated, up to a length; NULL for what has none. */
export function pad(text: string, length: number, by: string, isLeft: boolean): string | null {
	if (length < 0) return null;
	if (text.length >= length) return text.slice(0, length);
	if (by === '') return null;
	const padding = by.repeat(Math.ceil((length - text.length) / by.length)).slice(0, length - text.length);
	return isLeft ? padding + text : text + padding;
}

/** TRANSLATE: each character of one list by the one at its place in another, or by none; the first place counts. */
export function translate(text: string, from: string, to: string): string {
	const characters = charactersOf(to);
	const table = new Map<string, string>();
	for (const [index, char] of charactersOf(from).entries()) {
		if (!table.has(char)) table.set(char, characters[index] ?? '');
	}
	return charactersOf(text)
		.map((char) => table.get(char) ?? char)
		.join('');
}

/** OVERLAY: nothing is placed before the first or behind the last character. */
export function overlay(text: string, placed: string, start: bigint, length: bigint): string {
	if (start <= 0n || start > BigInt(text.length)) return text;
	const at = Number(start);
	const head = text.slice(0, at - 1) + placed;
	return length > 0n && start + length <= BigInt(text.length) ? head + text.slice(at - 1 + Number(length)) : head;
}

/** The character of the low byte of a code; none of a negative one. */
export function chr(code: bigint): string {
	return code < 0n ? '' : String.fromCharCode(Number(code & 0xffn));
}

/** The first byte of a text, signed. */
export function ascii(text: string): number {
	const [first = 0] = Buffer.from(charactersOf(text)[0] ?? '');
	return (first << 24) >> 24;
}

/** Bytes of hexadecimal digits, or null where there are others; of an odd number of them the first one counts as a zero byte. */
export function unhex(digits: string): Uint8Array | null {
	const whole = digits.length % 2 === 0 ? digits : `00${digits.slice(1)}`;
	return /^[0-9a-fA-F]*$/.test(whole) ? Buffer.from(whole, 'hex') : null;
}

/** STR_TO_MAP: entries and their two sides, split by patterns; a key that comes again keeps its last value. */
export function textMap(entries: readonly string[], sides: (entry: string) => readonly string[]): Map<string, string | null> {
	const map = new Map<string, string | null>();
	for (const entry of entries) {
		const [key = '', value = null] = sides(entry);
		map.set(key, value);
	}
	return map;
}
