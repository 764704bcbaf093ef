import { CancelledError } from '../../../nodes/shared/confluent/http/errors/cancelledError';
import { failureReason } from '../../../nodes/shared/confluent/statements/statementOutcome';
import { refusal, scriptStatements, statementOf, type Answer } from './scriptedStatements';

const reason = async (exceptions: Answer, detail = '') => {
	const cloud = scriptStatements(() => exceptions);
	return await cloud.run(failureReason(cloud.statements, statementOf({ phase: 'FAILED', detail })));
};

describe('the reason of a failure without a detail', () => {
	it.each<[string, readonly object[], string | undefined]>([
		['the newest exception', [{ name: 'E2', message: 'newer' }, { name: 'E1', message: 'older' }], 'newer'],
		['the name of one that has no message', [{ name: 'E', message: '' }], 'E'],
		['not known where there is none', [], undefined],
	])('is %s', async (_case, data, words) => {
		expect(await reason({ body: { data } })).toEqual({ words });
	});

	it('says why the exceptions could not be read, so that the failure is reported all the same', async () => {
		expect(await reason(refusal(403, 'not yours'))).toEqual({ words: undefined, unread: expect.objectContaining({ status: 403, detail: 'not yours' }) });
	});

	it('is not made up when the execution is cancelled: the cancellation is what ended it', async () => {
		await expect(reason(new CancelledError())).rejects.toThrow(CancelledError);
	});
});

describe('the reason of a failure whose detail holds warnings', () => {
	const WARNING = '[Warning] The table has no watermark.';
	const exceptions = { body: { data: [{ name: 'E', message: 'disk full' }] } };

	it.each([WARNING, ` ${WARNING} [warning] Another one.`, '[WARNING]'])('and nothing else is the newest exception: %j', async (detail) => {
		expect(await reason(exceptions, detail)).toEqual({ words: 'disk full' });
	});

	it('and nothing else are the warnings where there is no exception', async () => {
		expect(await reason({ body: { data: [] } }, WARNING)).toEqual({ words: WARNING });
	});

	it('and nothing else are the warnings where a dry run has no exceptions to ask for', async () => {
		expect(await reason(refusal(404, 'does not exist'), WARNING)).toEqual({ words: WARNING });
	});

	it('and nothing else are the warnings where the exceptions cannot be read, which is said', async () => {
		expect(await reason(refusal(403, 'not yours'), WARNING)).toEqual({ words: WARNING, unread: expect.objectContaining({ status: 403 }) });
	});

	it('and other words is the detail', async () => {
		expect(await reason(exceptions, `The job failed. ${WARNING}`)).toEqual({ words: `The job failed. ${WARNING}` });
	});
});
