import fc from 'fast-check';
import { createRowCollector, type QueryOutput } from '../../../nodes/shared/flink/rows/rowCollector';
import type { Column, DataType } from '../../../nodes/shared/flink/rows/resultSchema';
import { REWRITTEN, textsTogether, UNKNOWN_TEXTS } from '../../../nodes/shared/flink/rows/rowTexts';

const SCALARS = [
	'CHAR', 'VARCHAR', 'BOOLEAN', 'TINYINT', 'INTEGER', 'BIGINT', 'DECIMAL', 'FLOAT', 'DOUBLE', 'DATE', 'TIME_WITHOUT_TIME_ZONE',
	'TIMESTAMP_WITHOUT_TIME_ZONE', 'TIMESTAMP_WITH_LOCAL_TIME_ZONE', 'INTERVAL_DAY_TIME', 'UNKNOWN', 'VARBINARY', 'VARIANT',
];

const scalar = (type: string): DataType => ({ type, nullable: true });
const { type: types } = fc.letrec<{ type: DataType }>((tie) => ({
	type: fc.oneof(
		{ maxDepth: 2, withCrossShrink: true },
		fc.constantFrom(...SCALARS).map(scalar),
		tie('type').map((elementType) => ({ ...scalar('ARRAY'), elementType })),
		tie('type').map((elementType) => ({ ...scalar('MULTISET'), elementType })),
		fc.tuple(tie('type'), tie('type')).map(([keyType, valueType]) => ({ ...scalar('MAP'), keyType, valueType })),
		fc.array(fc.record({ name: fc.constantFrom('a', 'b', ''), type: tie('type') }), { minLength: 1, maxLength: 3 }).map((fields) => ({ ...scalar('ROW'), fields })),
	),
}));

const SCALAR_VALUES: fc.Arbitrary<unknown> = fc.oneof(
	fc.constantFrom('2024-06-15 12:00:00.123', '2024-06-15 12:00', '+12024-06-15T12:00:00.1234567890123', '12.30', '-0', '1E+3', 'TRUE', "x'7f02'", 'text', 'null', 1e21, 12.5, Number.POSITIVE_INFINITY, true, null),
	fc.string({ maxLength: 6 }),
	fc.constantFrom([['a'], 'b'], { a: ['b'] }, [1, [['k', [4, '7']]]], [15, "x'00'"]),
);

/** A value as the service writes it, or as it should not. */
function valueOf(type: DataType): fc.Arbitrary<unknown> {
	const { elementType, keyType, valueType, fields } = type;
	if (fields !== undefined) return fc.tuple(...fields.map((field) => valueOf(field.type)));
	if (keyType !== undefined && valueType !== undefined) return fc.array(fc.tuple(valueOf(keyType), valueOf(valueType)), { maxLength: 2 });
	if (elementType === undefined) return SCALAR_VALUES;
	return fc.array(type.type === 'MULTISET' ? fc.tuple(valueOf(elementType), fc.constantFrom('1', 'many', 2)) : valueOf(elementType), { maxLength: 2 });
}

function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null) return [];
	return [...(Array.isArray(value) ? [] : Object.keys(value)), ...Object.values(value).flatMap(textsIn)];
}

const results = fc
	.array(fc.record({ name: fc.constantFrom('a', 'b', '_op', ''), type: types }), { minLength: 1, maxLength: 3 })
	.chain((columns: Column[]) => fc.tuple(fc.constant(columns), fc.array(fc.tuple(...columns.map(({ type }) => valueOf(type))), { maxLength: 3 })));

/** What decoding names by itself, too short or too common to be a part of any secret. */
const OF_DECODING = ['_op', '+I', 'value', 'count', 'key'];

it.each<[QueryOutput, boolean]>([['table', true], ['table', false], ['changelog', false]])('texts in rows that are as they came stand in the pages: %s, append-only: %s', (output, isAppendOnly) => {
	let asTheyCame = 0;
	fc.assert(
		fc.property(results, ([columns, rows]) => {
			const page = JSON.stringify(rows.map((row) => ({ row }))).replaceAll('null', '-1e999');
			const collector = createRowCollector({ columns, isAppendOnly }, output, { numbers: 'text', localTimeZone: 'UTC' });
			if (!collector.texts.areAsTheyCame) return;
			asTheyCame++;
			collector.add(JSON.parse(page) as unknown[]);
			const known = new Set([...collector.texts.others, ...OF_DECODING]);
			const isRewritten = (text: string) => Array.from(text).every((character) => REWRITTEN.includes(character));
			const others = textsIn(collector.items()).filter((text) => !known.has(text) && !isRewritten(text) && !page.includes(JSON.stringify(text)));
			expect(others.filter((text) => text !== 'true' && text !== 'false')).toEqual([]);
		}),
		{ numRuns: 1_000 },
	);
	expect(asTheyCame).toBeGreaterThan(100);
});

it.each<[string, DataType, boolean]>([
	['a text', scalar('VARCHAR'), true],
	['bytes', scalar('VARBINARY'), false],
	['bytes in a list', { ...scalar('ARRAY'), elementType: scalar('BINARY') }, false],
	['bytes in a row in a list', { ...scalar('ARRAY'), elementType: { ...scalar('ROW'), fields: [{ name: 'a', type: scalar('VARBINARY') }] } }, false],
	['a VARIANT', scalar('VARIANT'), false],
	['a MAP', { ...scalar('MAP'), keyType: scalar('VARCHAR'), valueType: scalar('VARCHAR') }, false],
])('%s', (_what, type, areAsTheyCame) => {
	expect(createRowCollector({ columns: [{ name: 'a', type }] }, 'table', { numbers: 'auto' }).texts.areAsTheyCame).toBe(areAsTheyCame);
});

it('of several pages, all are as the least known of them', () => {
	const clean = { arePagesClean: true, areAsTheyCame: true, others: ['a'] };
	expect(textsTogether([clean, clean])).toBe(clean);
	expect(textsTogether([clean, { ...clean, others: ['b'] }])).toEqual({ ...clean, others: ['a', 'b'] });
	expect(textsTogether([clean, { ...clean, arePagesClean: false }])).toMatchObject({ arePagesClean: false, areAsTheyCame: true });
	expect(textsTogether([clean, { ...clean, areAsTheyCame: false }])).toMatchObject({ arePagesClean: true, areAsTheyCame: false });
	expect(textsTogether([])).toBe(UNKNOWN_TEXTS);
});
