import { hasEscapes, isBlank, unescaped, withoutGaps, type Reading } from './disguise';
import { isRecord } from './guards';

/** Gives a text back without what must not be shown. */
export type Redact = (text: string) => string;

/** Where nothing is known that must not be shown. */
export const SHOW_ALL: Redact = (text) => text;

const GAP = '…';

/** Letters and digits of a secret in a row that are never shown: fewer may be a part of an ordinary word. */
const WINDOW = 8;

/** Texts without a secret that are looked through once: names of columns, and many values, come again and again. */
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
	return (text) => {
		if (text.length < WINDOW || harmless.has(text)) return text;
		const places = windows.placesIn(text);
		if (places.length > 0) return without(places, text);
		if (text.length <= REMEMBERED_LENGTH && harmless.size < REMEMBERED) harmless.add(text);
		return text;
	};
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
	if (typeof value === 'string') return redact(value);
	if (Array.isArray(value)) return redactedEntries(value, redact);
	return isRecord(value) ? redactedMembers(value, redact) : value;
}

// Nearly all values stay as they are: nothing is copied before the first one that does not.

function redactedEntries(entries: readonly unknown[], redact: Redact): readonly unknown[] {
	let copy: unknown[] | undefined;
	for (const [index, entry] of entries.entries()) {
		const shown = redactedJson(entry, redact);
		if (copy === undefined && !Object.is(shown, entry)) copy = entries.slice(0, index);
		copy?.push(shown);
	}
	return copy ?? entries;
}

function redactedMembers(members: Record<string, unknown>, redact: Redact): Record<string, unknown> {
	const names = Object.keys(members);
	let copy: Array<[string, unknown]> | undefined;
	for (const [index, name] of names.entries()) {
		const member = members[name];
		const shownName = redact(name);
		const shown = redactedJson(member, redact);
		if (copy === undefined && !(shownName === name && Object.is(shown, member))) copy = names.slice(0, index).map((before) => [before, members[before]]);
		copy?.push([shownName, shown]);
	}
	return copy === undefined ? members : Object.fromEntries(copy);
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

const HASHES = 1 << 16;
const BASE = 31;
const BASE_OF_OLDEST = power(BASE, WINDOW);

/** The windows of all secrets: `WINDOW` signs of one in a row. */
class Windows {
	private readonly texts = new Set<string>();
	/** Which hashes there are: nearly every window of a text is passed over with one look at this. */
	private readonly hashes = new Uint8Array(HASHES);
	/** The last signs read, and where they stand in the text: rings, which each scan begins anew. */
	private readonly signs = new Uint16Array(WINDOW);
	private readonly indices = new Int32Array(WINDOW);

	constructor(secrets: readonly string[]) {
		for (const secret of secrets) {
			for (const { text } of readingsOf(secret)) {
				this.scan(text, (hash, end) => {
					this.texts.add(this.window(end));
					this.hashes[hash] = 1;
				});
			}
		}
	}

	isEmpty(): boolean {
		return this.texts.size === 0;
	}

	placesIn(text: string): Place[] {
		const places: Place[] = [];
		for (const reading of readingsOf(text)) this.find(reading, places);
		return places.length < 2 ? places : merged(places);
	}

	private find({ text, starts, ends }: Reading, places: Place[]): void {
		const { hashes, indices } = this;
		this.scan(text, (hash, count, index) => {
			if (hashes[hash] === 0 || !this.texts.has(this.window(count))) return;
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
			hash = (hash * BASE + sign - (signs[slot] ?? 0) * BASE_OF_OLDEST) & (HASHES - 1);
			signs[slot] = sign;
			indices[slot] = index;
			count++;
			if (count >= WINDOW) visit(hash, count, index);
		}
	}
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

/** Within `HASHES`, so that no hash grows beyond what a number holds exactly. */
function power(base: number, exponent: number): number {
	let result = 1;
	for (let times = 0; times < exponent; times++) result = (result * base) % HASHES;
	return result;
}
