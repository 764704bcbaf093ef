import { ApiError } from '../../../../nodes/shared/confluent/http/errors/apiError';
import { ComputePools } from '../../../../nodes/shared/confluent/pools/computePools';
import type { ApiRequest } from '../../../../nodes/shared/confluent/http/exchange';
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
		[new TransportError('timeout', ''), true],
		[new TransportError('network', ''), true],
		[new TransportError('cancelled', ''), false],
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

	it.each([answer(500), answer(200), new TransportError('timeout', 'The host did not answer in time')])('says how to check after %s', async (failure) => {
		const { error, sent } = await created(failure);
		expect(error).toBeInstanceOf(UnclearOutcomeError);
		expect(error).toMatchObject({
			message: expect.stringMatching(/^It is not known whether compute pool "etl-pool" was created: .+/),
			advice: expect.stringContaining('Get Many in environment env-1'),
			cause: failure,
		});
		expect(sent).toMatchObject([{ method: 'POST', repeat: 'once' }]);
	});

	it('names the request where the answer does', async () => {
		expect((await created(answer(500))).error).toMatchObject({ message: expect.stringContaining('technical difficulties (request ID r-1)') });
	});

	it.each([400, 403, 409, 429])('throws %d as it is: nothing was created', async (status) => {
		expect((await created(answer(status))).error).toMatchObject({ name: 'ApiError', status });
	});
});
