import type { Parameters } from '../shared/n8n/parameters/parameters';

/** A choice within the collection "Options"; the first of `allowed` where it was not added. */
export function readOption<T extends string>(parameters: Parameters, name: string, label: string, allowed: readonly [T, ...T[]]): T {
	const value = parameters.optionText('options', name, label) ?? allowed[0];
	const found = allowed.find((option) => option === value);
	if (found === undefined) throw parameters.invalid(`${label} is "${value}"`, `It should be one of: ${allowed.join(', ')}.`);
	return found;
}
