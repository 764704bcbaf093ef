import type { TableColumn } from '../../../nodes/shared/flink/table/tableColumn';
import type { TableFacts } from '../../../nodes/shared/flink/table/tableError';
import { selectStatement, type Condition, type TableQuery } from '../../../nodes/shared/flink/table/tableQuery';
import { columnOf } from './columnOf';

const COLUMNS: readonly TableColumn[] = [
	columnOf('id', 'INT', { nullable: false, isKey: true }),
	columnOf('word', 'VARCHAR(2147483647)'),
	columnOf('tags', 'ARRAY<INT>'),
	columnOf('all', 'MULTISET<INT>'),
	columnOf('$rowtime', 'TIMESTAMP_LTZ(3)', { isHidden: true, isVirtual: true, isMetadata: true }),
];

const QUERY: TableQuery = { table: 'orders', columns: COLUMNS, output: [], where: [], combinedBy: 'AND', sort: [], isStreaming: false };
const select = (query: Partial<TableQuery>) => selectStatement({ ...QUERY, ...query });
const where = (...conditions: Condition[]) => select({ where: conditions }).replace(/^SELECT \*\nFROM `orders`\n/, '');

it.each<readonly [what: string, query: Partial<TableQuery>, sql: string]>([
	['all', {}, 'SELECT *\nFROM `orders`'],
	['some columns', { output: ['word', '$rowtime'] }, 'SELECT `word`, `$rowtime`\nFROM `orders`'],
	['in an order', { sort: [{ column: 'word', direction: 'DESC' }, { column: 'id', direction: 'ASC' }] }, 'SELECT *\nFROM `orders`\nORDER BY `word` DESC, `id` ASC'],
	['a few', { limit: 5 }, 'SELECT *\nFROM `orders`\nLIMIT 5'],
	['a few of a stream, which whoever reads counts', { limit: 5, isStreaming: true }, 'SELECT *\nFROM `orders`'],
	['of a table with any name', { table: 'a`b.c' }, 'SELECT *\nFROM `a``b.c`'],
])('%s', (_, query, sql) => {
	expect(select(query)).toBe(sql);
});

it.each<readonly [Condition, string]>([
	[{ column: 'id', is: 'equal', value: '7' }, 'WHERE `id` = 7'],
	[{ column: 'id', is: 'notEqual', value: 7 }, 'WHERE `id` <> 7'],
	[{ column: 'id', is: 'greater', value: 7 }, 'WHERE `id` > 7'],
	[{ column: 'id', is: 'greaterOrEqual', value: 7 }, 'WHERE `id` >= 7'],
	[{ column: 'id', is: 'smaller', value: 7 }, 'WHERE `id` < 7'],
	[{ column: 'id', is: 'smallerOrEqual', value: 7 }, 'WHERE `id` <= 7'],
	[{ column: 'id', is: 'between', from: 1, to: '5' }, 'WHERE `id` BETWEEN 1 AND 5'],
	[{ column: 'id', is: 'inList', values: [1, '2'] }, 'WHERE `id` IN (1, 2)'],
	[{ column: 'id', is: 'inList', values: [] }, 'WHERE `id` IN (CAST(NULL AS INT))'],
	[{ column: 'word', is: 'equal', value: "x' OR 1 = 1 --" }, "WHERE `word` = CAST('x'' OR 1 = 1 --' AS VARCHAR(2147483647))"],
	[{ column: 'word', is: 'equal', value: '' }, "WHERE `word` = CAST('' AS VARCHAR(2147483647))"],
	[{ column: 'word', is: 'like', pattern: "O'R%" }, "WHERE `word` LIKE 'O''R%'"],
	[{ column: 'word', is: 'null' }, 'WHERE `word` IS NULL'],
	[{ column: 'all', is: 'notNull' }, 'WHERE `all` IS NOT NULL'],
	[{ column: 'tags', is: 'equal', value: '[1]' }, 'WHERE `tags` = ARRAY[1]'],
])('%j', (condition, sql) => {
	expect(where(condition)).toBe(sql);
});

it('several conditions hold together, or one of them does', () => {
	const conditions: Condition[] = [{ column: 'id', is: 'equal', value: 1 }, { column: 'word', is: 'null' }];
	expect(where(...conditions)).toBe('WHERE `id` = 1 AND `word` IS NULL');
	expect(select({ where: conditions, combinedBy: 'OR' })).toContain('WHERE `id` = 1 OR `word` IS NULL');
});

it.each<readonly [what: string, query: Partial<TableQuery>, facts: TableFacts]>([
	['an unknown column', { output: ['Word'], sort: [{ column: 'x', direction: 'ASC' }] }, { reason: 'columnsUnknown', names: ['Word', 'x'], columns: ['id', 'word', 'tags', 'all'] }],
	['no value', { where: [{ column: 'id', is: 'equal', value: null }] }, { reason: 'conditionWithoutValue', column: 'id' }],
	['an empty value where there is no empty one', { where: [{ column: 'id', is: 'between', from: 1, to: '' }] }, { reason: 'conditionWithoutValue', column: 'id' }],
	['a value that does not fit', { where: [{ column: 'id', is: 'inList', values: [1, 'x'] }] }, { reason: 'columnValue', column: 'id', type: 'INT NOT NULL', value: { kind: 'text', text: 'x' }, expected: { form: 'integer', least: '-2147483648', most: '2147483647' } }],
	['a pattern for numbers', { where: [{ column: 'id', is: 'like', pattern: '%' }] }, { reason: 'columnNotCompared', column: 'id', type: 'INT', by: 'pattern' }],
	['a comparison of what has none', { where: [{ column: 'all', is: 'equal', value: [] }] }, { reason: 'columnNotCompared', column: 'all', type: 'MULTISET<INT>', by: 'comparison' }],
	['a greater list', { where: [{ column: 'tags', is: 'greater', value: [1] }] }, { reason: 'columnNotCompared', column: 'tags', type: 'ARRAY<INT>', by: 'comparison' }],
	['an order of lists', { sort: [{ column: 'tags', direction: 'ASC' }] }, { reason: 'columnNotCompared', column: 'tags', type: 'ARRAY<INT>', by: 'order' }],
	['an order of a stream', { sort: [{ column: 'id', direction: 'ASC' }], isStreaming: true }, { reason: 'streamNotSorted' }],
])('is refused: %s', (_, query, facts) => {
	expect(() => select(query)).toThrow(expect.objectContaining({ facts }));
});
