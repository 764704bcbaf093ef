import { NumberText } from './exactJson';
import type { UnfitValueError, ValuePath } from './literalValue';

/** A value as it can be shown. */
export type ShownValue = { readonly kind: 'list' | 'object' } | { readonly kind: 'text'; readonly text: string };

const SHOWN_LENGTH = 60;

export function shownValue(value: unknown): ShownValue {
	if (value instanceof NumberText) return shownValue(value.text);
	if (typeof value === 'object' && value !== null) return { kind: Array.isArray(value) ? 'list' : 'object' };
	const text = String(value);
	return { kind: 'text', text: text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text };
}

/** What does not fit of a value: the part that is named by its place, or the value as a whole. */
export function unfitPart(whole: unknown, { path, value: part }: UnfitValueError): { readonly value: ShownValue; readonly path?: ValuePath } {
	return path.length > 0 ? { value: shownValue(part), path } : { value: shownValue(whole) };
}
