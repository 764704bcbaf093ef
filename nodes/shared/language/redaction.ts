import { hasEscapes, isBlank, unescaped, withoutGaps, type Reading } from './disguise';
import { isRecord } from './guards';

/** Gives a text back without what must not be shown. */
export interface Redact {
	(text: string): string;
	/** Answers for many texts at once. Where it is absent, each has to be looked through. */
	readonly atOnce?: ManyTexts;
}

/** What can be said of texts without a look at each of them. */
export interface ManyTexts {
	/**
	 * Whether a text, and every text that is a part of it, is given back as it is. Quick: a tenth of what it takes to look
	 * through the parts. No where there may be something hidden, and also where escapes or tags may be: then parts have to be
	 * looked through one by one.
	 *
	 * @param from index where it begins in `text`
	 */
	isClean(text: string, from?: number): boolean;
	/** Whether every text that has no other characters than these is given back as it is. */
	isCleanOf(characters: string): boolean;
}

/** Where nothing is known that must not be shown. */
export const SHOW_ALL: Redact = Object.assign((text: string) => text, { atOnce: { isClean: () => true, isCleanOf: () => true } });

const GAP = '…';

/** Letters and digits of a secret in a row that are never shown: fewer may be a part of an ordinary word. */
const WINDOW = 8;

/** Texts without a secret that had to be looked through more than once: many values come again and again. */
const REMEMBERED = 1_000;
const REMEMBERED_LENGTH = 500;

/** Layers of escapes that are looked through: whoever quotes what quotes a request adds one. */
const LAYERS = 12;

/**
 * Hides secrets in texts, however they are written there: with white space, line breaks or tags in between, with the
 * escapes of JSON, URLs and HTML, one in another, in capitals or not, with either alphabet of base64, with or without
 * its padding. A piece of one is hidden too: a text may have been cut off. In linear time.
 *
 * @param secrets what is too short to be told from a word is left alone
 */
export function redactor(secrets: readonly string[]): Redact {
	const windows = new Windows(secrets);
	if (windows.isEmpty()) return SHOW_ALL;
	const harmless = new Set<string>();
	const redact = (text: string) => {
		if (!windows.mayBeIn(text) || harmless.has(text)) return text;
		const places = windows.placesIn(text);
		if (places.length > 0) return without(places, text);
		if (text.length <= REMEMBERED_LENGTH && harmless.size < REMEMBERED) harmless.add(text);
		return text;
	};
	return Object.assign(redact, { atOnce: windows });
}

/**
 * Hides what stands behind `Basic` or `Bearer`, whosever it is: some proxies quote the request they refuse, and add
 * headers of their own. A token is long and has digits; words after "basic" stay.
 */
export function withoutTokens(text: string): string {
	return text.replace(/\b(Basic|Bearer)\s+(?=[^\s\d]*\d)[A-Za-z0-9+/=._~-]{16,}/gi, `$1 ${GAP}`);
}

/** A JSON value with all its texts redacted, names of members included. What nothing is hidden in is given back as it is. */
export function redactedJson<T>(value: T, redact: Redact): T;
export function redactedJson(value: unknown, redact: Redact): unknown {
	return redact === SHOW_ALL ? value : new RedactedJson(redact).of(value);
}

/** The texts of one value, which may be a hundred thousand rows: each has the same names, and nearly all stay as they are. */
class RedactedJson {
	/** Names in which nothing is hidden. */
	private readonly harmless = new Set<string>();
	/** Of these the one that stood last in each place: as a rule it stands there in the next row too. */
	private readonly names: string[] = [];

	constructor(private readonly redact: Redact) {}

	of(value: unknown): unknown {
		if (typeof value === 'string') return this.redact(value);
		if (Array.isArray(value)) return this.entries(value);
		return isRecord(value) ? this.members(value) : value;
	}

	// Nothing is copied before the first part that does not stay as it is.

	private entries(entries: readonly unknown[]): readonly unknown[] {
		let copy: unknown[] | undefined;
		for (let index = 0; index < entries.length; index++) {
			const entry = entries[index];
			const shown = this.of(entry);
			if (copy === undefined && !Object.is(shown, entry)) copy = entries.slice(0, index);
			copy?.push(shown);
		}
		return copy ?? entries;
	}

	private members(members: Record<string, unknown>): Record<string, unknown> {
		let copy: Array<[string, unknown]> | undefined;
		let index = 0;
		// The engine lists the names once for all rows that are built alike, and reads the members without looking for them.
		for (const name in members) {
			if (!Object.prototype.hasOwnProperty.call(members, name)) continue;
			const member = members[name];
			const shownName = this.names[index] === name ? name : this.name(name, index);
			const shown = typeof member === 'number' ? member : this.of(member);
			if (copy === undefined && !(shownName === name && Object.is(shown, member))) copy = Object.entries(members).slice(0, index);
			copy?.push([shownName, shown]);
			index++;
		}
		return copy === undefined ? members : Object.fromEntries(copy);
	}

	private name(name: string, index: number): string {
		if (!this.harmless.has(name)) {
			const shown = this.redact(name);
			if (shown !== name) return shown;
			if (this.harmless.size < REMEMBERED) this.harmless.add(name);
		}
		if (index < REMEMBERED) this.names[index] = name;
		return name;
	}
}

/** Where something stands in a text: from the first index to before the second. */
type Place = [from: number, to: number];

function without(places: readonly Place[], text: string): string {
	let shown = '';
	let done = 0;
	for (const [from, to] of places) {
		shown += text.slice(done, from) + GAP;
		done = afterPadding(text, to);
	}
	return done === 0 ? text : shown + text.slice(done);
}

/** The index after the padding that begins at `index`, if any does. */
function afterPadding(text: string, index: number): number {
	let end = index;
	while (text.charCodeAt(end) === EQUALS) end++;
	return end;
}

/** Places in order, those that overlap as one. */
function merged(places: Place[]): Place[] {
	const result: Place[] = [];
	for (const [from, to] of places.sort(([a], [b]) => a - b)) {
		const last = result.at(-1);
		if (last !== undefined && from < last[1]) last[1] = Math.max(last[1], to);
		else result.push([from, to]);
	}
	return result;
}

/** Bits at the beginning of a hash that say whether there may be such a window. */
const HASH_BITS = 16;
/** Bits by which a hash moves on with each sign: after `WINDOW` signs, none of its 32 has anything of the first one. */
const STEP = 32 / WINDOW;

/** Signs of a window by which a long text is searched: a window has one such piece at each of the first `STRIDE` signs. */
const PIECE = 3;
/** How far apart the places are that are looked at: no window fits between two of them. */
const STRIDE = WINDOW - PIECE + 1;
/** Characters that do not count, in a row, over which a piece is looked for: more could take time without end. */
const LONGEST_BLANK = 64;

/** What may be read in another way than it is written. */
const DISGUISE_CHARACTERS: readonly string[] = ['\\', '%', '&', '<'];

/** The windows of all secrets: `WINDOW` signs of one in a row. */
class Windows implements ManyTexts {
	private readonly texts = new Set<string>();
	/** Which beginnings of hashes there are: nearly every window of a text is passed over with one look at this. */
	private readonly beginnings = new Uint8Array(1 << HASH_BITS);
	private readonly hashes = new Set<number>();
	/** Which pieces there are in windows, and with which two signs one begins, or one that has characters in it that do not count. */
	private readonly pieces = new Uint8Array(1 << (SHORT_BITS * PIECE));
	private readonly pairs = new Uint8Array(1 << (SHORT_BITS * 2)).fill(1, 0, 1 << SHORT_BITS);
	/** The last signs read, and where they stand in the text: rings, which each scan begins anew. */
	private readonly signs = new Uint16Array(WINDOW);
	private readonly indices = new Int32Array(WINDOW);

	constructor(secrets: readonly string[]) {
		for (const secret of secrets) {
			for (const { text } of readingsOf(secret)) {
				this.scan(text, (hash, end) => {
					this.note(this.window(end));
					this.hashes.add(hash);
					this.beginnings[hash >>> (32 - HASH_BITS)] = 1;
				});
			}
		}
	}

	isEmpty(): boolean {
		return this.texts.size === 0;
	}

	/**
	 * Whether a text has to be looked through: nearly all have no window's hash, and nothing that may be written
	 * differently. Every value of every row comes here.
	 */
	mayBeIn(text: string): boolean {
		if (text.length < WINDOW) return false;
		const { beginnings } = this;
		let hash = 0;
		for (let index = 0; index < text.length; index++) {
			const mix = MIXES[text.charCodeAt(index)] ?? 0;
			if (mix === 0) continue;
			hash = ((hash << STEP) + mix) | 0;
			if ((mix & DISGUISES) !== 0) return true;
			if (beginnings[hash >>> (32 - HASH_BITS)] !== 0 && this.hashes.has(hash)) return true;
		}
		return false;
	}

	/**
	 * Looks at a piece in every so many characters, and closer only where that is one of a window's: whichever signs follow
	 * one another in a part of the text do so in the text.
	 */
	isClean(text: string, from = 0): boolean {
		if (DISGUISE_CHARACTERS.some((character) => text.includes(character, from))) return false;
		const { pairs, pieces } = this;
		const last = text.length - PIECE;
		for (let index = from; index <= last; index += STRIDE) {
			const first = SHORT_SIGNS[text.charCodeAt(index)] ?? 0;
			const second = SHORT_SIGNS[text.charCodeAt(index + 1)] ?? 0;
			if (pairs[(first << SHORT_BITS) | second] === 0) continue;
			const piece = pieceAt(text, index);
			if (piece === undefined || (pieces[piece] !== 0 && this.mayBeAround(text, index, from))) return false;
		}
		return true;
	}

	isCleanOf(characters: string): boolean {
		const signs = new Set(Array.from(characters, (character) => SIGNS[character.charCodeAt(0)] ?? NO_SIGN));
		const isOfThem = (window: string) => Array.from(window).every((sign) => signs.has(sign.charCodeAt(0)));
		return !DISGUISE_CHARACTERS.some((character) => characters.includes(character)) && ![...this.texts].some(isOfThem);
	}

	placesIn(text: string): Place[] {
		const places: Place[] = [];
		for (const reading of readingsOf(text)) this.find(reading, places);
		return places.length < 2 ? places : merged(places);
	}

	private note(window: string): void {
		this.texts.add(window);
		for (let sign = 0; sign < STRIDE; sign++) {
			const piece = pieceAt(window, sign) ?? 0;
			const first = piece >>> (2 * SHORT_BITS);
			this.pieces[piece] = 1;
			this.pairs[piece >>> SHORT_BITS] = 1;
			this.pairs[first << SHORT_BITS] = 1;
		}
	}

	/** Whether a window may have its piece at `index`: one that begins there, or up to `STRIDE - 1` signs before. */
	private mayBeAround(text: string, index: number, from: number): boolean {
		let start = index;
		for (let signs = 0; start > from && signs < STRIDE - 1; ) {
			start--;
			if (index - start > LONGEST_BLANK) return true;
			if (MIXES[text.charCodeAt(start)] !== 0) signs++;
		}
		let hash = 0;
		for (let at = start, signs = 0; at < text.length && signs < STRIDE - 1 + WINDOW; at++) {
			if (at - start > 2 * LONGEST_BLANK) return true;
			const mix = MIXES[text.charCodeAt(at)] ?? 0;
			if (mix === 0) continue;
			hash = ((hash << STEP) + mix) | 0;
			signs++;
			if (this.beginnings[hash >>> (32 - HASH_BITS)] !== 0 && this.hashes.has(hash)) return true;
		}
		return false;
	}

	private find({ text, starts, ends }: Reading, places: Place[]): void {
		const { hashes, indices } = this;
		this.scan(text, (hash, count, index) => {
			if (!hashes.has(hash) || !this.texts.has(this.window(count))) return;
			const from = indices[count % WINDOW] ?? 0;
			const place: Place = [starts?.[from] ?? from, ends?.[index] ?? index + 1];
			const last = places.at(-1);
			if (last !== undefined && last[0] <= place[0] && place[0] < last[1]) last[1] = Math.max(last[1], place[1]);
			else places.push(place);
		});
	}

	/** The window that ends with the sign number `count`. */
	private window(count: number): string {
		let text = '';
		for (let sign = count; sign < count + WINDOW; sign++) text += String.fromCharCode(this.signs[sign % WINDOW] ?? 0);
		return text;
	}

	/** @param visit called for each window with its hash, the number of signs read so far, and the index of its last one */
	private scan(text: string, visit: (hash: number, count: number, index: number) => void): void {
		const { signs, indices } = this;
		let hash = 0;
		let count = 0;
		signs.fill(0);
		for (let index = 0; index < text.length; index++) {
			const sign = SIGNS[text.charCodeAt(index)] ?? NO_SIGN;
			if (sign === NO_SIGN) continue;
			const slot = count % WINDOW;
			hash = ((hash << STEP) + (MIXES[text.charCodeAt(index)] ?? 0)) | 0;
			signs[slot] = sign;
			indices[slot] = index;
			count++;
			if (count >= WINDOW) visit(hash, count, index);
		}
	}
}

/**
 * The signs that follow in a text from `index` on, as one number; that of the signs there are where the text ends before.
 *
 * @returns undefined where characters that do not count stand in between, in great number
 */
function pieceAt(text: string, index: number): number | undefined {
	let piece = 0;
	let signs = 0;
	for (let at = index; at < text.length && signs < PIECE; at++) {
		const sign = SHORT_SIGNS[text.charCodeAt(at)] ?? 0;
		if (sign === 0) {
			if (at - index > LONGEST_BLANK) return undefined;
			continue;
		}
		piece = (piece << SHORT_BITS) | sign;
		signs++;
	}
	return piece;
}

/**
 * The ways in which a text may be read: as it is, without what separates letters, and so on with one layer of escapes
 * resolved after the other. A tag or a line break may stand in an escape, and a secret may have in it what looks like
 * a tag.
 */
function readingsOf(text: string): Reading[] {
	const readings: Reading[] = [];
	let layer: Reading | undefined = { text };
	for (let layers = 0; layer !== undefined && layers < LAYERS; layers++) {
		readings.push(layer);
		const hasTags = layer.text.includes('<');
		if (!hasTags && !hasEscapes(layer)) break;
		const tidy = withoutGaps(layer);
		if (hasTags) readings.push(tidy);
		layer = unescaped(tidy);
	}
	return readings;
}

const EQUALS = 0x3d;
const NO_SIGN = 0;

/**
 * What counts of each character: small letters for capitals (a host name has none), one of the two alphabets of
 * base64. White space, what has no width, and padding do not count.
 */
const SIGNS = Uint16Array.from({ length: 0x10000 }, (_, code) => signOf(code));

function signOf(code: number): number {
	if (code >= 0x41 && code <= 0x5a) return code + 0x20;
	if (code === 0x2d) return 0x2b;
	if (code === 0x5f) return 0x2f;
	return code === EQUALS || isBlank(code) ? NO_SIGN : code;
}

/** Bits of a sign that tell pieces of windows apart. */
const SHORT_BITS = 6;

/** As many bits for each character's sign; 0 where it does not count. */
const SHORT_SIGNS = Uint8Array.from(SIGNS, shortSignOf);

/** Digits and letters each for themselves, since most of a page are digits; all other signs share what is left. */
function shortSignOf(sign: number): number {
	if (sign === NO_SIGN) return 0;
	if (sign >= 0x30 && sign <= 0x39) return 1 + sign - 0x30;
	if (sign >= 0x61 && sign <= 0x7a) return 11 + sign - 0x61;
	return 37 + (sign % 27);
}

/** Set in the mix of what begins an escape or a tag. */
const DISGUISES = 1;

/** What each character adds to a hash: the bits of its sign, mixed; 0 where it does not count. */
const MIXES = Int32Array.from({ length: 0x10000 }, (_, code) => mixOf(code));

function mixOf(code: number): number {
	const sign = signOf(code);
	if (sign === NO_SIGN) return 0;
	const mixed = Math.imul(sign, 0x9e3779b1);
	// The second bit, so that no mix is 0.
	return ((mixed ^ (mixed >>> 15)) & ~DISGUISES) | 2 | (isDisguise(String.fromCharCode(code)) ? DISGUISES : 0);
}

function isDisguise(char: string): boolean {
	return char === '<' || hasEscapes({ text: char });
}
