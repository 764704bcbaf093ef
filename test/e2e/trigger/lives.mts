/** One change of phase, `afterMs` milliseconds after the one before. */
interface Step {
	readonly phase: string;
	readonly after: { readonly ms: number };
	readonly detail?: string;
}

/** A statement as the emulator's control endpoint `seed` takes it. */
export interface Life {
	readonly name: string;
	readonly phase: 'PENDING';
	readonly steps: readonly Step[];
	readonly exceptions: ReadonlyArray<{ readonly name: string; readonly message: string }>;
}

/** Milliseconds that a statement stays FAILED or STOPPED before it is resumed: longer than n8n takes to come back. */
export const STAY_MS = 40_000;

/** A sequence of numbers from 0 (inclusive) to 1 (exclusive) that is the same for the same seed (Mulberry32). */
function randomFrom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

const ENDS = [['COMPLETED'], ['FAILING', 'FAILED'], ['FAILED'], ['STOPPING', 'STOPPED']] as const;

/**
 * Statements with random lives: they run, may get into trouble, and end; of those that failed or were stopped four
 * in ten are resumed and end again. A phase on the way may pass unseen between two polls, an end does not.
 */
export function randomLives(count: number, seed: number): Life[] {
	const random = randomFrom(seed);
	const between = (least: number, most: number) => Math.round(least + random() * (most - least));
	const run = (waitMs: number): Step[] => {
		const steps: Step[] = [{ phase: 'RUNNING', after: { ms: waitMs } }];
		while (random() < 0.3) steps.push({ phase: 'DEGRADED', after: { ms: between(100, 4_000) } }, { phase: 'RUNNING', after: { ms: between(100, 4_000) } });
		const end = ENDS[Math.floor(random() * ENDS.length)] ?? ENDS[0];
		for (const phase of end) steps.push({ phase, after: { ms: between(100, 8_000) }, ...(phase === 'FAILED' ? { detail: 'The job failed.' } : {}) });
		return steps;
	};
	return Array.from({ length: count }, (_, number): Life => {
		const steps = run(between(300, 5_000));
		const isResumed = steps.at(-1)?.phase !== 'COMPLETED' && random() < 0.4;
		if (isResumed) steps.push({ phase: 'PENDING', after: { ms: STAY_MS + between(0, 10_000) } }, ...run(between(300, 3_000)));
		const name = `life-${String(number).padStart(3, '0')}`;
		return { name, phase: 'PENDING', steps, exceptions: [{ name: 'java.lang.RuntimeException', message: `${name} met an error` }] };
	});
}
