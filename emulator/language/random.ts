/** Numbers from 0 (inclusive) to 1 (exclusive). */
export type Random = () => number;

/** A small seeded generator (mulberry32): the same seed gives the same faults, delays and ids again. */
export function seededRandom(seed: number): Random {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
	};
}

/** An integer from `low` to `high`, both included. */
export function integerBetween(random: Random, low: number, high: number): number {
	return low + Math.floor(random() * (high - low + 1));
}

export function pick<T>(random: Random, choices: readonly [T, ...T[]]): T {
	return choices[integerBetween(random, 0, choices.length - 1)] ?? choices[0];
}
