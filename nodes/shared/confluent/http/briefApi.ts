import { asError } from '../../language/asError';
import { isFailure } from './errors/deadlineError';
import type { ApiRequest, ApiResponse } from './exchange/exchange';
import type { Api } from './api';
import { hintedWaitMs } from './retry/retryAfter';
import { decide } from './retry/retryPolicy';
import { pause, remainingMs } from './scope/scope';

/** A poll comes again by itself, so it does not insist. */
const REPEATS = 2;
const TIMEOUT_MS = 15_000;

/**
 * For work that is done again soon anyway: a request that may be repeated is repeated twice at most, and waits
 * shorter for its answer. The failure is then thrown as it is, for whoever decides when to come again.
 */
export function briefApi(api: Api): Api {
	return { scope: api.scope, send: async (request) => await sendBriefly(api, request) };
}

async function sendBriefly(api: Api, request: ApiRequest): Promise<ApiResponse> {
	const { scope } = api;
	for (let failures = 1; ; failures++) {
		try {
			return await api.send({ timeoutMs: TIMEOUT_MS, ...request, repeat: 'once' });
		} catch (error) {
			if (!isFailure(error) || failures > REPEATS) throw asError(error);
			const tally = { refusals: failures, failures };
			const { again, waitMs } = decide(error, request.repeat, tally, scope.clock.now(), scope.random());
			const hintMs = 'headers' in error ? (hintedWaitMs(error.headers, scope.clock.now()) ?? 0) : 0;
			if (!again || Math.max(waitMs, hintMs) >= remainingMs(scope)) throw asError(error);
			await pause(scope, Math.max(waitMs, hintMs));
		}
	}
}
