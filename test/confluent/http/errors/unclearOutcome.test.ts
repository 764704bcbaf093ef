import { ApiError } from '../../../../nodes/shared/confluent/http/errors/apiError';
import { ComputePools } from '../../../../nodes/shared/confluent/pools/computePools';
import type { ApiRequest } from '../../../../nodes/shared/confluent/http/exchange/exchange';
import { TransportError } from '../../../../nodes/shared/confluent/http/errors/transportError';
import { isUnclearFailure, UnclearOutcomeError } from '../../../../nodes/shared/confluent/http/errors/unclearOutcome';
import { VirtualTime } from '../../virtualTime';

function answer(status: number): ApiError {
	return new ApiError({ status, detail: 'technical difficulties', requestId: 'r-1', headers: {}, method: 'POST', path: '/' });
}

describe('isUnclearFailure', () => {
	it.each([
		[answer(500), true],
		[answer(503), true],
		[answer(201), true],
		[answer(408), true],
		[new TransportError({ reason: 'noAnswerInTime', host: 'h' }), true],
		[new TransportError({ reason: 'connectionLost', host: 'h' }), true],
		[new TransportError({ reason: 'requestCancelled' }), false],
		[answer(307), false],
		[answer(400), false],
		[answer(403), false],
		[answer(409), false],
		[answer(429), false],
		[new Error(), false],
	])('%s: %s', (error, unclear) => {
		expect(isUnclearFailure(error)).toBe(unclear);
	});
});

describe('creating a compute pool', () => {
	const draft = { environmentId: 'env-1', displayName: 'etl-pool', cloud: 'AWS', region: 'us-east-1', maxCfu: 5 };

	async function created(failure: Error) {
		const sent: ApiRequest[] = [];
		const clock = new VirtualTime();
		const pools = new ComputePools({
			scope: { clock, deadline: clock.now() + 1_000, random: () => 0, owner: {} },
			send: async (request) => {
				sent.push(request);
				throw failure;
			},
		});
		const error: unknown = await pools.create(draft).catch((reason: unknown) => reason);
		return { error, sent };
	}

	it.each([answer(500), answer(200), new TransportError({ reason: 'noAnswerInTime', host: 'h' })])('tells what is not known, and why, after %s', async (failure) => {
		const { error, sent } = await created(failure);
		expect(error).toBeInstanceOf(UnclearOutcomeError);
		expect(error).toMatchObject({
			facts: { reason: 'creationUnclear', created: { kind: 'computePool', displayName: 'etl-pool', environmentId: 'env-1' }, failure },
			cause: failure,
		});
		expect(sent).toMatchObject([{ method: 'POST', repeat: 'once' }]);
	});

	it.each([400, 403, 409, 429])('throws %d as it is: nothing was created', async (status) => {
		expect((await created(answer(status))).error).toMatchObject({ name: 'ApiError', status });
	});
});
