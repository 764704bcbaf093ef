import { comingCheck, confirmComplete } from '../../../nodes/shared/confluent/results/endOfRows';
import { inTurn, refusal, scriptStatements, statementBody, statementOf, type Answer } from '../statements/scriptedStatements';

const phase = (name: string, detail = ''): Answer => ({ body: statementBody({ phase: name, detail }) });

function script(...answers: readonly Answer[]) {
	const get = inTurn(...answers);
	return scriptStatements((call) => (call === 'GET exceptions' ? { body: { data: [{ name: 'E', message: 'why', kind: '', timestamp: '' }] } } : get()));
}

describe('comingCheck', () => {
	it.each(['PENDING', 'RUNNING', 'DEGRADED', 'COMPLETED', 'FAILING', 'STOPPING', 'NEWLY_INVENTED'])('goes on waiting in phase %s', async (name) => {
		const { statements } = script(phase(name));
		const check = comingCheck(statements, 'q', () => 2);
		await check();
		await expect(check()).resolves.toBeUndefined();
	});

	it.each<[string, Answer, number, string]>([
		['failed before any row', phase('FAILED', 'no table'), 0, 'Statement "q" failed: no table'],
		['failed without a detail', phase('FAILED'), 0, 'Statement "q" failed: why'],
		['failed after rows', phase('FAILED', 'disk full'), 2, 'Statement "q" failed (disk full) before all its rows were there; the 2 rows read so far may not be all'],
		['is being deleted', phase('DELETING'), 1, 'Statement "q" was deleted before all its rows were there; the 1 row read so far may not be all'],
		['is gone', refusal(404, 'x'), 1, 'Statement "q" was deleted before all its rows were there; the 1 row read so far may not be all'],
	])('ends the waiting for a statement that %s', async (_what, answer, count, message) => {
		const { statements } = script(answer);
		await expect(comingCheck(statements, 'q', () => count)()).rejects.toThrow(message);
	});

	it('believes a stop only when it is seen twice: just after one, rows may still come', async () => {
		const { statements } = script(phase('STOPPED'), phase('RUNNING'), phase('STOPPED', 'by hand'), phase('STOPPED', 'by hand'));
		const check = comingCheck(statements, 'q', () => 0);
		await check();
		await check();
		await check();
		await expect(check()).rejects.toThrow('Statement "q" was stopped (by hand) before all its rows were there; the 0 rows read so far may not be all');
	});
});

describe('confirmComplete', () => {
	it('takes a statement that is gone for a result that may not be complete', async () => {
		const { statements } = script(refusal(404, 'x'));
		await expect(confirmComplete(statements, statementOf({ phase: 'RUNNING' }), 2)).rejects.toMatchObject({
			message: 'Statement "q" was deleted before all its rows were there; the 2 rows read so far may not be all',
			advice: 'Somebody deleted it. Run the query again.',
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

	it.each([
		['FAILED', 'failed (why)'],
		['FAILING', 'failed (why)'],
		['STOPPED', 'was stopped'],
		['STOPPING', 'was stopped'],
		['DELETING', 'was deleted'],
	])('takes %s for one that may not be', async (name, words) => {
		const { statements } = script(phase(name));
		await expect(confirmComplete(statements, statementOf({ phase: 'RUNNING' }), 3)).rejects.toThrow(
			`Statement "q" ${words} before all its rows were there; the 3 rows read so far may not be all`,
		);
	});
});
