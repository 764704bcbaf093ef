import type { IDataObject } from 'n8n-workflow';
import { useOrders } from './orders';
import { RowTriggerHost, until } from './rowTriggerHost';

const orders = useOrders();
const active: RowTriggerHost[] = [];

afterEach(async () => {
	for (const host of active.splice(0)) await host.dispose();
});

function hostOf(parameters: IDataObject = {}): RowTriggerHost {
	const { options, ...others } = parameters;
	const host = new RowTriggerHost(orders.emulator, { sql: 'SELECT id, price FROM orders', options: { ...(options as object), catalog: 'default', database: 'cluster_0' }, ...others });
	active.push(host);
	return host;
}

const ids = (host: RowTriggerHost) => host.rows.map(({ id }) => id);
const row = (id: number) => ({ id, price: id * 10 });

describe('rows', () => {
	it('start an execution each, one after the other, in their order', async () => {
		const host = await hostOf().activate();
		await orders.write(1, 2, 3);
		await until(() => host.executions.length === 3, 'three executions');
		expect(host.executions.map(({ rows }) => rows)).toEqual([[row(1)], [row(2)], [row(3)]]);
		expect(host.mostUnderWay).toBe(1);
		await orders.write(4);
		await until(() => host.executions.length === 4, 'a fourth');
	});

	it('that were there before activation count where they are asked for', async () => {
		await orders.write(1);
		const [latest, earliest] = [hostOf(), hostOf({ startFrom: 'earliest' })];
		await latest.activate();
		await earliest.activate();
		await orders.write(2);
		await until(() => ids(earliest).length === 2 && ids(latest).length === 1, 'rows of both');
		expect(ids(latest)).toEqual([2]);
		expect(ids(earliest)).toEqual([1, 2]);
	});

	it('wait for the execution before them, and no page is asked for meanwhile', async () => {
		const host = hostOf();
		host.executionMs = undefined;
		await host.activate();
		await orders.write(1, 2);
		await until(() => host.executions.length === 1, 'the first execution');
		await orders.write(3);
		expect(host.executions).toHaveLength(1);
		host.executions[0]?.end();
		await until(() => host.executions.length === 2, 'the second');
		host.executions[1]?.end();
		await until(() => host.executions.length === 3, 'the third');
		expect(ids(host)).toEqual([1, 2, 3]);
		expect(host.mostUnderWay).toBe(1);
	});

	it('go on where a worker alone reports the end of an execution', async () => {
		const host = hostOf();
		host.reports = 'worker';
		await host.activate();
		await orders.write(1, 2);
		await until(() => host.executions.length === 2, 'two executions');
		expect(host.mostUnderWay).toBe(1);
	});

	it('run side by side where they may', async () => {
		const host = hostOf({ options: { parallel: true } });
		host.executionMs = undefined;
		await host.activate();
		await orders.write(...Array.from({ length: 60 }, (_, index) => index));
		await until(() => host.executions.length === 50, 'as many as there may be');
		for (const { end } of host.executions) end();
		await until(() => host.executions.length === 60, 'the others');
		expect(host.mostUnderWay).toBe(50);
	});

	it('go together, as many as a batch holds, and fewer after a while', async () => {
		const host = await hostOf({ startFrom: 'earliest', options: { batchSize: 2, batchSeconds: 1 } }).activate();
		await orders.write(1, 2, 3);
		await until(() => host.rows.length === 3, 'three rows');
		expect(host.executions.map(({ rows }) => rows.length)).toEqual([2, 1]);
	});

	it('of one span of time go together where only that is set', async () => {
		const host = await hostOf({ options: { batchSeconds: 1 } }).activate();
		await orders.write(1, 2, 3);
		await until(() => host.rows.length === 3, 'three rows');
		expect(host.executions).toHaveLength(1);
	});

	it('of many pages come once each, in their order', async () => {
		const host = await hostOf().activate();
		await orders.emulator.control.appendRows('default.cluster_0.orders', Array.from({ length: 2_500 }, (_, id) => ({ id, price: 1 })));
		await until(() => host.executions.length >= 2_500, 'all of them', 30_000);
		expect(ids(host)).toEqual(Array.from({ length: 2_500 }, (_, id) => id));
	});

	it('carry where they come from, if asked', async () => {
		const host = await hostOf({ startFrom: 'earliest', options: { includeMetadata: true } }).activate();
		await orders.write(1, 2);
		await until(() => host.rows.length === 2, 'two rows');
		const statement = (await orders.statements())[0]?.name;
		expect(host.rows).toEqual([0, 1].map((position) => ({ ...row(position + 1), _metadata: { statement, position } })));
	});
});

describe('changes', () => {
	const sql = 'SELECT id, COUNT(*) AS n FROM orders GROUP BY id';

	it('come as they are, with _op', async () => {
		const host = await hostOf({ sql }).activate();
		await orders.write(1);
		await until(() => host.rows.length === 1, 'the first');
		await orders.write(1);
		await until(() => host.rows.length === 3, 'an update');
		expect(host.rows).toEqual([
			{ _op: '+I', id: 1, n: 1 },
			{ _op: '-U', id: 1, n: 1 },
			{ _op: '+U', id: 1, n: 2 },
		]);
	});

	it('give new states alone', async () => {
		const host = await hostOf({ sql, output: 'newStates' }).activate();
		await orders.write(1);
		await until(() => host.rows.length === 1, 'the first');
		await orders.write(1);
		await until(() => host.rows.length === 2, 'an update');
		expect(host.rows).toEqual([
			{ id: 1, n: 1 },
			{ id: 1, n: 2 },
		]);
	});
});

describe('the statement', () => {
	it('is hidden, has a label of the trigger, and begins where the user says', async () => {
		const host = await hostOf({ options: { labels: 'mine' } }).activate();
		const { name, metadata, spec, status } = await orders.only();
		expect(status?.phase).toBe('RUNNING');
		expect(metadata?.labels).toEqual({ 'user.confluent.io/hidden': 'true', 'user.confluent.io/mine': 'true', [`user.confluent.io/${host.label}`]: 'true' });
		expect(spec?.properties).toMatchObject({ 'sql.tables.scan.startup.mode': 'latest-offset' });
		expect(name).toMatch(/^n8n-big-orders-/);
	});

	it('is stopped on deactivation, also while an execution runs', async () => {
		const host = hostOf();
		host.executionMs = undefined;
		await host.activate();
		await orders.write(1);
		await until(() => host.executions.length === 1, 'an execution');
		await host.close();
		expect((await orders.statements()).map(({ phase }) => phase)).toEqual(['STOPPED']);
	});

	it('is deleted at once where the next life would not go on with it', async () => {
		const host = await hostOf({ options: { continueFrom: 'latest' } }).activate();
		await host.close();
		expect(await orders.statements()).toEqual([]);
	});
});

describe('an activation that fails', () => {
	it.each<[string, IDataObject, RegExp]>([
		['SQL that the service refuses', { sql: 'SELECT nothing FROM orders' }, /nothing/],
		['a table that is not there', { sql: 'SELECT * FROM absent' }, /absent/],
		['a query that ends', { options: { properties: { property: [{ name: 'sql.snapshot.mode', value: 'now' }] } } }, /ends by itself/],
		['SHOW', { sql: 'SHOW TABLES' }, /ends by itself/],
		['what writes', { sql: 'INSERT INTO orders VALUES (1, 2)' }, /returns no rows/],
		['empty SQL', { sql: ' ' }, /'SQL' is empty/],
		['a start that is no time', { startFrom: 'timestamp', startTimestamp: 'soon' }, /'Start Timestamp' is "soon"/],
	])('by %s says why, and leaves nothing', async (_, parameters, message) => {
		const host = hostOf(parameters);
		await expect(host.activate()).rejects.toThrow(message);
		expect(await orders.statements()).toEqual([]);
	});

	it('by a wrong key says so', async () => {
		const host = hostOf();
		orders.emulator.control.faults.add({ fault: { kind: 'answer', status: 401, detail: 'Unauthorized' } });
		await expect(host.activate()).rejects.toThrow(/Flink API key/);
	});
});

it("the credential's secret is in no row, error or log", async () => {
	const secret = orders.emulator.flinkApi.apiSecret;
	await orders.write(1);
	const host = await hostOf({ startFrom: 'earliest', sql: `SELECT id, 'key ${secret}' AS note FROM orders` }).activate();
	await until(() => host.rows.length === 1, 'a row');
	const error = await hostOf({ sql: `SELECT '${secret}' FROM absent WHERE "${secret}"` }).activate().then(() => undefined, (caught: Error) => caught);
	expect(JSON.stringify([host.rows, host.log, error?.message, error?.stack])).not.toContain(secret);
	expect(host.rows[0]?.['note']).toMatch(/^key /);
});

describe('by hand', () => {
	it('gives the first rows, ten at most, and deletes its statement', async () => {
		await orders.write(...Array.from({ length: 12 }, (_, index) => index));
		expect(await hostOf().byHand()).toHaveLength(10);
		expect(await orders.statements()).toEqual([]);
	});

	it('leaves the statement of the active workflow alone', async () => {
		const host = await hostOf().activate();
		const before = await orders.statements();
		await orders.write(1);
		await host.byHand();
		expect(await orders.statements()).toEqual(before);
		await orders.write(2);
		await until(() => ids(host).includes(2), 'its rows come on');
	});

	it('gives the words of the service', async () => {
		await expect(hostOf({ sql: 'SELECT nothing FROM orders' }).byHand()).rejects.toThrow(/nothing/);
		expect(await orders.statements()).toEqual([]);
	});
});
