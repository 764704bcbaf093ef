import { randomUUID } from 'node:crypto';

import type { Random } from './random';

const LETTERS = '0123456789abcdefghijklmnopqrstuvwxyz';

function letters(random: Random, count: number): string {
	return Array.from({ length: count }, () => LETTERS[Math.floor(random() * LETTERS.length)] ?? '0').join('');
}

/** `metadata.uid` of a statement: told apart even where a name is used again. */
export function newUid(): string {
	return randomUUID();
}

/** `X-Request-Id` and `errors[].id`. */
export function newRequestId(): string {
	return randomUUID().replaceAll('-', '');
}

export function newComputePoolId(random: Random): string {
	return `lfcp-${letters(random, 6)}`;
}

/** An opaque `metadata.resource_version`: nothing about its text tells which one is newer. */
export function newResourceVersion(): string {
	return randomUUID().slice(0, 13).replace('-', '');
}
