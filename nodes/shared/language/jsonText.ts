/**
 * The text that JSON has for an object such as a Date or a DateTime of Luxon; undefined for every other value, also
 * for one whose JSON is no text, as that of an invalid date.
 */
export function jsonText(value: unknown): string | undefined {
	if (!hasJsonForm(value)) return undefined;
	const json = value.toJSON();
	return typeof json === 'string' ? json : undefined;
}

/** Whether an object says itself what its JSON is. */
export function hasJsonForm(value: unknown): value is { toJSON(): unknown } {
	return typeof value === 'object' && value !== null && 'toJSON' in value && typeof value.toJSON === 'function';
}
