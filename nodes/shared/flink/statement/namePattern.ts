import { MAX_EXISTING_NAME_LENGTH, validateExistingName } from './statementName';

/** Why no statement's name can match. */
export type PatternFlaw =
	/** A character that no name has. */
	| { readonly reason: 'patternCharacter'; readonly character: string }
	| { readonly reason: 'patternTooLong'; readonly most: number }
	/** A hyphen or a dot at an end, or a dot beside one of them. */
	| { readonly reason: 'patternForm' };

/** Whether a whole name matches a pattern in which `*` stands for any characters, also none. */
export function matchesPattern(pattern: string): (name: string) => boolean {
	const parts = pattern.split(/\*+/);
	return (name) => matchesParts(name, parts);
}

/** Linear in the length of the name: a pattern of many `*` as a regular expression would not be. */
function matchesParts(name: string, parts: readonly string[]): boolean {
	const [first = '', ...rest] = parts;
	const last = rest.pop();
	if (last === undefined) return name === first;
	if (!name.startsWith(first) || name.length < first.length + last.length || !name.endsWith(last)) return false;
	const inner = name.slice(0, name.length - last.length);
	let position = first.length;
	return rest.every((part) => {
		const found = inner.indexOf(part, position);
		position = found + part.length;
		return found !== -1;
	});
}

/** Why no statement can have a name that matches; undefined where one can. */
export function patternFlaw(pattern: string): PatternFlaw | undefined {
	const strange = /[^-a-z0-9.*]/u.exec(pattern);
	if (strange !== null) return { reason: 'patternCharacter', character: strange[0] };
	if (pattern.replaceAll('*', '').length > MAX_EXISTING_NAME_LENGTH) return { reason: 'patternTooLong', most: MAX_EXISTING_NAME_LENGTH };
	// A letter may stand beside anything: where the pattern allows a name, it allows this one, but for its length.
	return validateExistingName(pattern.replace(/\*+/g, 'a'))?.reason === 'nameForm' ? { reason: 'patternForm' } : undefined;
}

/** The same for a text that is somewhere in the name, in which `*` stands for itself. */
export function partFlaw(part: string): PatternFlaw | undefined {
	return part.includes('*') ? { reason: 'patternCharacter', character: '*' } : patternFlaw(`*${part}*`);
}
