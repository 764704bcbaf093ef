/* eslint-disable @n8n/community-nodes/no-restricted-globals -- not in the published package: n8n's rules for nodes do not apply here */
import type { IDataObject } from 'n8n-workflow';
import { mapped, TableHost, tableNamed } from './tableHost';

const tables = TableHost.perTest();
const control = () => tables.host.emulator.control;

const items = (count: number, from = 0): IDataObject[] => Array.from({ length: count }, (_, index) => ({ id: from + index, name: `n${from + index}` }));
const ids = async (table = 'orders') => (await tables.rows(table)).map(({ id }) => id);
const THREE = { rowsPerStatement: 2, outputStatement: false };
const GO_ON = { onError: 'continueRegularOutput' } as const;
const HOUR = { ms: 3_600_000 };

/** Behaviours of INSERT statements, by a text in their SQL. */
const behave = (sqlContains: string, behaviour: object) => control().behave({ sqlContains, ...behaviour });
const fails = (sqlContains: string) => behave(sqlContains, { steps: [{ phase: 'FAILED', detail: 'the topic is read-only' }] });

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
	while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
}

beforeEach(async () => {
	await tables.sql('CREATE TABLE `orders` (`id` INT NOT NULL, `name` STRING)');
	await tables.sql('CREATE TABLE `customers` (`id` INT NOT NULL, `name` STRING, PRIMARY KEY (`id`) NOT ENFORCED)');
});

describe('a statement that fails, in the middle of three', () => {
	beforeEach(() => fails("CAST('n2' AS"));

	it('ends the run: what was inserted before is told, nothing more is sent', async () => {
		const { error } = await tables.insert('orders', items(6), THREE);
		expect(error?.message).toContain('failed: the topic is read-only');
		expect(error?.description).toContain('Rows inserted before that: 2 into "orders".');
		expect(tables.inserts()).toHaveLength(2);
		expect(await ids()).toEqual([0, 1]);
	});

	it('is the error of its own items where the node goes on', async () => {
		const run = await tables.insert('orders', items(6), THREE, GO_ON);
		expect(run.error).toBeUndefined();
		expect(run.json.map((json) => ('error' in json ? 'error' : json['id']))).toEqual([0, 1, 'error', 'error', 4, 5]);
		expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual(items(6).map((_, item) => ({ item })));
		expect(run.json[2]?.['error']).toContain('the topic is read-only');
		expect(await ids()).toEqual([0, 1, 4, 5]);
	});

	it('is sent again where the node is tried again; what was inserted before is not', async () => {
		const { error } = await tables.insert('orders', items(6), THREE, { tries: 2 });
		expect(error?.message).toContain('the topic is read-only');
		const sent = (name: string) => tables.inserts().filter((sql) => sql.includes(`'${name}'`)).length;
		expect([sent('n0'), sent('n2'), sent('n4')]).toEqual([1, 2, 0]);
		expect(await ids()).toEqual([0, 1]);
	});
});

describe('the end of the time', () => {
	it('deletes what has not begun: nothing is inserted', async () => {
		behave('INSERT INTO', { steps: [{ phase: 'RUNNING', after: HOUR }] });
		const { error } = await tables.insert('orders', items(3), { timeout: 1 });
		expect(error?.message).toMatch(/^Not inserted: 3 rows for table "orders"\. Reason: Statement "n8n-[^"]+" is PENDING/);
		expect(error?.description).toMatch(/^Statement "n8n-[^"]+" had not started and was deleted\./);
		expect(await tables.host.left()).toEqual([]);
	});

	it('leaves what runs to finish, and says so', async () => {
		behave('INSERT INTO', { steps: [{ phase: 'RUNNING' }, { phase: 'COMPLETED', after: HOUR }] });
		const { error } = await tables.insert('orders', items(3), { timeout: 1 });
		expect(error?.message).toMatch(/^Still being inserted: 3 rows for table "orders"\. Reason: /);
		expect(error?.description).toMatch(/was left to finish: do not insert its rows again\. Allow more time/);
		expect(await tables.host.left()).toEqual(['RUNNING']);
	});

	it('of a statement that runs is waited for again by the next try, which sends no row twice', async () => {
		behave("CAST('n2' AS", { steps: [{ phase: 'RUNNING' }, { phase: 'COMPLETED', after: { ms: 2_500 } }] });
		const run = await tables.insert('orders', items(6), { ...THREE, timeout: 1, outputStatement: true }, { tries: 5 });
		expect(run.error).toBeUndefined();
		expect(tables.inserts()).toHaveLength(3);
		expect(await ids()).toEqual([0, 1, 2, 3, 4, 5]);
		const named = control().journal().entries.filter(({ method }) => method === 'DELETE').length;
		expect(named).toBeGreaterThanOrEqual(3);
		expect(new Set(run.json.map(({ _statement }) => _statement)).size).toBe(3);
		expect(await tables.host.left()).toEqual([]);
	});

	it('of a statement that runs holds back later rows of a table with a key, where the node goes on', async () => {
		behave("CAST('n0' AS", { steps: [{ phase: 'RUNNING' }, { phase: 'COMPLETED', after: HOUR }] });
		const run = await tables.insert('customers', items(4), { ...THREE, timeout: 1 }, GO_ON);
		expect(run.json.map(({ error }) => String(error).slice(0, 20))).toEqual(['Still being inserted', 'Still being inserted', 'Not inserted: 2 rows', 'Not inserted: 2 rows']);
		expect(tables.inserts()).toHaveLength(1);
	});

	it('of a statement that runs holds back nothing of a table without one', async () => {
		behave("CAST('n0' AS", { steps: [{ phase: 'RUNNING' }, { phase: 'COMPLETED', after: HOUR }] });
		const run = await tables.insert('orders', items(4), { ...THREE, timeout: 1 }, GO_ON);
		expect(run.json.map((json) => 'error' in json)).toEqual([true, true, false, false]);
	});
});

describe('a cancellation', () => {
	it.each([
		['deletes what has not begun', [{ phase: 'RUNNING', after: HOUR }], 'PENDING', []],
		['leaves what runs to finish', [{ phase: 'RUNNING' }, { phase: 'COMPLETED', after: HOUR }], 'RUNNING', ['RUNNING']],
	] as const)('%s, and sends nothing more', async (_what, steps, phase, left) => {
		behave('INSERT INTO', { steps });
		const execution = tables.start('insert', { table: tableNamed('orders'), columns: mapped({ id: '={{ $json.id }}' }), options: THREE }, { input: items(6), ...GO_ON });
		await until(async () => (await tables.host.left()).includes(phase));
		execution.cancel();
		await execution.finished();
		await until(async () => JSON.stringify(await tables.host.left()) === JSON.stringify(left));
		expect(tables.inserts()).toHaveLength(1);
	});
});

describe('lost answers', () => {
	it.each(['before', 'after'] as const)('to POST and DELETE (%s) leave each row once', async (when) => {
		control().faults.add({ method: 'POST', skip: 1, times: 1, fault: { kind: 'drop', when } });
		control().faults.add({ method: 'DELETE', skip: 1, times: 1, fault: { kind: 'drop', when } });
		const run = await tables.insert('orders', items(4), THREE);
		expect(run.error).toBeUndefined();
		expect(await ids()).toEqual([0, 1, 2, 3]);
		expect(await tables.host.left()).toEqual([]);
	});

	it('to every POST: it is not known whether the rows are there, and nothing is deleted', async () => {
		control().faults.add({ method: 'POST', skip: 1, fault: { kind: 'drop', when: 'before' } });
		const { error } = await tables.insert('orders', items(2), { timeout: 2 });
		expect(error?.message).toMatch(/^Perhaps inserted: 2 rows for table "orders"\. Reason: It is not known whether statement/);
		// Those of the two tables, and of the question what columns this one has.
		expect(tables.host.calls().filter((call) => call === 'DELETE')).toHaveLength(3);
	});
});

it('a DELETE that fails leaves the rows where they are, and is remarked upon', async () => {
	control().faults.add({ method: 'DELETE', skip: 1, fault: { kind: 'answer', status: 403, detail: 'not allowed' } });
	const run = await tables.insert('orders', items(2));
	expect(run.json).toEqual(items(2));
	expect(run.hints).toEqual([expect.stringMatching(/^Statement "n8n-[^"]+" has ended, but could not be deleted: not allowed\. Delete it with Flink Statement → Delete Statement\. \(2 items\)$|^Statement "n8n-[^"]+" has ended, but could not be deleted: not allowed\. Delete it with Flink Statement → Delete Statement\.$/)]);
});

it('statements are kept where that is wanted, and only then are they shown in lists', async () => {
	const run = await tables.insert('orders', items(2), { keepStatement: true, outputStatement: true, labels: 'nightly' });
	const kept = await control().statements();
	expect(kept.map(({ name, phase }) => ({ name, phase }))).toEqual([{ name: run.json[0]?.['_statement'], phase: 'COMPLETED' }]);
	await tables.insert('orders', items(2));
	const labels = tables.host.submitted().filter(({ spec }) => String((spec as IDataObject)['statement']).startsWith('INSERT')).map(({ metadata }) => Object.keys(((metadata as IDataObject | undefined)?.['labels'] as IDataObject | undefined) ?? {}).join());
	expect(labels).toEqual([expect.stringContaining('nightly'), expect.stringContaining('hidden')]);
	expect(labels[0]).not.toContain('hidden');
});

describe('several tables in one run', () => {
	const both = (input: IDataObject[], spec = {}) =>
		tables.run('insert', { table: { __rl: true, mode: 'name', value: '={{ $json.table }}' }, columns: mapped({ id: '={{ $json.id }}', name: '={{ $json.name }}' }) }, { input, ...spec });

	it('have statements of their own', async () => {
		const input = items(6).map((item, index) => ({ ...item, table: index % 2 === 0 ? 'orders' : 'customers' }));
		const run = await both(input);
		expect(run.json.map(({ id }) => id)).toEqual([0, 1, 2, 3, 4, 5]);
		expect(tables.inserts()).toHaveLength(2);
		expect(await ids()).toEqual([0, 2, 4]);
		expect((await ids('customers')).sort()).toEqual([1, 3, 5]);
	});

	it('are named in an error that ends the run, where their rows are or may come', async () => {
		fails('INSERT INTO `customers`');
		behave('INSERT INTO `orders`', { steps: [{ phase: 'RUNNING' }, { phase: 'COMPLETED', after: HOUR }] });
		control().behave({ sqlContains: 'INSERT INTO `customers`', steps: [{ phase: 'FAILED', after: { ms: 1_500 }, detail: 'read-only' }] });
		const { error } = await both([{ id: 1, name: 'a', table: 'orders' }, { id: 2, name: 'b', table: 'customers' }]);
		expect(error?.message).toContain('failed: read-only');
		expect(error?.description).toMatch(/Still being inserted: 1 row for table "orders"\./);
	});
});

it('an execution without items sends nothing', async () => {
	const run = await tables.insert('orders', []);
	expect([run.error, run.json]).toEqual([undefined, []]);
	expect(tables.inserts()).toEqual([]);
});
