import { comingCheck, confirmComplete } from '../../../nodes/shared/confluent/results/endOfRows';
import type { EarlyEnd, ResultFacts } from '../../../nodes/shared/confluent/results/resultsError';
import { inTurn, refusal, scriptStatements, statementBody, statementOf, type Answer } from '../statements/scriptedStatements';

const phase = (name: string, detail = ''): Answer => ({ body: statementBody({ phase: name, detail }) });

function script(...answers: readonly Answer[]) {
	const get = inTurn(...answers);
	return scriptStatements((call) => (call === 'GET exceptions' ? { body: { data: [{ name: 'E', message: 'why', kind: '', timestamp: '' }] } } : get()));
}

function incomplete(count: number, end: EarlyEnd): ResultFacts {
	return { reason: 'rowsIncomplete', name: 'q', count, end };
}

describe('comingCheck', () => {
	it.each(['PENDING', 'RUNNING', 'DEGRADED', 'COMPLETED', 'FAILING', 'STOPPING', 'NEWLY_INVENTED'])('goes on waiting in phase %s', async (name) => {
		const { statements } = script(phase(name));
		const check = comingCheck(statements, 'q', () => 2);
		await check();
		await expect(check()).resolves.toBeUndefined();
	});

	it.each<[string, Answer, number, object]>([
		['failed before any row', phase('FAILED', 'no table'), 0, { reason: 'statementFailed', name: 'q', why: { words: 'no table' } }],
		['failed without a detail', phase('FAILED'), 0, { reason: 'statementFailed', name: 'q', why: { words: 'why' } }],
		['failed after rows', phase('FAILED', 'disk full'), 2, incomplete(2, { kind: 'failed', why: { words: 'disk full' } })],
		['is being deleted', phase('DELETING'), 1, incomplete(1, { kind: 'deleted', detail: '' })],
		['is gone', refusal(404, 'x'), 1, incomplete(1, { kind: 'deleted', detail: '' })],
	])('ends the waiting for a statement that %s', async (_what, answer, count, facts) => {
		const { statements } = script(answer);
		await expect(comingCheck(statements, 'q', () => count)()).rejects.toMatchObject({ facts });
	});

	it('ends the waiting for a statement that is hidden from the key, with the rows read so far', async () => {
		const { statements } = script(refusal(403, 'Forbidden'));
		const end = { kind: 'hidden', failure: expect.objectContaining({ status: 403, detail: 'Forbidden' }) };
		await expect(comingCheck(statements, 'q', () => 2)()).rejects.toMatchObject({ facts: { reason: 'rowsIncomplete', name: 'q', count: 2, end } });
	});

	it.each([refusal(403, 'invalid API key'), { status: 403, body: '<html>Blocked</html>' }])('takes no 403 for that which says nothing of the statement', async (answer) => {
		const { statements } = script(answer);
		await expect(comingCheck(statements, 'q', () => 2)()).rejects.toMatchObject({ name: 'ApiError', status: 403 });
	});

	it('believes a stop only when it is seen twice: just after one, rows may still come', async () => {
		const { statements } = script(phase('STOPPED'), phase('RUNNING'), phase('STOPPED', 'by hand'), phase('STOPPED', 'by hand'));
		const check = comingCheck(statements, 'q', () => 0);
		await check();
		await check();
		await check();
		await expect(check()).rejects.toMatchObject({ facts: incomplete(0, { kind: 'stopped', detail: 'by hand' }) });
	});
});

describe('confirmComplete', () => {
	it('takes a statement that is gone for a result that may not be complete', async () => {
		const { statements } = script(refusal(404, 'x'));
		await expect(confirmComplete(statements, statementOf({ phase: 'RUNNING' }), 2)).rejects.toMatchObject({
			facts: incomplete(2, { kind: 'deleted', detail: '' }),
		});
	});

	it('does not ask for a statement that had completed before', async () => {
		const { statements, calls } = script(refusal(500, 'not asked'));
		await confirmComplete(statements, statementOf({ phase: 'COMPLETED' }), 3);
		expect(calls()).toEqual([]);
	});

	it.each(['RUNNING', 'DEGRADED', 'COMPLETED'])('takes %s for a result that is complete', async (name) => {
		const { statements } = script(phase(name));
		await expect(confirmComplete(statements, statementOf({ phase: 'RUNNING' }), 3)).resolves.toBeUndefined();
	});

	it.each<[string, EarlyEnd]>([
		['FAILED', { kind: 'failed', why: { words: 'why' } }],
		['FAILING', { kind: 'failed', why: { words: 'why' } }],
		['STOPPED', { kind: 'stopped', detail: '' }],
		['STOPPING', { kind: 'stopped', detail: '' }],
		['DELETING', { kind: 'deleted', detail: '' }],
	])('takes %s for one that may not be', async (name, end) => {
		const { statements } = script(phase(name));
		await expect(confirmComplete(statements, statementOf({ phase: 'RUNNING' }), 3)).rejects.toMatchObject({ facts: incomplete(3, end) });
	});
});
