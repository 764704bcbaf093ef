import { SqlError } from '../engine';

type Charset = 'utf-8' | 'utf-16' | 'utf-16be' | 'utf-16le' | 'us-ascii' | 'iso-8859-1';

const CHARSETS: Readonly<Record<string, Charset>> = {
	'UTF-8': 'utf-8',
	UTF8: 'utf-8',
	'UTF-16': 'utf-16',
	'UTF-16BE': 'utf-16be',
	'UTF-16LE': 'utf-16le',
	'US-ASCII': 'us-ascii',
	ASCII: 'us-ascii',
	'ISO-8859-1': 'iso-8859-1',
	ISO8859_1: 'iso-8859-1',
	LATIN1: 'iso-8859-1',
};
/** Character sets that Java has besides. */
const OTHERS = /^(?:UTF-?32.*|WINDOWS-\d+|CP\d+|IBM.*|ISO-8859-\d+|ISO-2022-.*|GB.*|BIG5.*|EUC-.*|SHIFT_JIS|KOI8-.*|TIS-620|X-.*|CESU-8)$/;

function charsetOf(name: string): Charset {
	const known = CHARSETS[name.toUpperCase()];
	if (known !== undefined) return known;
	if (OTHERS.test(name.toUpperCase())) throw new SqlError(`The character set '${name}' is not supported by this emulator.`);
	throw new SqlError(`java.io.UnsupportedEncodingException: ${name}`);
}

function bigEndian(text: string): Buffer {
	return Buffer.from(text, 'utf16le').swap16();
}

/** ENCODE: a text as bytes; `?` for what the character set lacks. Throws `SqlError` for a character set that is none. */
export function encodeText(text: string, name: string): Uint8Array {
	switch (charsetOf(name)) {
		case 'utf-8':
			return Buffer.from(text);
		case 'utf-16':
			return text === '' ? Buffer.alloc(0) : Buffer.concat([Buffer.from([0xfe, 0xff]), bigEndian(text)]);
		case 'utf-16be':
			return bigEndian(text);
		case 'utf-16le':
			return Buffer.from(text, 'utf16le');
		case 'us-ascii':
			return Buffer.from([...text].map((char) => (char <= '\x7f' ? char : '?')).join(''), 'latin1');
		default:
			return Buffer.from([...text].map((char) => (char <= '\xff' ? char : '?')).join(''), 'latin1');
	}
}

/** DECODE: bytes as text; U+FFFD for bytes that are none. */
export function decodeText(bytes: Uint8Array, name: string): string {
	const charset = charsetOf(name);
	if (charset === 'iso-8859-1') return Buffer.from(bytes).toString('latin1');
	if (charset === 'us-ascii') return [...bytes].map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : '\uFFFD')).join('');
	if (charset === 'utf-8') return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
	const isLittle = charset === 'utf-16le' || (charset === 'utf-16' && bytes[0] === 0xff && bytes[1] === 0xfe);
	const isMarked = charset === 'utf-16' && (isLittle || (bytes[0] === 0xfe && bytes[1] === 0xff));
	return utf16(isMarked ? bytes.slice(2) : bytes, isLittle);
}

function utf16(bytes: Uint8Array, isLittle: boolean): string {
	const whole = Buffer.from(bytes.slice(0, bytes.length - (bytes.length % 2)));
	const text = (isLittle ? whole : whole.swap16()).toString('utf16le');
	return whole.length === bytes.length ? text : `${text}\uFFFD`;
}

/** FROM_BASE64: the bytes of a text that may lack its padding. Throws `SqlError` for what is none, as Java's decoder does. */
export function fromBase64(text: string): Uint8Array {
	const wrong = /[^A-Za-z0-9+/=]/.exec(text)?.[0];
	if (wrong !== undefined)
		throw new SqlError(`java.lang.IllegalArgumentException: Illegal base64 character ${wrong.charCodeAt(0).toString(16)}`);
	const digits = text.replace(/=+$/, '');
	const padding = text.length - digits.length;
	const isWhole = padding === 0 || (text.length % 4 === 0 && padding <= 2);
	if (digits.includes('=') || digits.length % 4 === 1 || !isWhole)
		throw new SqlError('java.lang.IllegalArgumentException: Input byte array has wrong 4-byte ending unit');
	return Buffer.from(digits, 'base64');
}
