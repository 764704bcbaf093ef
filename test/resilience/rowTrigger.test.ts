/* eslint-disable @n8n/community-nodes/no-restricted-globals -- not in the published package: n8n's rules for nodes do not apply here */
import type { IDataObject } from 'n8n-workflow';
import { useOrders } from '../nodes/FlinkRowTrigger/orders';
import { RowTriggerHost, until } from '../nodes/FlinkRowTrigger/rowTriggerHost';
import { addFaults, reportFaults } from './faultKinds';

/** Rows of one run, which come on pages of this size: there are some hundreds of requests. */
const COUNT = Number(process.env['FAULT_ROWS'] ?? 5_000);
const ROWS_A_PAGE = 10;
const ROWS_AT_A_TIME = 50;
const TABLE = 'default.cluster_0.orders';

const orders = useOrders();

test.each<[string, number, IDataObject]>([
	['one row an execution', 3_000, {}],
	['batches', 5_000, { batchSize: 25, batchSeconds: 1 }],
	['executions side by side', 7_000, { parallel: true }],
])('through faults of every kind no row is lost while n8n lives: %s', async (what, seed, options) => {
	const { emulator } = orders;
	emulator.control.configure({ results: { rowsPerPage: ROWS_A_PAGE } });
	addFaults(emulator, seed);
	emulator.control.clearJournal();
	const host = new RowTriggerHost(emulator, { sql: 'SELECT id FROM orders WHERE price > 0', options: { catalog: 'default', database: 'cluster_0', ...options } });
	try {
		await host.activate();
		for (let first = 1; first <= COUNT; first += ROWS_AT_A_TIME) {
			await emulator.control.appendRows(TABLE, Array.from({ length: ROWS_AT_A_TIME }, (_, index) => ({ id: first + index, price: 10 })));
			await until(() => host.rows.length >= first || host.errors.length > 0, `row ${first}`, 400_000);
		}
		const distinct = () => new Set(host.rows.map(({ id }) => Number(id)));
		await until(() => distinct().size >= COUNT || host.errors.length > 0, 'the last row', 400_000);
		expect(host.errors).toEqual([]);
		expect([...distinct()].sort((a, b) => a - b)).toEqual(Array.from({ length: COUNT }, (_, index) => index + 1));
		reportFaults(emulator, `${what}: ${COUNT} rows, ${host.rows.length - COUNT} of them came more than once, ${host.log.length} remarks in the log`);
	} finally {
		emulator.control.faults.clear();
		await host.dispose();
	}
}, 1_800_000);
