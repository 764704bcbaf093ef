/** `etl-*` as a regular expression for the whole text. */
export function wildcard(pattern: string): RegExp {
	const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
	return new RegExp(`^${parts.join('.*')}$`);
}
