import type { Parameters } from './parameters';

/**
 * A reader of parameters that most runs have the same for all items: it reads them once then, and all items share what
 * it made of them. An error is thrown to each item anew, with the item's index.
 *
 * @param names of all parameters that are read; `read` gets no others, nor the item
 */
export function readOnce<T>(names: readonly string[], read: (parameters: Parameters) => T): (parameters: Parameters) => T {
	const known = new WeakMap<object, { readonly made: T }>();
	return (parameters) => {
		const run = parameters.runOf(names);
		if (run === undefined) return read(parameters);
		const before = known.get(run);
		if (before !== undefined) return before.made;
		const made = read(parameters.only(names));
		known.set(run, { made });
		return made;
	};
}
