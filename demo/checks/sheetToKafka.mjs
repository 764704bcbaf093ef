import { itemsOf } from '../runExample.mjs';
import { rowsOfTable } from './rowsOfTable.mjs';

const EXAMPLE = 'sheet-to-kafka';
const TRIGGER = 'Every Ten Minutes';
const READ = 'Read Sheet';
const INSERT = 'Insert Customers';
const MARK = 'Mark as Sent';
const TABLE = 'customers_from_sheet';
const TIMEOUT_MS = 60_000;

/** A sheet as n8n reads it: what was not filled in is empty text, figures may be numbers or text. */
const SHEET = [
	{ row_number: 2, customer_id: 1, name: 'Ada', city: 'London', credit: 1200.5, since: '2024-05-01', in_kafka: '2026-01-02T08:00:00.000+00:00' },
	{ row_number: 3, customer_id: 2, name: 'Bob', city: '', credit: '99.90', since: '', in_kafka: '' },
	{ row_number: 4, customer_id: '3', name: 'Cleo', city: 'Cairo', credit: 0, since: '2025-12-31', in_kafka: '' },
];

const ROWS = [
	{ customer_id: 2, name: 'Bob', city: null, credit: 99.9, since: null },
	{ customer_id: 3, name: 'Cleo', city: 'Cairo', credit: 0, since: '2025-12-31' },
];

/** @type {import('./run.mjs').Check} */
export const sheetToKafkaCheck = {
	title: 'the sheet example inserts the rows that are new, marks them, and replaces those that come again',
	run: async (context) => {
		const first = await runOver(context, SHEET);
		same(first.inserted.map(({ name }) => name), ROWS.map(({ name }) => name));
		const marked = first.marked.map(({ row_number: row, in_kafka: at }) => ({ row, isTime: !Number.isNaN(Date.parse(String(at))) }));
		same(marked, [3, 4].map((row) => ({ row, isTime: true })));
		same(await rowsOfTable(context, TABLE, 'customer_id'), ROWS);
		// As after a run that ended before the rows were marked.
		await runOver(context, SHEET.map((row) => (row.customer_id === 2 ? { ...row, city: 'Bonn' } : row)));
		const afterwards = await rowsOfTable(context, TABLE, 'customer_id');
		same(afterwards, ROWS.map((row) => (row.customer_id === 2 ? { ...row, city: 'Bonn' } : row)));
		const without = await runOver(context, SHEET.map((row) => ({ ...row, in_kafka: 'sent' })));
		same(without, { inserted: [], marked: [] });
		return `${first.inserted.length} of ${SHEET.length} rows were new; sent again they are still ${afterwards.length} rows`;
	},
};

/**
 * Runs the example over a sheet, with a node in the place of the one that would write to it.
 *
 * @param {import('./run.mjs').DemoContext} context
 * @param {ReadonlyArray<Record<string, unknown>>} sheet
 */
async function runOver({ client, workflows }, sheet) {
	const example = workflows.get(EXAMPLE);
	if (example === undefined) throw new Error(`examples/${EXAMPLE}.json is not there.`);
	const workflow = {
		...example,
		id: `${EXAMPLE}-check`,
		name: `${example.name} (check)`,
		nodes: example.nodes.map((node) => (node.name === MARK ? keepsWhatIsMapped(node) : node)),
		pinData: { [READ]: sheet.map((json) => ({ json })) },
	};
	await client.saveWorkflow(workflow);
	const execution = await client.waitForExecution(await client.run(workflow.id, TRIGGER), TIMEOUT_MS);
	if (execution.status !== 'success') throw new Error(`The workflow ended as ${execution.status}: ${execution.data.resultData.error?.message ?? ''}`);
	const itemsIfRun = (/** @type {string} */ name) => (name in execution.data.resultData.runData ? itemsOf(execution, name).map(({ json }) => json) : []);
	return { inserted: itemsIfRun(INSERT), marked: itemsIfRun(MARK) };
}

/** @param {import('../n8nClient.mjs').WorkflowNode} node */
function keepsWhatIsMapped(node) {
	const { value } = /** @type {{ value: Record<string, string> }} */ (node.parameters['columns']);
	const assignments = Object.entries(value).map(([name, text]) => ({ id: name, name, type: name === 'row_number' ? 'number' : 'string', value: text }));
	return { ...node, type: 'n8n-nodes-base.set', typeVersion: 3.4, parameters: { assignments: { assignments }, options: {} } };
}

/** @param {unknown} found @param {unknown} expected */
function same(found, expected) {
	if (JSON.stringify(found) !== JSON.stringify(expected)) throw new Error(`${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`);
}
