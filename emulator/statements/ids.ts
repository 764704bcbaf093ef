import { randomUUID } from 'node:crypto';

/** `metadata.uid` of a statement: told apart even where a name is used again. */
export function newUid(): string {
	return randomUUID();
}

/** `metadata.resource_version`, a small whole number as text. Opaque all the same: clients hand it back as it is. */
export const FIRST_RESOURCE_VERSION = '1';

export function nextResourceVersion(before: string): string {
	return String(Number(before) + 1);
}
