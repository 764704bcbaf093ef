import type { IDataObject } from 'n8n-workflow';
import { useOrders } from './orders';
import { RowTriggerHost, until } from './rowTriggerHost';

const orders = useOrders();
const active = new Set<RowTriggerHost>();

afterEach(async () => {
	for (const host of active) await host.dispose();
	active.clear();
});

const SQL = 'SELECT id FROM orders WHERE price > 0';

function hostOf(parameters: IDataObject = {}): RowTriggerHost {
	const { options, ...others } = parameters;
	return keep(new RowTriggerHost(orders.emulator, { sql: SQL, options: { catalog: 'default', database: 'cluster_0', ...(options as object) }, ...others }));
}

function keep(host: RowTriggerHost): RowTriggerHost {
	active.add(host);
	return host;
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const idsOf = (...hosts: RowTriggerHost[]) => hosts.flatMap(({ rows }) => rows.map(({ id }) => Number(id)));
const phases = async () => (await orders.statements()).map(({ phase }) => phase);
const only = async () => (await orders.only()).name ?? '';

async function came(ids: readonly number[], ...hosts: RowTriggerHost[]): Promise<void> {
	await until(() => ids.every((id) => idsOf(...hosts).includes(id)), `rows ${ids.join()}`, 30_000);
}

describe('a process that dies', () => {
	it('is followed by one that reads the same statement on: at most the row that was worked on comes twice', async () => {
		const host = hostOf();
		await host.activate();
		await orders.write(...range(1, 5));
		host.executionMs = undefined;
		await until(() => host.executions.length === 1, 'the first execution');
		for (const index of range(0, 2)) {
			host.executions[index]?.end();
			await until(() => host.executions.length === index + 2, 'the next one');
		}
		const name = await only();
		const next = keep(await host.kill());
		await orders.write(6);
		await next.activate();
		await came(range(4, 6), next);
		expect(idsOf(next)).toEqual([4, 5, 6]);
		expect(await only()).toBe(name);
	});

	it('again and again loses no row', async () => {
		let host = await hostOf().activate();
		const lives = [host];
		for (const life of range(0, 2)) {
			host.executionMs = 5;
			await orders.write(...range(life * 20 + 1, life * 20 + 20));
			await until(() => host.executions.length >= 7, 'some executions');
			host = keep(await host.kill());
			lives.push(host);
			await host.activate();
		}
		await came(range(1, 60), ...lives);
		const repeats = idsOf(...lives).length - 60;
		expect(repeats).toBeLessThanOrEqual(3);
		expect(await phases()).toEqual(['RUNNING']);
	});

	it('before it had given a row is followed by one that gives those that came meanwhile', async () => {
		const host = await hostOf().activate();
		const next = keep(await host.kill());
		await orders.write(1, 2);
		await next.activate();
		await came([1, 2], next);
		expect(await phases()).toEqual(['RUNNING']);
	});

	it('for longer than Confluent keeps a statement without a reader, too', async () => {
		const host = await hostOf().activate();
		await orders.write(1);
		await came([1], host);
		const next = keep(await host.kill());
		await orders.write(2);
		await orders.emulator.control.clock.advance(600_000);
		await orders.write(3);
		expect(await phases()).toEqual(['STOPPED']);
		await next.activate();
		await came([2, 3], next);
		await until(async () => (await phases()).join() === 'RUNNING', 'the old one is gone');
	});

	it('with a query that keeps state is followed by one that reads it on', async () => {
		const host = await hostOf({ sql: 'SELECT id, COUNT(*) AS n FROM orders GROUP BY id', output: 'newStates' }).activate();
		await orders.write(1);
		await came([1], host);
		const next = keep(await host.kill());
		await orders.write(1);
		await next.activate();
		await until(() => next.rows.some(({ n }) => n === 2), 'the count goes on');
	});
});

describe('n8n that is restarted, or a workflow that is published anew', () => {
	it('publishing goes on after the last row, none twice', async () => {
		const host = await hostOf().activate();
		await orders.write(1, 2);
		await came([1, 2], host);
		await host.close();
		await orders.write(3);
		await host.activate();
		await orders.write(4);
		await came([3, 4], host);
		expect(idsOf(host)).toEqual([1, 2, 3, 4]);
		await until(async () => (await phases()).join() === 'RUNNING', 'the old one is gone');
	});

	it('a restart goes on after the last row', async () => {
		const host = await hostOf().activate();
		await orders.write(1, 2);
		await came([1, 2], host);
		const next = keep(await host.restart());
		await orders.write(3);
		await next.activate();
		await orders.write(4);
		await came([3, 4], next);
		expect(idsOf(next).slice(-2)).toEqual([3, 4]);
		await until(async () => (await phases()).join() === 'RUNNING', 'the old one is gone');
	});

	it('goes on with other SQL, after the rows of the SQL before', async () => {
		const host = await hostOf().activate();
		await orders.write(1);
		await came([1], host);
		await host.close();
		await orders.write(2);
		host.parameters = { ...host.parameters, sql: 'SELECT id + 100 AS id FROM orders' };
		await host.activate();
		await orders.write(3);
		await came([103], host);
		const ids = idsOf(host);
		expect(ids.includes(2) || ids.includes(102)).toBe(true);
	});

	it('begins with what comes from then on, where it is told so', async () => {
		const host = await hostOf({ options: { continueFrom: 'latest' } }).activate();
		await orders.write(1);
		await came([1], host);
		await host.close();
		await orders.write(2);
		await host.activate();
		await orders.write(3);
		await came([3], host);
		expect(idsOf(host)).toEqual([1, 3]);
	});

	it('begins anew where another beginning is chosen', async () => {
		const host = await hostOf().activate();
		await orders.write(1);
		await came([1], host);
		await host.close();
		host.parameters = { ...host.parameters, startFrom: 'earliest' };
		await host.activate();
		await until(() => idsOf(host).join() === '1,1', 'the first row once more');
		expect(await phases()).toEqual(['RUNNING']);
	});

	it('leaves the statements of others alone', async () => {
		const [one, other] = [await hostOf().activate(), await hostOf().activate()];
		const before = (await orders.statements()).map(({ name }) => name);
		await one.close();
		await one.activate();
		expect(before).toHaveLength(2);
		await orders.write(1);
		await came([1], one);
		await came([1], other);
		expect(idsOf(other)).toEqual([1]);
	});
});

describe('a statement that ends', () => {
	it.each<[string, (name: string) => Promise<void>]>([
		['is stopped by somebody', async (name) => void (await orders.emulator.control.steer(name, [{ phase: 'STOPPING' }, { phase: 'STOPPED', detail: 'This statement was stopped manually.' }]))],
		['fails', async (name) => void (await orders.emulator.control.steer(name, [{ phase: 'FAILED', detail: 'The job failed.' }]))],
		['loses its results', async (name) => void (await orders.emulator.control.steer(name, [{ phase: 'RUNNING', resultsGone: true }]))],
		['is deleted', async (name) => await orders.remove(name)],
	])('because it %s is followed by another, and no row is lost', async (_, end) => {
		const host = await hostOf().activate();
		await orders.write(1);
		await came([1], host);
		const name = await only();
		await orders.write(2);
		await end(name);
		await orders.write(3);
		await came([2, 3], host);
		expect(host.errors).toEqual([]);
		await until(async () => (await orders.statements()).every((statement) => statement.name !== name), 'the old one is gone');
	});

	it('too often is reported', async () => {
		const host = await hostOf({ options: { maxRestarts: 1 } }).activate();
		for (let end = 0; end < 2; end++) {
			await until(async () => (await phases()).includes('RUNNING'), 'it runs');
			for (const { name, phase } of await orders.statements()) if (phase === 'RUNNING') await orders.emulator.control.steer(name, [{ phase: 'FAILED', detail: 'The job failed.' }]);
		}
		await until(() => host.errors.length > 0, 'the error', 30_000);
		expect(host.errors[0]?.message).toMatch(/interrupted more than once within an hour\. Last reason: .*The job failed\./);
		await host.close();
		expect((await phases()).filter((phase) => phase === 'RUNNING')).toEqual([]);
	});

	it('with a key that is refused is reported at once', async () => {
		const host = await hostOf().activate();
		orders.emulator.control.faults.add({ fault: { kind: 'answer', status: 401, detail: 'Unauthorized' } });
		await until(() => host.errors.length > 0, 'the error');
		expect(host.errors[0]?.message).toMatch(/Flink API key/);
		orders.emulator.control.faults.clear();
	});
});

it('a fifth of all requests that fail lose no row', async () => {
	const { faults } = orders.emulator.control;
	faults.add({ path: '*/statements/n8n-*', probability: 0.1, fault: { kind: 'answer', status: 503 } });
	faults.add({ path: '*/statements/n8n-*', probability: 0.1, fault: { kind: 'drop', when: 'after' } });
	const host = await hostOf().activate();
	for (const batch of range(0, 9)) await orders.write(...range(batch * 10 + 1, batch * 10 + 10));
	await came(range(1, 100), host);
	expect(host.errors).toEqual([]);
	expect(idsOf(host)).toEqual(range(1, 100));
	faults.clear();
});
