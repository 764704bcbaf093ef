import { UnfitValueError } from './literalValue';

/**
 * One name in backticks, whatever is in it: topics may have dots in theirs, so a dot does not separate names here.
 *
 * @throws UnfitValueError for what is no name: nothing, no text, line breaks and other control characters
 */
export function identifierLiteral(value: unknown): string {
	if (typeof value !== 'string' || value === '' || /\p{Cc}/u.test(value)) {
		throw new UnfitValueError({ form: 'identifier' });
	}
	return `\`${value.replaceAll('`', '``')}\``;
}
