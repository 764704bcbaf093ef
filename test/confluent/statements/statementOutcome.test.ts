import { CancelledError } from '../../../nodes/shared/confluent/http/errors/advisedError';
import { failureReason } from '../../../nodes/shared/confluent/statements/statementOutcome';
import { refusal, scriptStatements, statementOf, type Answer } from './scriptedStatements';

const reason = async (exceptions: Answer) => {
	const cloud = scriptStatements(() => exceptions);
	return await cloud.run(failureReason(cloud.statements, statementOf({ phase: 'FAILED' })));
};

describe('the reason of a failure without a detail', () => {
	it('says why the exceptions could not be read, so that the failure is told all the same', async () => {
		expect(await reason(refusal(403, 'not yours'))).toBe('the service gives no reason, and its exceptions could not be read (not yours)');
	});

	it('is not made up when the execution is cancelled: the cancellation is what ended it', async () => {
		await expect(reason(new CancelledError())).rejects.toThrow(CancelledError);
	});
});
