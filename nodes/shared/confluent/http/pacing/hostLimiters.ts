import type { Clock } from '../scope/scope';
import { RateLimiter } from './rateLimiter';

/** Hosts to remember before those that are quiet are forgotten; an n8n seldom talks to more than a few regions. */
const MANY_HOSTS = 100;

/** Shared by all nodes and executions of the process: the service counts by IP, not by workflow. */
const limiters = new Map<string, RateLimiter>();

/**
 * The process's one limiter for an origin, such as `https://flink.us-east-1.aws.confluent.cloud`.
 *
 * @param clock the process's clock; the one given first stays
 */
export function limiterFor(origin: string, clock: Clock): RateLimiter {
	const known = limiters.get(origin);
	if (known !== undefined) return known;
	if (limiters.size >= MANY_HOSTS) forgetIdle();
	const limiter = new RateLimiter(clock);
	limiters.set(origin, limiter);
	return limiter;
}

function forgetIdle(): void {
	for (const [origin, limiter] of limiters) if (limiter.isIdle()) limiters.delete(origin);
}
