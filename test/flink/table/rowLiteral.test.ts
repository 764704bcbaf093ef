import { rowLiteral } from '../../../nodes/shared/flink/table/rowLiteral';
import { TableError, type TableFacts } from '../../../nodes/shared/flink/table/tableError';
import { columnOf } from './columnOf';

const COLUMNS = [
	columnOf('id', 'INT', { nullable: false, isKey: true }),
	columnOf('twice', 'INT', { isVirtual: true, isPersisted: false }),
	columnOf('word', 'VARCHAR(2147483647)'),
	columnOf('at', 'TIMESTAMP_LTZ(3)', { isMetadata: true }),
	columnOf('tags', 'ARRAY<VARCHAR(2147483647)>'),
	columnOf('any', 'VARIANT'),
	columnOf('$rowtime', 'TIMESTAMP_LTZ(3)', { nullable: false, isMetadata: true, isVirtual: true, isPersisted: false, isHidden: true }),
];

const literal = (values: Record<string, unknown>, columns = COLUMNS) => rowLiteral(columns, new Map(Object.entries(values)));
const NULLS = { word: 'CAST(NULL AS VARCHAR(2147483647))', at: 'CAST(NULL AS TIMESTAMP_LTZ(3))', tags: 'CAST(NULL AS ARRAY<VARCHAR(2147483647)>)', any: 'CAST(NULL AS VARIANT)' };

describe('a row', () => {
	it.each<readonly [what: string, values: Record<string, unknown>, literals: Partial<typeof NULLS> & { id: string }]>([
		['has NULL where there is no value', { id: 1 }, { id: '1' }],
		['has NULL for null', { id: 1, word: null, tags: undefined }, { id: '1' }],
		['has text that ends no string', { id: '7', word: "'); DROP TABLE t; --" }, { id: '7', word: "CAST('''); DROP TABLE t; --' AS VARCHAR(2147483647))" }],
		['has metadata that is written', { id: 1, at: '2024-06-15T12:34:56Z' }, { id: '1', at: "CAST('2024-06-15 12:34:56' AS TIMESTAMP_LTZ(3))" }],
		['has lists, and lists in JSON text', { id: 1, tags: '["a"]' }, { id: '1', tags: "ARRAY[CAST('a' AS VARCHAR(2147483647))]" }],
		['has any JSON, text included', { id: 1, any: '{"a": 1}' }, { id: '1', any: `PARSE_JSON('{"a":1}')` }],
		['has text that is none', { id: 1, any: '[draft' }, { id: '1', any: `PARSE_JSON('"[draft"')` }],
	])('%s', (_, values, literals) => {
		const { id, word, at, tags, any } = { ...NULLS, ...literals };
		expect(literal(values)).toBe(`(${[id, word, at, tags, any].join(', ')})`);
	});

	it.each<readonly [what: string, values: Record<string, unknown>, facts: TableFacts]>([
		['a value is missing that there has to be', { word: 'x' }, { reason: 'columnRequired', column: 'id', type: 'INT' }],
		['a value does not fit', { id: 'x' }, { reason: 'columnValue', column: 'id', type: 'INT NOT NULL', value: { kind: 'text', text: 'x' }, expected: { form: 'integer', least: '-2147483648', most: '2147483647' } }],
		['a value within does not fit', { id: 1, tags: ['a', ['b']] }, { reason: 'columnValue', column: 'tags', type: 'ARRAY<VARCHAR(2147483647)>', value: { kind: 'list' }, expected: { form: 'plainText' }, path: [1] }],
		['JSON is none', { id: 1, tags: '[' }, { reason: 'columnValue', column: 'tags', type: 'ARRAY<VARCHAR(2147483647)>', value: { kind: 'text', text: '[' }, expected: { form: 'json' } }],
		['a column is unknown', { id: 1, Word: 'x', b: 1 }, { reason: 'columnsUnknown', names: ['Word', 'b'], columns: ['id', 'word', 'at', 'tags', 'any'] }],
		['a column is computed', { id: 1, twice: 2 }, { reason: 'columnNotWritten', column: 'twice' }],
		['a column is the system\'s', { id: 1, $rowtime: 2 }, { reason: 'columnNotWritten', column: '$rowtime' }],
	])('is refused where %s', (_, values, facts) => {
		expect(() => literal(values)).toThrow(expect.objectContaining({ facts }));
	});

	it('is refused where a column is of a type that nobody knows', () => {
		expect(() => literal({}, [columnOf('g', 'GEOGRAPHY')])).toThrow(new TableError({ reason: 'columnType', column: 'g', type: 'GEOGRAPHY' }));
	});
});
