import type { Clock } from '../../shared/confluent/http/scope/scope';
import { release } from '../../shared/language/release';

/**
 * An answer, where it comes in time. One that does not is not given up: it goes on for whoever asks next.
 *
 * @param ms milliseconds that somebody waits
 * @throws what `otherwise` makes, when the time is over; what the answer throws
 */
export async function inTime<T>(answer: Promise<T>, clock: Pick<Clock, 'sleep'>, ms: number, otherwise: () => Error): Promise<T> {
	const end = new AbortController();
	// Nobody may be there any more when it fails.
	answer.catch(() => undefined);
	const late = async (): Promise<never> => {
		await clock.sleep(ms, end.signal);
		throw otherwise();
	};
	const timer = late();
	timer.catch(() => undefined);
	try {
		return await Promise.race([answer, timer]);
	} finally {
		release(end);
	}
}
