import { setSafeRegexEngine } from 'n8n-workflow';

const everywhere = (flags = '') => (flags.includes('g') ? flags : `${flags}g`);

/**
 * n8n gives the regular expressions of resource locators 250 ms, by the wall clock. Ours are short; but where several
 * suites share two cores a process may not have its turn in that time, and n8n takes it for an endless search.
 */
export function withoutRegexTimeout(): void {
	setSafeRegexEngine({
		exec: (pattern, input, flags) => new RegExp(pattern, flags).exec(input),
		test: (pattern, input, flags) => new RegExp(pattern, flags).test(input),
		replace: (pattern, input, flags, replacement) => input.replace(new RegExp(pattern, flags), replacement),
		matchAll: (pattern, input, flags) => [...input.matchAll(new RegExp(pattern, everywhere(flags)))],
		split: (pattern, input, flags) => input.split(new RegExp(pattern, flags)),
	});
}
