import type { INodeParameters } from 'n8n-workflow';
import { emulatorPerTest } from '../../host/emulatorPerTest';

const cloud = emulatorPerTest({ lifecycle: 'immediate' });

async function run(parameters: INodeParameters) {
	const { json, hints, error } = await cloud.run({ type: 'flinkStatement', parameters: { resource: 'statement', ...parameters } });
	expect(error).toBeUndefined();
	return { json, hints };
}

const executed = async (sql: string, queryMode: string, options: INodeParameters = {}) => await run({ operation: 'executeQuery', sql, queryMode, options });

const left = async () => (await cloud.emulator.control.statements()).map(({ phase }) => phase);

const FILL = 'CREATE TABLE `copies` AS SELECT * FROM `orders`';

describe('what writes without end', () => {
	it.each([
		[FILL, 'CREATE_TABLE_AS'],
		[`-- every night\n${FILL}`, 'CREATE_TABLE_AS'],
		['INSERT INTO a SELECT * FROM b', 'INSERT_INTO'],
		['EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT * FROM b; END', 'STATEMENT_SET'],
	])('is one item as soon as it runs, and deleted with a hint: %s', async (sql, sqlKind) => {
		// A wait to the end of this time would time the test out.
		const { json, hints } = await executed(sql, 'streaming', { timeout: 600 });
		expect(json).toEqual([expect.objectContaining({ phase: 'RUNNING', sqlKind, columns: [] })]);
		expect(hints).toEqual([
			expect.stringMatching(/^Statement "[^"]+" runs continuously, so Execute Query deleted it\. .* With 'Query Mode' set to "Snapshot", it writes/),
		]);
		expect(await left()).toEqual([]);
	});

	it('is kept where that is wanted', async () => {
		const { json } = await executed(FILL, 'streaming', { keepStatement: true });
		expect(json).toEqual([expect.objectContaining({ phase: 'RUNNING' })]);
		expect(await left()).toEqual(['RUNNING']);
	});

	it('ends as a snapshot, and is waited for', async () => {
		cloud.emulator.control.configure({ lifecycle: { pending: 'immediate', finishing: { reads: 2 } } });
		const { json, hints } = await executed(FILL, 'snapshot');
		expect(json).toEqual([expect.objectContaining({ phase: 'COMPLETED', sqlKind: 'CREATE_TABLE_AS' })]);
		expect(hints).toEqual([]);
	});

	it('runs where Submit waits for that', async () => {
		const { json } = await run({ operation: 'submit', sql: FILL, statementName: 'fill', options: { waitFor: 'running' } });
		expect(json).toEqual([expect.objectContaining({ phase: 'RUNNING' })]);
	});

	it('gives its statement to Get Results, too', async () => {
		await run({ operation: 'submit', sql: FILL, statementName: 'fill' });
		const { json } = await run({ operation: 'getResults', statement: { __rl: true, mode: 'name', value: 'fill' } });
		expect(json).toEqual([expect.objectContaining({ name: 'fill', phase: 'RUNNING' })]);
	});
});

describe('DDL that is seen RUNNING', () => {
	const DEFINITIONS = [
		'CREATE TABLE t (a INT, b AS a * 2)',
		'CREATE VIEW v AS SELECT * FROM s',
		'DROP TABLE t',
		"ALTER TABLE t SET ('k' = 'v')",
		"/* c */ CREATE CONNECTION c WITH ('type' = 'x')",
		"CREATE FUNCTION f AS 'x'",
		'CREATE MODEL m INPUT (a INT) OUTPUT (b INT)',
	];

	beforeEach(() => {
		cloud.emulator.control.configure({ lifecycle: { pending: 'immediate', defining: { reads: 2 }, finishing: 'immediate' } });
	});

	it.each(DEFINITIONS)('is there when Execute Query is done: %s', async (sql) => {
		for (const queryMode of ['snapshot', 'streaming']) {
			const { json, hints } = await executed(sql, queryMode);
			expect(json).toEqual([expect.objectContaining({ phase: 'COMPLETED' })]);
			expect(hints).toEqual([]);
		}
	});

	it.each(DEFINITIONS)('is there when Submit has waited until it runs: %s', async (sql) => {
		const { json } = await run({ operation: 'submit', sql, options: { waitFor: 'running' } });
		expect(json).toEqual([expect.objectContaining({ phase: 'COMPLETED' })]);
	});

	it('is waited for whatever it says of its end', async () => {
		cloud.emulator.control.behave({
			results: { columns: null, sqlKind: 'CREATE_TABLE', isBounded: false },
			steps: [{ phase: 'RUNNING' }, { phase: 'COMPLETED', after: { reads: 4 } }],
		});
		const { json } = await executed('CREATE TABLE t (a INT)', 'streaming');
		expect(json).toEqual([expect.objectContaining({ phase: 'COMPLETED' })]);
	});
});

it('a query that was stopped for want of a reader says so, although nobody asked for a stop', async () => {
	await run({ operation: 'submit', sql: 'SELECT * FROM t', statementName: 'q', options: { waitFor: 'running' } });
	await cloud.emulator.control.clock.advance(5 * 60_000);
	const statement = { __rl: true, mode: 'name', value: 'q' };
	const [shown] = (await run({ operation: 'get', statement, simplify: false })).json;
	expect(shown).toMatchObject({ spec: { stopped: false }, status: { phase: 'STOPPED' } });
	const { error } = await cloud.run({ type: 'flinkStatement', parameters: { resource: 'statement', operation: 'getResults', statement } });
	expect(error?.message).toContain('automatically stopped since no client has consumed the results');
	expect(error?.description).toContain('Run the query again and read its rows at once: Execute Query does both.');
});
