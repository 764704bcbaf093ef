import { FactsError } from '../../language/factsError';
import type { ApiError } from '../http/errors/apiError';
import type { DeadlineError } from '../http/errors/deadlineError';

/** What the client itself finds out about compute pools. */
export type PoolFacts =
	| { readonly reason: 'poolNotProvisioned'; readonly id: string; readonly displayName: string }
	| PoolTimedOut
	| {
			readonly reason: 'poolNotInEnvironment';
			readonly id: string;
			readonly environmentId: string;
			/** The API's 404. */
			readonly failure: ApiError;
	  };

export interface PoolTimedOut {
	readonly reason: 'poolTimedOut';
	readonly id: string;
	/** As seen last. */
	readonly phase: string;
	readonly wish: 'provisioned' | 'deleted';
	readonly waitedMs: number;
	/** The request that was under way when the time ran out, if there was one. */
	readonly cut: DeadlineError | undefined;
}

export class PoolsError extends FactsError<PoolFacts> {}
