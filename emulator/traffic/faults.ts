import { seededRandom, type Random } from '../language/random';
import { wildcard } from '../language/wildcard';

/** The body shapes that clients of Confluent Cloud have met, whatever the status. */
export type FaultBody =
	| 'errors'
	| 'message'
	| 'errorCode'
	| 'nested'
	| 'nestedCode'
	| 'html'
	| 'text'
	| 'empty'
	| 'gzip';

/** Whether the work is done: not at all, before the fault, or so many milliseconds after it, by the emulator's clock. */
export type WhenDone = 'before' | 'after' | { readonly laterMs: number };

/** An answer instead of the API's own; `after`: the work is done all the same. */
export interface AnswerFault {
	readonly kind: 'answer';
	readonly status: number;
	readonly when?: WhenDone;
	/** The shape of the body; `errors` when absent. */
	readonly body?: FaultBody;
	readonly detail?: string;
	/** Seconds or an HTTP date. */
	readonly retryAfter?: string;
	readonly headers?: Readonly<Record<string, string>>;
}

/** The answer comes later by so many real milliseconds. */
export interface LatencyFault {
	readonly kind: 'latency';
	readonly ms: number;
}

/** The connection is closed without an answer, before the work or after it was done. */
export interface DropFault {
	readonly kind: 'drop';
	readonly when: WhenDone;
}

/** No answer ever comes; the connection stays open. */
export interface HangFault {
	readonly kind: 'hang';
	readonly when: WhenDone;
}

/** A gateway sends the request on a second time, and gives the second answer: to a POST a 409. */
export interface TwiceFault {
	readonly kind: 'twice';
}

/** A redirect to an origin (the path is kept) or to a full URL. */
export interface RedirectFault {
	readonly kind: 'redirect';
	readonly location: string;
	/** 307 when absent. */
	readonly status?: number;
}

export type Fault = AnswerFault | LatencyFault | DropFault | HangFault | RedirectFault | TwiceFault;

export interface FaultRule {
	readonly method?: string;
	/** A path with `*` for anything; any path when absent. */
	readonly path?: string;
	/** So many matching requests pass untouched first. */
	readonly skip?: number;
	/** So many matching requests are hit; all when absent. */
	readonly times?: number;
	/** From 0 to 1; every matching request when absent. Which ones are hit depends on `seed` and their order. */
	readonly probability?: number;
	readonly seed?: number;
	readonly fault: Fault;
}

interface Armed {
	readonly id: number;
	readonly rule: FaultRule;
	readonly path: RegExp | null;
	readonly random: Random;
	skip: number;
	left: number;
}

/** What is played on one request: any latency, and at most one of the others. */
export interface Verdict {
	readonly latencyMs: number;
	readonly fault: Exclude<Fault, LatencyFault> | null;
}

/** The faults of the current test. The first rule that hits decides; latencies add up. */
export class Faults {
	private armed: Armed[] = [];
	private count = 0;

	/** @returns a number to disarm the rule by */
	add(rule: FaultRule): number {
		const path = rule.path === undefined ? null : wildcard(rule.path);
		const random = seededRandom(rule.seed ?? 1);
		this.armed.push({
			id: ++this.count,
			rule,
			path,
			random,
			skip: rule.skip ?? 0,
			left: rule.times ?? Infinity,
		});
		return this.count;
	}

	remove(id: number): void {
		this.armed = this.armed.filter((armed) => armed.id !== id);
	}

	clear(): void {
		this.armed = [];
	}

	list(): ReadonlyArray<{ readonly id: number; readonly rule: FaultRule }> {
		return this.armed.map(({ id, rule }) => ({ id, rule }));
	}

	decide(method: string, path: string): Verdict {
		let latencyMs = 0;
		let fault: Verdict['fault'] = null;
		for (const armed of this.armed) {
			if (fault !== null && armed.rule.fault.kind !== 'latency') continue;
			if (!hits(armed, method, path)) continue;
			if (armed.rule.fault.kind === 'latency') latencyMs += armed.rule.fault.ms;
			else fault = armed.rule.fault;
		}
		return { latencyMs, fault };
	}
}

function hits(armed: Armed, method: string, path: string): boolean {
	const { rule } = armed;
	if (armed.left <= 0) return false;
	if (rule.method !== undefined && rule.method !== method) return false;
	if (armed.path && !armed.path.test(path)) return false;
	if (armed.skip > 0) {
		armed.skip--;
		return false;
	}
	if (rule.probability !== undefined && armed.random() >= rule.probability) return false;
	armed.left--;
	return true;
}
