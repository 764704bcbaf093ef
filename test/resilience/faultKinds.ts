/* eslint-disable @n8n/community-nodes/no-restricted-globals -- not in the published package: n8n's rules for nodes do not apply here */
import type { Emulator, Fault, JournalEntry } from '../../emulator';
import { REQUEST_TIMEOUT_MS } from '../../nodes/shared/confluent/http/exchange/exchange';

/** Together about a fifth of all requests, each kind about as often. */
const FAULTS: readonly Fault[] = [
	{ kind: 'answer', status: 429, retryAfter: '0' },
	{ kind: 'answer', status: 500, when: 'before' },
	{ kind: 'answer', status: 500, when: 'after' },
	{ kind: 'answer', status: 502, body: 'html' },
	{ kind: 'answer', status: 503, body: 'empty' },
	{ kind: 'answer', status: 200, body: 'html', when: 'after' },
	{ kind: 'drop', when: 'before' },
	{ kind: 'drop', when: 'after' },
];
const PROBABILITY_EACH = 0.2 / FAULTS.length;

/**
 * Answers that do not come before the timeout of a request; each costs 30 seconds. After a hang nothing more
 * happens; after a latency the work is done when the client has given up: at once, while it looks what became of
 * its request, and when it has gone on long since.
 */
const DELAYS: readonly Fault[] = [
	{ kind: 'hang', when: 'before' },
	{ kind: 'hang', when: 'after' },
	{ kind: 'latency', ms: REQUEST_TIMEOUT_MS + 20 },
	{ kind: 'latency', ms: REQUEST_TIMEOUT_MS + 3_000 },
];
const PROBABILITY_OF_EACH_DELAY = 0.0025;

/**
 * From now on a fifth of all requests meets a fault, of every kind.
 *
 * @param seed another one has other requests meet them
 */
export function addFaults({ control }: Emulator, seed = 1_000): void {
	FAULTS.forEach((fault, index) => {
		control.faults.add({ path: '/sql/*', probability: PROBABILITY_EACH, seed: seed + index, fault });
	});
	DELAYS.forEach((fault, index) => {
		control.faults.add({ path: '/sql/*', probability: PROBABILITY_OF_EACH_DELAY, seed: seed + 1_000 + index, fault });
	});
}

/** Worked on after the client had given up, or still to be: the journal tells latencies by their time only. */
function isLate({ status, fault, durationMs }: JournalEntry): boolean {
	return fault === null && (status === null || (durationMs ?? 0) >= REQUEST_TIMEOUT_MS);
}

/**
 * Prints how many requests met a fault since the journal was cleared, and fails where that is not about a fifth.
 *
 * @returns how many were worked on after the client had given up
 */
export function reportFaults({ control }: Emulator, what: string): number {
	const { entries } = control.journal();
	const late = entries.filter(isLate).length;
	const hit = entries.filter(({ fault }) => fault !== null).length + late;
	const share = hit / entries.length;
	process.stdout.write(`${what}, ${entries.length} requests, ${hit} of them met a fault (${(100 * share).toFixed(1)} %), ${late} were worked on after the client had given up\n`);
	// Of few requests the share is left more to chance: four standard deviations.
	const tolerance = Math.max(0.05, 4 * Math.sqrt(0.16 / entries.length));
	expect(Math.abs(share - 0.2)).toBeLessThan(tolerance);
	return late;
}
