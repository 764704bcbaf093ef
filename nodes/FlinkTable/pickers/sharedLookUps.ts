import type { Clock } from '../../shared/confluent/http/scope/scope';
import { asError } from '../../shared/language/asError';

/** Milliseconds for which an answer is kept. */
const KEPT_MS = 60_000;

/** Answers of one process that are kept at most. */
const MOST = 200;

interface LookUp {
	readonly answer: Promise<unknown>;
	/** Epoch milliseconds at which it is forgotten; undefined while it is under way. */
	until: number | undefined;
}

/**
 * Answers that several lists ask for: one look-up for all who ask while it is under way, and for a minute after it. An
 * answer that is an error is not kept.
 */
export class SharedLookUps {
	private readonly lookUps = new Map<string, LookUp>();

	constructor(private readonly clock: Pick<Clock, 'now'>) {}

	/** @param key of what is asked, and of whom; no secret */
	async get<T>(key: string, ask: () => Promise<T>): Promise<T> {
		const known = this.lookUps.get(key);
		if (known !== undefined && (known.until ?? Infinity) > this.clock.now()) return (await known.answer) as T;
		const answer = ask();
		const lookUp: LookUp = { answer, until: undefined };
		this.remember(key, lookUp);
		try {
			const found = await answer;
			lookUp.until = this.clock.now() + KEPT_MS;
			return found;
		} catch (error) {
			if (this.lookUps.get(key) === lookUp) this.lookUps.delete(key);
			throw asError(error);
		}
	}

	private remember(key: string, lookUp: LookUp): void {
		this.lookUps.delete(key);
		this.lookUps.set(key, lookUp);
		const [oldest] = this.lookUps.keys();
		if (this.lookUps.size > MOST && oldest !== undefined) this.lookUps.delete(oldest);
	}
}
