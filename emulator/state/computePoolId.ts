import type { Random } from '../language/random';

const LETTERS = '0123456789abcdefghijklmnopqrstuvwxyz';

/** `lfcp-…`; the same seed gives the same ids again. */
export function newComputePoolId(random: Random): string {
	return `lfcp-${letters(random, 6)}`;
}

function letters(random: Random, count: number): string {
	return Array.from({ length: count }, () => LETTERS[Math.floor(random() * LETTERS.length)] ?? '0').join('');
}
