import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { TableHost, tableNamed } from './tableHost';

const tables = TableHost.perFile();

const COLUMNS = '`id` INT NOT NULL, `name` STRING, `total` DECIMAL(20, 2), `at` TIMESTAMP(3), `tags` ARRAY<STRING>, `ok` BOOLEAN';
const ROWS = [
	{ id: 1, name: 'Ann', total: '10.00', at: '2026-01-01 00:00:00', tags: ['a'], ok: true },
	{ id: 2, name: "O'Hara; DROP", total: '20.50', at: '2026-02-01 12:30:00.5', tags: ['a', 'b'], ok: false },
	{ id: 3, name: null, total: null, at: null, tags: null, ok: null },
	{ id: 4, name: 'Anna, B.', total: '-3', at: '2026-03-01 00:00:00', tags: [], ok: true },
];

beforeAll(async () => {
	await tables.sql(`CREATE TABLE \`orders\` (${COLUMNS})`);
	const { error } = await tables.insert('orders', ROWS);
	expect(error).toBeUndefined();
}, 60_000);

const where = (...values: IDataObject[]): INodeParameters => ({ where: { values } as INodeParameters });
const sort = (column: string, direction: string) => ({ sort: { values: [{ column, direction }] } });

async function idsOf(parameters: INodeParameters): Promise<unknown[]> {
	return (await tables.rows('orders', { ...sort('id', 'ASC'), ...parameters })).map(({ id }) => id);
}

describe('conditions', () => {
	it.each<[string, IDataObject, number[]]>([
		['equal, a number as text', { column: 'id', condition: 'equal', value: '2' }, [2]],
		['equal, which is the default', { column: 'name', value: 'Ann' }, [1]],
		['equal to text with quotes', { column: 'name', condition: 'equal', value: "O'Hara; DROP" }, [2]],
		['equal to a boolean', { column: 'ok', condition: 'equal', value: '={{ true }}' }, [1, 4]],
		['equal to an array', { column: 'tags', condition: 'equal', value: '["a", "b"]' }, [2]],
		['not equal', { column: 'id', condition: '!=', value: 2 }, [1, 3, 4]],
		['greater', { column: 'total', condition: '>', value: '10' }, [2]],
		['greater or equal', { column: 'total', condition: '>=', value: '10.00' }, [1, 2]],
		['smaller', { column: 'at', condition: '<', value: '2026-02-01T12:30:00.500' }, [1]],
		['smaller or equal', { column: 'at', condition: '<=', value: '2026-02-01 12:30:00.5' }, [1, 2]],
		['between, with a comma', { column: 'total', condition: 'BETWEEN', value: '-3, 10' }, [1, 4]],
		['between, as a list', { column: 'id', condition: 'BETWEEN', value: '={{ [2, 3] }}' }, [2, 3]],
		['like', { column: 'name', condition: 'LIKE', value: 'Ann%' }, [1, 4]],
		['in list, with commas', { column: 'id', condition: 'IN', value: '1, 3' }, [1, 3]],
		['in list, texts with commas', { column: 'name', condition: 'IN', value: '["Anna, B.", "Ann"]' }, [1, 4]],
		['in the empty list', { column: 'id', condition: 'IN', value: '={{ [] }}' }, []],
		['is null', { column: 'name', condition: 'IS NULL' }, [3]],
		['is not null, whatever stands in the value', { column: 'name', condition: 'IS NOT NULL', value: 'x' }, [1, 2, 4]],
	])('%s', async (_title, condition, ids) => {
		expect(await idsOf(where(condition))).toEqual(ids);
	});

	it.each([
		['AND', []],
		['OR', [1, 2]],
	])('are combined by %s', async (combineConditions, ids) => {
		const values = where({ column: 'id', condition: 'equal', value: 1 }, { column: 'id', condition: 'equal', value: 2 });
		expect(await idsOf({ ...values, combineConditions })).toEqual(ids);
	});

	it.each<[string, INodeParameters, string, string]>([
		['a column that is not there', where({ column: 'nmae', value: 'x' }), 'The table has no column "nmae"', 'Its columns are id, name, total, at, tags and ok.'],
		['an output column that is not there', { outputColumns: ['id', 'x, y'] }, 'The table has no column "x, y"', 'case-sensitive'],
		['a sort column that is not there', sort('x', 'ASC'), 'The table has no column "x"', ''],
		['a value that does not fit', where({ column: 'id', condition: '>', value: 'many' }), 'The value "many" of column "id" does not fit its type INT', 'whole number'],
		['no value', where({ column: 'id', condition: 'equal', value: '' }), 'The condition on column "id" has no value', 'Is Null'],
		['a pattern for a number', where({ column: 'id', condition: 'LIKE', value: '1%' }), 'Column "id" has the type INT', ''],
		['an order of arrays', sort('tags', 'ASC'), 'Column "tags" has the type ARRAY<', ''],
		['one value for between', where({ column: 'id', condition: 'BETWEEN', value: '1' }), `'Value' of the condition on "id" should be two values`, 'comma'],
		['an empty list text', where({ column: 'id', condition: 'IN', value: ' ' }), `'Value' of the condition on "id" is empty`, ''],
		['broken JSON', where({ column: 'id', condition: 'IN', value: '[1, ' }), `'Value' of the condition on "id" is not a list`, 'JSON'],
		['no column', where({ column: '', value: '1' }), "'Conditions' has an entry without a column", ''],
		['an unknown condition', where({ column: 'id', condition: 'near', value: '1' }), `'Condition' is "near"`, ''],
		['an order of a stream', { ...sort('id', 'ASC'), options: { queryMode: 'streaming' } }, 'A streaming query cannot be sorted', 'Snapshot'],
	])('%s is refused before the rows are asked for', async (_title, parameters, message, advice) => {
		const { error } = await tables.run('getRows', { table: tableNamed('orders'), ...parameters });
		expect(error?.message).toContain(message);
		expect(error?.description ?? '').toContain(advice);
		expect(await tables.host.left()).toEqual([]);
	});
});

describe('rows', () => {
	it('have the chosen columns, in the chosen order, up to the limit', async () => {
		const run = await tables.run('getRows', { table: tableNamed('orders'), outputColumns: ['total', 'id'], ...sort('id', 'DESC'), limit: 2 });
		expect(run.json).toEqual([
			{ total: -3, id: 4 },
			{ total: null, id: 3 },
		]);
		expect(run.hints).toEqual([
			'The SQL that was run: SELECT `total`, `id` FROM `orders` ORDER BY `id` DESC LIMIT 2',
			expect.stringContaining('The limit of 2 was reached'),
		]);
	});

	it('come as text where that is wanted', async () => {
		expect(await tables.rows('orders', { outputColumns: ['total'], ...where({ column: 'id', value: 1 }), options: { numbers: 'text' } })).toEqual([{ total: '10.00' }]);
	});

	it('go on in streaming mode until the limit', async () => {
		const run = await tables.run('getRows', { table: tableNamed('orders'), outputColumns: ['id'], limit: 3, options: { queryMode: 'streaming', timeout: 20 } });
		expect(run.error).toBeUndefined();
		expect(run.json).toHaveLength(3);
		expect(await tables.host.left()).toEqual([]);
	});

	it('are those of hidden columns, too, where one is named', async () => {
		const [row] = await tables.rows('orders', { outputColumns: ['$rowtime'], ...where({ column: 'id', value: 1 }) });
		expect(row).toEqual({ $rowtime: expect.stringMatching(/^20\d\d-/) });
	});

	it('of a table that is not there are an error that names it', async () => {
		const { error } = await tables.run('getRows', { table: tableNamed('oders') });
		expect(error?.message).toBe('Table "oders" was not found in database "cluster_0"');
	});
});
