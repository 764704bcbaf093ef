/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets -- not in the published package: n8n's rules for nodes do not apply here */
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import type { Column, DataType } from '../../../nodes/shared/flink/rows/resultSchema';
import { createRowCollector, type QueryOutput } from '../../../nodes/shared/flink/rows/rowCollector';
import type { ReadTexts } from '../../../nodes/shared/flink/rows/rowTexts';
import { startOfMember } from '../../../nodes/shared/language/jsonMember';
import { redactedJson, redactor, SHOW_ALL, type Redact } from '../../../nodes/shared/language/redaction';
import { secretFreeRows } from '../../../nodes/shared/n8n/network/secretFreeRows';

const SECRET = 'cfltVn8Zb+Rk2/W4xq9HsYd3LpJ6uGtC1oKeXw5aTzB0rMf7NiQ=';
const BASE64 = Buffer.from(SECRET).toString('base64');
const redact = redactor([SECRET, BASE64]);

const CLEAN: ReadTexts = { arePagesClean: true, areAsTheyCame: true, others: ['a'] };

/** What hides nothing, and counts the texts that it is asked for. */
function counting(atOnce: Redact['atOnce']): { readonly redact: Redact; asked: string[] } {
	const asked: string[] = [];
	const count = (text: string) => {
		asked.push(text);
		return text;
	};
	return { redact: Object.assign(count, atOnce === undefined ? {} : { atOnce }), asked };
}

describe('rows that are known to have nothing of the secret', () => {
	const rows = [{ a: 'x' }, { a: 'y' }];
	const nothing = { isClean: () => true, isCleanOf: () => true };

	it('are given as they are, and only what is in no page is looked through', () => {
		const { redact: hide, asked } = counting(nothing);
		expect(secretFreeRows(rows, hide, CLEAN)).toBe(rows);
		expect(asked).toEqual(['a']);
	});

	it.each<[string, ReadTexts | undefined, Redact['atOnce']]>([
		['of which nothing is known', undefined, nothing],
		['one of whose pages is not', { ...CLEAN, arePagesClean: false }, nothing],
		['with texts that stand in no page', { ...CLEAN, areAsTheyCame: false }, nothing],
		['where times may be a piece of the secret', CLEAN, { ...nothing, isCleanOf: () => false }],
		['where nothing can be told at once', CLEAN, undefined],
	])('are not those %s', (_which, texts, atOnce) => {
		const { redact: hide, asked } = counting(atOnce);
		expect(secretFreeRows(rows, hide, texts)).toEqual(rows);
		expect(asked).toEqual(expect.arrayContaining(['x', 'y']));
	});

	it('are not those with the secret in a name', () => {
		expect(secretFreeRows([{ [SECRET]: 'x' }], redact, { ...CLEAN, others: [SECRET] })).toEqual([{ '…': 'x' }]);
	});

	it('are all where there is no secret', () => {
		expect(secretFreeRows(rows, SHOW_ALL, CLEAN)).toBe(rows);
	});
});

describe('rows of pages, however JSON writes them', () => {
	const scalar = (type: string): DataType => ({ type, nullable: true });
	const TYPES: readonly DataType[] = [
		scalar('VARCHAR'),
		scalar('VARBINARY'),
		scalar('VARIANT'),
		scalar('TIMESTAMP_WITHOUT_TIME_ZONE'),
		scalar('BIGINT'),
		{ ...scalar('ARRAY'), elementType: scalar('VARCHAR') },
		{ ...scalar('ARRAY'), elementType: scalar('VARBINARY') },
		{ ...scalar('MAP'), keyType: scalar('VARCHAR'), valueType: scalar('VARCHAR') },
		{ ...scalar('ROW'), fields: [{ name: 'one', type: scalar('VARCHAR') }, { name: 'other', type: scalar('VARCHAR') }] },
	];
	const hexadecimal = (text: string) => `x'${Buffer.from(text).toString('hex')}'`;
	/** How the secret may stand in a text. Rarely: nearly all pages have nothing of it. */
	const secretTexts = fc.constantFrom(SECRET, `of ${SECRET}, sorry`, BASE64, encodeURIComponent(SECRET), SECRET.slice(9, 21), SECRET.slice(0, 6), SECRET.slice(6), Array.from(SECRET).join(' '), hexadecimal(SECRET), hexadecimal(Buffer.from(SECRET, 'base64').toString('latin1')));
	const plainTexts = fc.constantFrom('customer-17', '17', '2024-06-15 12:00:00.123', "x'7f02'", 'a & b', 'é', 'a/b', '');
	const texts = fc.oneof({ weight: 40, arbitrary: plainTexts }, { weight: 1, arbitrary: secretTexts });

	function valueOf({ type, elementType, fields, keyType }: DataType): fc.Arbitrary<unknown> {
		if (elementType !== undefined) return fc.array(valueOf(elementType), { maxLength: 2 });
		if (keyType !== undefined) return fc.array(fc.tuple(texts, texts), { maxLength: 2 });
		if (fields !== undefined) return fc.tuple(...fields.map((field) => valueOf(field.type)));
		return type === 'VARIANT' ? fc.tuple(fc.constantFrom(11, 15), texts) : texts;
	}

	/** JSON of which any character of a text may be written as an escape. */
	const jsonWith = (escape: 'none' | 'slash' | 'unicode') => (value: unknown) => {
		const text = JSON.stringify(value);
		if (escape === 'none') return text;
		return escape === 'slash' ? text.replaceAll('/', '\\/') : text.replace(/[A-Z]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
	};

	const results = fc
		.array(fc.record({ name: fc.oneof({ weight: 30, arbitrary: fc.constantFrom('a', 'b', 'order_id') }, { weight: 1, arbitrary: secretTexts }), type: fc.constantFrom(...TYPES) }), { minLength: 1, maxLength: 3 })
		.chain((columns: Column[]) => {
			const rows = fc.array(fc.record({ op: fc.constantFrom(0, 0, 0, 3), row: fc.tuple(...columns.map(({ type }) => valueOf(type))) }), { maxLength: 4 });
			const page = fc.record({ rows, escape: fc.oneof({ weight: 4, arbitrary: fc.constant('none' as const) }, fc.constantFrom('slash' as const, 'unicode' as const)) });
			return fc.tuple(fc.constant(columns), fc.array(page, { maxLength: 3 }));
		});

	it.each<[QueryOutput, boolean]>([['table', true], ['table', false], ['changelog', false]])('are what they are where each text is looked through: %s, append-only: %s', (output, isAppendOnly) => {
		const seen = { known: 0, hidden: 0 };
		fc.assert(
			fc.property(results, ([columns, pages]) => {
				const collector = createRowCollector({ columns, isAppendOnly }, output, { numbers: 'auto', localTimeZone: 'UTC' });
				let arePagesClean = true;
				for (const { rows, escape } of pages) {
					const text = `{"metadata":{"next":"https://flink/results?page_token=a%3D"},"results":{"data":${jsonWith(escape)(rows)}}}`;
					arePagesClean &&= redact.atOnce?.isClean(text, startOfMember(text, 'results')) === true;
					collector.add((JSON.parse(text) as { results: { data: unknown[] } }).results.data);
				}
				const items: IDataObject[] = collector.items();
				const read = { ...collector.texts, arePagesClean };
				const shown = secretFreeRows(items, redact, read);
				expect(shown).toEqual(redactedJson(items, redact));
				expect(JSON.stringify(shown)).not.toContain(SECRET);
				if (items.length > 0 && arePagesClean && read.areAsTheyCame) seen.known++;
				if (shown !== items) seen.hidden++;
			}),
			{ numRuns: 3_000 },
		);
		expect(Math.min(seen.known, seen.hidden)).toBeGreaterThan(100);
	});
});
