/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets -- not in the published package: n8n's rules for nodes do not apply here */
import fc from 'fast-check';
import { redactedJson, redactor, SHOW_ALL, withoutTokens } from '../../nodes/shared/language/redaction';

const SECRET = 'cfltVn8Zb+Rk2/W4xq9HsYd3LpJ6uGtC1oKeXw5aTzB0rMf7NiQ=';

const letters = (text: string) => [...text];
const hex = (char: string, digits: number) => char.charCodeAt(0).toString(16).padStart(digits, '0');
const bytesOf = (char: string) => [...Buffer.from(char, 'utf8')];

/** Tags between the letters. Nobody puts a tag into a tag, or into an entity of HTML. */
const inParts = (text: string, part: string) => (/[<&]/.test(text) ? text : text.replace(/.{3}/g, part));

/** How a text that quotes something may write it: each letter in its own way. */
const DISGUISES: Readonly<Record<string, (text: string) => string>> = {
	'as it is': (text) => text,
	'JSON’s \\u002b': (text) => letters(text).map((char) => `\\u${hex(char, 4)}`).join(''),
	'JSON’s \\u002B': (text) => letters(text).map((char) => `\\u${hex(char, 4).toUpperCase()}`).join(''),
	'JavaScript’s \\x2b': (text) => letters(text).map((char) => (char > '\xff' ? char : `\\x${hex(char, 2)}`)).join(''),
	'JavaScript’s \\u{2b}': (text) => letters(text).map((char) => `\\u{${hex(char, 1)}}`).join(''),
	'JSON’s \\/': (text) => text.replaceAll('/', '\\/'),
	'JSON in JSON': (text) => JSON.stringify(text).slice(1, -1).replaceAll('\\', '\\\\'),
	'a URL': (text) => encodeURIComponent(text),
	'a URL, every byte, small': (text) => letters(text).flatMap(bytesOf).map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
	'a URL in a URL': (text) => encodeURIComponent(encodeURIComponent(text)),
	'HTML, decimal': (text) => letters(text).map((char) => `&#${char.charCodeAt(0)};`).join(''),
	'HTML, hexadecimal': (text) => letters(text).map((char) => `&#X${hex(char, 2)};`).join(''),
	'HTML by names': (text) => text.replace(/&/g, '&amp;').replace(/[+/=<>]/g, (char) => ({ '+': '&plus;', '/': '&sol;', '=': '&equals;', '<': '&lt;' })[char] ?? '&gt;'),
	'HTML in HTML': (text) => letters(text).map((char) => `&amp;#${char.charCodeAt(0)};`).join(''),
	'the other alphabet of base64': (text) => text.replaceAll('+', '-').replaceAll('/', '_'),
	'without padding': (text) => text.replace(/=+$/, ''),
	'small letters, as a host name': (text) => text.toLowerCase(),
	'spaces': (text) => letters(text).join(' '),
	'line breaks': (text) => text.replace(/.{5}/g, '$&\r\n\t'),
	'JSON, in lines': (text) => JSON.stringify(text.replace(/.{5}/g, '$&\n')).slice(1, -1),
	'spaces without width': (text) => letters(text).join('\u200b'),
	'tags': (text) => inParts(text, '$&<wbr>'),
	'tags with attributes, closed': (text) => inParts(text, '<span class="a b">$&</span>'),
	'tags that are escaped': (text) => inParts(text, '$&&lt;wbr&gt;'),
};

/** What is left of a text when all disguises but letters and digits are taken away, in small letters. */
const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Whether `shown` has `length` letters and digits of `secret` in a row. */
function showsPieceOf(secret: string, shown: string, length: number): boolean {
	const [all, piece] = [bare(shown), bare(secret)];
	return Array.from({ length: Math.max(0, piece.length - length + 1) }, (_, at) => piece.slice(at, at + length)).some((each) => all.includes(each));
}

/** As Confluent makes them: letters and digits of base64. */
const secrets = fc.stringMatching(/^cflt[A-Za-z0-9+/]{44,60}={0,2}$/);
/** Words that no secret has pieces of. */
const around = fc.stringMatching(/^( ?(error|of|the|gateway:|<p>|&amp;|100%|\\))*$/);

describe('a secret is hidden', () => {
	it.each(Object.entries(DISGUISES))('written with %s', (_how, disguise) => {
		const shown = redactor([SECRET])(`refused ${disguise(SECRET)}, sorry`);
		// Of the disguise there may be what stands for the padding, and a tag around it all.
		expect(shown.replace(/<[^>]*>|&lt;wbr&gt;| (?==)/g, '')).toMatch(/^refused …\S{0,9}\s*, sorry$/);
	});

	it.each(Object.entries(DISGUISES))('whatever it is, and whatever stands around it, written with %s', (_how, disguise) => {
		fc.assert(
			fc.property(secrets, around, around, (secret, before, after) => {
				expect(showsPieceOf(secret, redactor([secret])(before + disguise(secret) + after), 8)).toBe(false);
			}),
			{ numRuns: 200 },
		);
	});

	it('in one disguise upon another', () => {
		const disguises = fc.array(fc.constantFrom(...Object.keys(DISGUISES)), { minLength: 1, maxLength: 3 });
		fc.assert(
			fc.property(secrets, disguises, around, (secret, names, text) => {
				const written = names.reduce((form, name) => DISGUISES[name]?.(form) ?? form, secret);
				const shown = redactor([secret])(text + written + text);
				expect(shown).toContain('…');
				expect(showsPieceOf(secret, shown, 8)).toBe(false);
			}),
			{ numRuns: 1_000 },
		);
	});

	it('of any letters', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 12, maxLength: 60, unit: 'grapheme-ascii' }).filter((text) => bare(text).length >= 12), (secret) => {
				const shown = redactor([secret])(`(${secret})`);
				expect(showsPieceOf(secret, shown, 9)).toBe(false);
			}),
			{ numRuns: 2_000 },
		);
	});

	it('in every place, and where one of its ends was cut off', () => {
		const redact = redactor([SECRET, 'an0therSecret/of+this+kind']);
		expect(redact(`${SECRET} ${SECRET}`)).toBe('… …');
		expect(redact(`a ${SECRET.slice(0, 20)}`)).toBe('a …');
		expect(redact(`${SECRET.slice(20)} b`)).toBe('… b');
		expect(redact(`x an0therSecret/of+this+kind y ${SECRET} z`)).toBe('x … y … z');
	});
});

describe('nothing else is hidden', () => {
	it.each(['', 'KEY', 'refused, sorry', '<p>Bad gateway</p>', '100% & more \\ %zz &unknown; &#x110000; &#99999999; <', 'a'.repeat(500), 'cfltVn8', '… = = ='])('%j', (text) => {
		expect(redactor([SECRET])(text)).toBe(text);
	});

	it('in any text that has no piece of the secret', () => {
		fc.assert(
			fc.property(fc.string({ maxLength: 300, unit: 'binary' }), (text) => {
				expect(redactor([SECRET])(text)).toBe(text);
			}),
			{ numRuns: 1_000 },
		);
	});

	it('where there is no secret, or one that may be a part of words', () => {
		expect(redactor([])).toBe(SHOW_ALL);
		expect(redactor(['', 'short'])).toBe(SHOW_ALL);
	});
});

describe('JSON', () => {
	it('is redacted at any depth, names included, and stays as it is where nothing is hidden', () => {
		const redact = redactor([SECRET]);
		const value = { a: [1, null, true, { [SECRET]: `x ${SECRET}` }], b: 'plain' };
		expect(redactedJson(value, redact)).toEqual({ a: [1, null, true, { '…': 'x …' }], b: 'plain' });
		const plain = { a: [1, null, true, { b: 'x' }], c: NaN };
		expect(redactedJson(plain, redact)).toBe(plain);
	});

	it('of many rows is redacted in each of them, and only the rows in which something is hidden are copied', () => {
		const rows = Array.from({ length: 3_000 }, (_, index): Record<string, unknown> => ({ customer: `customer-${index}`, note: null, ...(index % 2 === 0 ? {} : { [`column ${index}`]: index }) }));
		rows[7] = { customer: `x ${SECRET}` };
		rows[8] = { [SECRET]: 'customer' };
		rows[9] = { [SECRET]: 'customer' };
		const shown = redactedJson(rows, redactor([SECRET]));
		expect(shown.slice(7, 10)).toEqual([{ customer: 'x …' }, { '…': 'customer' }, { '…': 'customer' }]);
		expect(shown.every((row, index) => [7, 8, 9].includes(index) || row === rows[index])).toBe(true);
	});

	it('is looked through in linear time, however deep what is hidden stands', () => {
		const deep = Array.from({ length: 200 }).reduce<unknown>((inner) => ({ a: 1, b: inner, c: [inner === null] }), { secret: SECRET });
		expect(JSON.stringify(redactedJson(deep, redactor([SECRET])))).toBe(JSON.stringify(deep).replace(SECRET, '…'));
	});

	it('of rows with names that change from row to row is redacted in each', () => {
		const rows = [{ a: 'x', b: SECRET }, { b: 'x', a: SECRET }, { [SECRET]: 'x', a: 1 }, { a: { a: SECRET }, b: null }];
		expect(redactedJson(rows, redactor([SECRET]))).toEqual([{ a: 'x', b: '…' }, { b: 'x', a: '…' }, { '…': 'x', a: 1 }, { a: { a: '…' }, b: null }]);
	});

	it('keeps a member that is called __proto__', () => {
		const value = JSON.parse(`{"__proto__": "${SECRET}"}`) as object;
		expect(JSON.stringify(redactedJson(value, redactor([SECRET])))).toBe('{"__proto__":"…"}');
	});
});

describe('many texts at once', () => {
	const redact = redactor([SECRET]);
	const many = redact.atOnce;
	/** Pieces of the secret, with what does not count in between or not, among other texts. */
	const pieces = fc
		.tuple(fc.nat(SECRET.length - 2), fc.integer({ min: 1, max: 20 }), fc.constantFrom('', ' ', '=', '\n\t', '\u200b', ' '.repeat(90)))
		.map(([from, length, gap]) => letters(SECRET.slice(from, from + length)).join(gap));
	const texts = fc.array(fc.oneof(pieces, fc.string({ maxLength: 12 }), fc.constantFrom('customer-17', '","', ' ', '\\', '&', 'é', '…')), { maxLength: 8 }).map((parts) => parts.join(''));

	it('stay as they are, and so do all their parts, where they are said to', () => {
		let clean = 0;
		fc.assert(
			fc.property(texts, fc.nat(6), fc.nat(), fc.nat(), (text, from, start, length) => {
				if (many?.isClean(text, from) !== true) return;
				clean++;
				const begin = from + (start % (text.length + 1));
				const part = text.slice(begin, begin + (length % (text.length + 1)));
				expect([redact(text.slice(from)), redact(part)]).toEqual([text.slice(from), part]);
			}),
			{ numRuns: 5_000 },
		);
		expect(clean).toBeGreaterThan(500);
	});

	it('are not said to where any piece of the secret stands, wherever that is', () => {
		for (let before = 0; before < 20; before++) {
			for (let from = 0; from + 8 <= SECRET.length - 1; from++) {
				for (const gap of ['', ' ', '= \n']) {
					const text = `${'{"row":[ 1,'.repeat(2).slice(0, before)}${letters(SECRET.slice(from, from + 8)).join(gap)}`;
					if (redact(text) !== text) expect([text, many?.isClean(text)]).toEqual([text, false]);
				}
			}
		}
	});

	it.each(['{"a":"customer-17","b":null,"c":[1,"2024-06-15 12:00:00.123"]}', '', 'é', 'a'.repeat(10_000), SECRET.slice(0, 7), `${SECRET.slice(0, 5)}","${SECRET.slice(5, 10)}`])('are said to in ordinary texts: %.60j', (text) => {
		expect(many?.isClean(text)).toBe(true);
	});

	it.each(['\\u0041', '100%', 'a & b', '<p>'])('are looked through one by one where one may be written differently: %s', (text) => {
		expect(many?.isClean(`{"a":"${text}"}`)).toBe(false);
		expect(many?.isClean(`{"a":"${text}"}{}`, text.length + 8)).toBe(true);
	});

	it('of some characters stay as they are where no piece is made of these', () => {
		expect(many?.isCleanOf('0123456789+-:.TZ')).toBe(true);
		expect(many?.isCleanOf('CFLTVN8ZB')).toBe(false);
		expect(many?.isCleanOf('0123%')).toBe(false);
		expect(redactor(['ab2024-01-01T00:00:00'])('2024-01-01T00:00Z')).toBe('…Z');
		expect(redactor(['ab2024-01-01T00:00:00']).atOnce?.isCleanOf('0123456789+-:.TZ')).toBe(false);
	});

	it('are looked at in linear time, whatever they are', () => {
		for (const piece of [' ', ` ${SECRET.slice(0, 3)}`, SECRET.slice(0, 7), `${' '.repeat(60)}${SECRET.slice(0, 2)}`]) {
			const startedAt = performance.now();
			many?.isClean(piece.repeat(Math.ceil(2_000_000 / piece.length)));
			expect(performance.now() - startedAt).toBeLessThan(20_000);
		}
	});
});

describe('the time it takes', () => {
	it.each<[string, string]>([
		['plain', 'the quick brown fox jumps over the lazy dog '],
		['of escapes', '\\\\\\\\'],
		['of escapes in escapes', '%25252525252525252525'],
		['of tags that never end', '<<a <b '],
		['of beginnings of the secret', SECRET.slice(0, 7)],
		['of secrets', SECRET],
	])('grows with the text alone: one %s', (_of, piece) => {
		const redact = redactor([SECRET]);
		const timeOf = (text: string) => {
			const startedAt = performance.now();
			redact(text);
			return performance.now() - startedAt;
		};
		const text = piece.repeat(Math.ceil(500_000 / piece.length));
		// In linear time it takes about a second; a busy machine gets much more.
		expect(timeOf(text)).toBeLessThan(20_000);
	});
});

it.each([
	['Authorization: Basic S0VZOmNmbHQvc0VjcjN0', 'Authorization: Basic …'],
	['bearer abcdefghijklmnop1', 'bearer …'],
	['Basic authentication is required here', 'Basic authentication is required here'],
])('withoutTokens(%j) is %j', (text, shown) => {
	expect(withoutTokens(text)).toBe(shown);
});
