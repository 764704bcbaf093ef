import { statementPollDelay } from '../../../nodes/shared/confluent/http/scope/pollUntil';
import { promptPollDelay } from '../../../nodes/shared/confluent/statements/awaitStatement';

it('the first look follows at once, the others as always', () => {
	const delayMs = promptPollDelay();
	expect([0, 80, 400, 20_000].map(delayMs)).toEqual([0, ...[80, 400, 20_000].map(statementPollDelay)]);
});
