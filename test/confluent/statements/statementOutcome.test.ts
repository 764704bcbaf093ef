import { CancelledError } from '../../../nodes/shared/confluent/http/errors/cancelledError';
import { failureReason } from '../../../nodes/shared/confluent/statements/statementOutcome';
import { refusal, scriptStatements, statementOf, type Answer } from './scriptedStatements';

const reason = async (exceptions: Answer) => {
	const cloud = scriptStatements(() => exceptions);
	return await cloud.run(failureReason(cloud.statements, statementOf({ phase: 'FAILED' })));
};

describe('the reason of a failure without a detail', () => {
	it.each<[string, readonly object[], string | undefined]>([
		['the newest exception', [{ name: 'E2', message: 'newer' }, { name: 'E1', message: 'older' }], 'newer'],
		['the name of one that has no message', [{ name: 'E', message: '' }], 'E'],
		['not known where there is none', [], undefined],
	])('is %s', async (_case, data, words) => {
		expect(await reason({ body: { data } })).toEqual({ words });
	});

	it('says why the exceptions could not be read, so that the failure is told all the same', async () => {
		expect(await reason(refusal(403, 'not yours'))).toEqual({ words: undefined, unread: expect.objectContaining({ status: 403, detail: 'not yours' }) });
	});

	it('is not made up when the execution is cancelled: the cancellation is what ended it', async () => {
		await expect(reason(new CancelledError())).rejects.toThrow(CancelledError);
	});
});
