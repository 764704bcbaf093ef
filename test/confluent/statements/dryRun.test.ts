import { dryRun } from '../../../nodes/shared/confluent/statements/dryRun';
import {
	inTurn,
	refusal,
	scriptStatements,
	statementBody,
	type Answer,
	type StatementFacts,
} from './scriptedStatements';

const DRAFT = { name: 'q', sql: 'SELECT 1', properties: { 'sql.current-catalog': 'main' } };

function script(
	first: StatementFacts,
	later: readonly StatementFacts[],
	exceptions: Answer = { body: { data: [] } },
) {
	const get = inTurn<StatementFacts>(...later, { phase: 'PENDING' });
	const scripted = scriptStatements(
		(call) => {
			if (call === 'POST') return { status: 201, body: statementBody(first) };
			if (call === 'GET exceptions') return exceptions;
			return call === 'GET' ? { body: statementBody(get()) } : { status: 202 };
		},
		{ seconds: 60 },
	);
	return { ...scripted, check: async () => await scripted.run(dryRun(scripted, DRAFT)) };
}

describe('dryRun', () => {
	it('submits under sql.dry-run, and leaves nothing behind', async () => {
		const { check, sent, calls } = script({ phase: 'PENDING' }, [
			{ phase: 'PENDING' },
			{ phase: 'COMPLETED' },
		]);
		expect(await check()).toMatchObject({ valid: true, remark: { words: '' } });
		expect(sent[0]?.request.body).toMatchObject({
			spec: { statement: 'SELECT 1', properties: { 'sql.current-catalog': 'main', 'sql.dry-run': 'true' } },
		});
		expect(calls()).toEqual(['POST', 'GET', 'GET', 'DELETE']);
	});

	it('tells why SQL is not valid', async () => {
		const { check, calls } = script({ phase: 'FAILED', detail: "Table 'x' not found" }, []);
		expect(await check()).toMatchObject({ valid: false, remark: { words: "Table 'x' not found" } });
		expect(calls()).toEqual(['POST', 'DELETE']);
	});

	it('tells the newest exception where the detail is empty', async () => {
		const { check } = script({ phase: 'FAILED' }, [], {
			body: { data: [{ name: 'e', message: 'the reason' }] },
		});
		expect(await check()).toMatchObject({ valid: false, remark: { words: 'the reason' } });
	});

	it('does not read the rows of what it checks', async () => {
		const { check, calls } = script({ phase: 'RUNNING' }, [{ phase: 'RUNNING' }, { phase: 'COMPLETED' }]);
		await check();
		expect(calls()).not.toContain('GET results');
	});

	it.each<[string, StatementFacts[], object]>([
		['a stop', [{ phase: 'STOPPED' }], { reason: 'endedElsewhere', phase: 'STOPPED', wanted: ['COMPLETED', 'FAILED'] }],
		['no answer in time', [], { reason: 'statementTimedOut', phase: 'PENDING', waitedMs: 60_000, wish: { kind: 'checked' } }],
	])('takes %s for no answer to the question', async (_what, later, facts) => {
		const { check, calls } = script({ phase: 'PENDING' }, later);
		await expect(check()).rejects.toMatchObject({ facts });
		expect(calls().at(-1)).toBe('DELETE');
	});

	it('takes a refusal of the SQL for the answer to the question', async () => {
		const scripted = scriptStatements(() => refusal(422, 'SQL parse failed'));
		expect(await scripted.run(dryRun(scripted, DRAFT))).toEqual({ valid: false, remark: { words: 'SQL parse failed' }, statement: undefined });
		expect(scripted.calls()).toEqual(['POST']);
	});

	it.each<[string, (call: string) => Answer, string]>([
		['the page of a proxy', () => ({ status: 422, body: '<h1>Unprocessable</h1>' }), 'Unprocessable'],
		['another request', (call) => (call === 'POST' ? { status: 201, body: statementBody({ phase: 'PENDING' }) } : refusal(422, 'not looked at')), 'not looked at'],
	])('does not take 422 for a refusal of the SQL where it is that of %s', async (_what, answer, message) => {
		const scripted = scriptStatements(answer);
		await expect(scripted.run(dryRun(scripted, DRAFT))).rejects.toThrow(message);
	});

	it('passes on what is wrong with the request itself', async () => {
		const scripted = scriptStatements(() => refusal(400, 'logical compute pool=lfcp-1 not found'));
		await expect(scripted.run(dryRun(scripted, DRAFT))).rejects.toThrow(
			'logical compute pool=lfcp-1 not found',
		);
	});
});
