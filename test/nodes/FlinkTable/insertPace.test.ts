import { TableHost } from './tableHost';

const tables = TableHost.perTest();

beforeEach(async () => {
	await tables.sql('CREATE TABLE `orders` (`id` INT NOT NULL)');
});

it('a statement does not wait for the deletion of the one before it, and the run waits for all', async () => {
	tables.host.emulator.control.faults.add({ method: 'DELETE', fault: { kind: 'latency', ms: 400 } });
	const run = await tables.insert('orders', [1, 2, 3].map((id) => ({ id })), { rowsPerStatement: 1 });
	expect(run.error).toBeUndefined();
	const inserted = tables.host.emulator.control.journal().entries.filter(({ method }) => method !== 'GET').slice(-6);
	expect(inserted.map(({ method }) => method)).toEqual(['POST', 'DELETE', 'POST', 'DELETE', 'POST', 'DELETE']);
	for (const [first, second] of [[1, 2], [3, 4]] as const) {
		const [deletion, next] = [inserted[first], inserted[second]];
		expect((next?.at ?? Infinity) - (deletion?.at ?? 0)).toBeLessThan(deletion?.durationMs ?? 0);
	}
	expect(await tables.host.left()).toEqual([]);
});
