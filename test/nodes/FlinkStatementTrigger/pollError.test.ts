import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import { pollError, type FailedPoll } from '../../../nodes/FlinkStatementTrigger/pollError';
import { ApiError } from '../../../nodes/shared/confluent/http/errors/apiError';
import { DeadlineError } from '../../../nodes/shared/confluent/http/errors/deadlineError';
import { ListingError } from '../../../nodes/shared/confluent/http/errors/listingError';
import { TransportError } from '../../../nodes/shared/confluent/http/errors/transportError';
import type { WatchTarget } from '../../../nodes/shared/confluent/watch/watchedStatements';
import { AdvisedError } from '../../../nodes/shared/n8n/errors/advisedError';

const NODE = { id: '1', name: 'Trigger', type: 'flinkStatementTrigger', typeVersion: 1, position: [0, 0], parameters: {} } satisfies INode;
const answer = (status: number, headers = {}) => new ApiError({ status, detail: 'Said the API', headers, method: 'GET', path: '/sql/v1/x' });
const POLL: FailedPoll = { byHand: false, target: { kind: 'environment' }, outOfTime: false };
const inTime = (error: unknown) => pollError(NODE, error, POLL, 0);
const tooLate = (error: unknown) => pollError(NODE, error, { ...POLL, outOfTime: true }, 0);

describe('pollError', () => {
	it.each([inTime, tooLate])('keeps the status of an answer', (convert) => {
		expect(convert(answer(503))).toMatchObject({ message: 'Said the API', httpCode: '503', failure: { cause: 'temporarily-unavailable' } });
	});

	it('prefers the answer that a deadline came after', () => {
		const error = tooLate(new DeadlineError({ doing: 'awaitingRateLimit' }, answer(429, { 'retry-after': '9' })));
		expect(error).toMatchObject({ message: 'Said the API', httpCode: '429', failure: { cause: 'rate-limited', retryAfterMs: 9_000 } });
	});

	it('gives the scheduler no wait that the service did not ask for', () => {
		expect(inTime(answer(429))).toMatchObject({ failure: { cause: 'rate-limited' } });
		expect(inTime(answer(429))).not.toHaveProperty('failure.retryAfterMs');
	});

	it.each([
		['a deadline', new DeadlineError({ doing: 'repeating' }), 'The time for this operation ran out while repeating a request that failed'],
		['a listing that was not finished', new ListingError({ reason: 'listingTimedOut', what: 'statements', count: 7 }), 'The time ran out while listing statements: 7 were read so far'],
		['an answer that did not come', new TransportError({ reason: 'noAnswerInTime', host: 'h' }), 'h did not answer in time'],
	])('tells at the end of the time: %s', (_, error, message) => {
		expect(tooLate(error)).toBeInstanceOf(NodeApiError);
		expect(tooLate(error)).toMatchObject({
			message: 'The poll ran out of time',
			description: expect.stringMatching(new RegExp(`^${message}\\. No changes were reported; the next successful poll reports them\\. If every poll ends like this, .*Watch a compute pool, a label or named statements,`)),
			failure: { cause: 'temporarily-unavailable' },
		});
	});

	it.each<[WatchTarget, RegExp]>([
		[{ kind: 'statements', names: ['etl'] }, /check that n8n can reach this host, or watch fewer names\.$/],
		[{ kind: 'computePool', computePoolId: 'lfcp-1' }, /Watch named statements instead, or delete/],
		[{ kind: 'labels', labels: ['etl'] }, /Watch named statements instead, or delete/],
	])('gives no advice at the end of the time that what is watched has followed already: %j', (target, advice) => {
		const error = pollError(NODE, new TransportError({ reason: 'noAnswerInTime', host: 'h' }), { ...POLL, target, outOfTime: true }, 0);
		expect(error).toMatchObject({ description: expect.stringMatching(advice) });
		expect(error).not.toMatchObject({ description: expect.stringContaining('whole environment') });
	});

	it.each<[string, unknown, string]>([
		['429', answer(429), 'count, too. If this happens often, poll less often. The next poll tries again; nothing is lost.'],
		['503', answer(503), 'Confluent Cloud is unavailable at the moment. The next poll tries again; nothing is lost.'],
		['no answer', new TransportError({ reason: 'connectionRefused', host: 'h' }), 'and that n8n can reach this host. The next poll tries again; nothing is lost.'],
	])('asks nobody to come again, because the next poll does: %s', (_, error, advice) => {
		expect(inTime(error)).toMatchObject({ description: expect.stringContaining(advice) });
		expect(inTime(error)).not.toMatchObject({ description: expect.stringMatching(/run (the node )?again/i) });
	});

	it.each([answer(429), answer(503), new TransportError({ reason: 'connectionRefused', host: 'h' })])('asks whoever started it by hand to do so again: %s', (error) => {
		expect(pollError(NODE, error, { ...POLL, byHand: true }, 0)).toMatchObject({ description: expect.stringMatching(/run (the node )?again/i) });
	});

	it('keeps advice about input for a person, and nothing for the scheduler', () => {
		const error = inTime(new AdvisedError("'Label' is empty", 'Fill it in.'));
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({ message: "'Label' is empty", description: 'Fill it in.' });
		expect(error).not.toHaveProperty('failure.cause');
	});

	it('has the scheduler come again where the network failed', () => {
		expect(inTime(new TransportError({ reason: 'hostNotFound', host: 'x' }))).toMatchObject({ message: 'The host x cannot be found', failure: { cause: 'temporarily-unavailable' } });
	});
});
