const MULTIPLIER = 0x5deece66dn;
const MASK = (1n << 48n) - 1n;

/** java.util.Random: the same numbers from the same seed. */
export class JavaRandom {
	private state: bigint;

	constructor(seed: number) {
		this.state = (BigInt(seed) ^ MULTIPLIER) & MASK;
	}

	/** From 0 to below 1. */
	nextDouble(): number {
		const high = BigInt(this.next(26)) << 27n;
		return Number(high + BigInt(this.next(27))) / 2 ** 53;
	}

	/** From 0 to below `bound`, which is positive. */
	nextInt(bound: number): number {
		if ((bound & -bound) === bound) return Number((BigInt(bound) * BigInt(this.next(31))) >> 31n);
		for (;;) {
			const bits = this.next(31);
			const value = bits % bound;
			// Values of the last, incomplete range would come too often.
			if (bits - value + (bound - 1) < 2 ** 31) return value;
		}
	}

	/** The highest bits of the next state, without a sign. */
	private next(bits: number): number {
		this.state = (this.state * MULTIPLIER + 0xbn) & MASK;
		return Number(this.state >> BigInt(48 - bits));
	}
}
