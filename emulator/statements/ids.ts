import { randomUUID } from 'node:crypto';

/** `metadata.uid` of a statement: told apart even where a name is used again. */
export function newUid(): string {
	return randomUUID();
}

/** An opaque `metadata.resource_version`: nothing about its text tells which one is newer. */
export function newResourceVersion(): string {
	return randomUUID().slice(0, 13).replace('-', '');
}
