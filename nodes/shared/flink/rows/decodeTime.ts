/** As nearly all are written; every digit is a 0 here. The time may end after the minutes, the seconds or any digit of the fraction. */
const USUAL = '0000-00-00 00:00:00.000000000';
const SEPARATOR = USUAL.indexOf(' ');
const ENDS_WITHOUT_FRACTION: ReadonlySet<number> = new Set(['0000-00-00 00:00'.length, '0000-00-00 00:00:00'.length]);
const SHORTEST_WITH_FRACTION = '0000-00-00 00:00:00.0'.length;

const BLANK = 0x20;
const ZERO = 0x30;
const NINE = 0x39;
const LETTER_T = 0x54;
const LETTER_Z = 0x5a;

/** Of each length, a place for the characters of one text. */
const CHARACTERS = Array.from({ length: USUAL.length + 2 }, (_, length) => new Array<number>(length).fill(0));

const LOCAL_DATE_TIME = /^([+-]?\d{4,}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)$/;

/**
 * A timestamp as ISO 8601 writes it. The fraction keeps all its digits, which `Date` would not. A text of
 * another form is passed on as it is.
 *
 * @param zone `Z` where the text is known to be UTC, else nothing
 */
export function isoTimestamp(text: string, zone: '' | 'Z'): string {
	const usual = usualTimestamp(text, zone);
	if (usual !== undefined) return usual;
	const match = LOCAL_DATE_TIME.exec(text);
	return match === null ? text : `${match[1]}T${match[2]}${zone}`;
}

/**
 * One that is written as `USUAL` is; undefined for any other. Made of its characters, since a text that is added up or
 * joined is kept in its pieces, or takes several times as long: half of what it takes to decode a row may be its timestamps.
 */
function usualTimestamp(text: string, zone: '' | 'Z'): string | undefined {
	const { length } = text;
	if (length < SHORTEST_WITH_FRACTION ? !ENDS_WITHOUT_FRACTION.has(length) : length > USUAL.length) return undefined;
	const characters = CHARACTERS[length + zone.length] ?? [];
	for (let index = 0; index < length; index++) {
		const code = text.charCodeAt(index);
		const usual = USUAL.charCodeAt(index);
		const isAsUsual = usual === ZERO ? code >= ZERO && code <= NINE : code === usual || (usual === BLANK && code === LETTER_T);
		if (!isAsUsual) return undefined;
		characters[index] = code;
	}
	characters[SEPARATOR] = LETTER_T;
	if (zone === 'Z') characters[length] = LETTER_Z;
	return String.fromCharCode(...characters);
}
