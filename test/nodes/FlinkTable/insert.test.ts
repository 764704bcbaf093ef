import type { IDataObject } from 'n8n-workflow';
import { mapped, TableHost, tableNamed } from './tableHost';

const tables = TableHost.perTest();

const items = (count: number): IDataObject[] => Array.from({ length: count }, (_, id) => ({ id, name: `n${id}` }));

beforeEach(async () => {
	await tables.sql('CREATE TABLE `orders` (`id` INT NOT NULL, `name` STRING, `total` DECIMAL(10, 2))');
	await tables.sql('CREATE TABLE `customers` (`id` INT NOT NULL, `name` STRING, PRIMARY KEY (`id`) NOT ENFORCED)');
});

describe('rows of items', () => {
	it('become one statement, in their order, and come out as they were inserted', async () => {
		const run = await tables.insert('orders', items(3));
		expect(run.error).toBeUndefined();
		expect(run.json).toEqual([0, 1, 2].map((id) => ({ id, name: `n${id}`, total: null })));
		expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(tables.inserts()).toHaveLength(1);
		expect(await tables.rows('orders')).toEqual(run.json);
		expect(await tables.host.left()).toEqual([]);
	});

	it('are mapped one by one', async () => {
		const run = await tables.run('insert', { table: tableNamed('orders'), columns: mapped({ id: '={{ $json.nr }}', total: '12.30', name: null }) }, { input: [{ nr: 7 }] });
		expect(run.error).toBeUndefined();
		expect(await tables.rows('orders')).toEqual([{ id: 7, name: null, total: 12.3 }]);
	});

	it('share as few statements as the limit allows', async () => {
		const run = await tables.insert('orders', items(25), { rowsPerStatement: 10, outputStatement: true });
		expect(run.error).toBeUndefined();
		expect(tables.inserts()).toHaveLength(3);
		expect(new Set(run.json.map(({ _statement }) => _statement)).size).toBe(3);
		expect((await tables.rows('orders')).map(({ id }) => id)).toEqual(items(25).map(({ id }) => id));
	});

	it('have a statement each where they are to be independent', async () => {
		const run = await tables.insert('orders', items(4), { batching: 'independently' });
		expect(run.error).toBeUndefined();
		expect(tables.inserts()).toHaveLength(4);
		expect(await tables.rows('orders')).toHaveLength(4);
	});

	it.each(['single', 'independently'])('replace those with the same key, the last one counts (%s)', async (batching) => {
		const input = [1, 2, 1, 2, 1].map((id, index) => ({ id, name: `v${index}` }));
		const run = await tables.insert('customers', input, { batching, rowsPerStatement: 2 });
		expect(run.error).toBeUndefined();
		expect(await tables.rows('customers', { sort: { values: [{ column: 'id', direction: 'ASC' }] } })).toEqual([
			{ id: 1, name: 'v4' },
			{ id: 2, name: 'v3' },
		]);
	});
});
