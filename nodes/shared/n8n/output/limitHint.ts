/**
 * The hint of a listing that the limit cut: what follows must not take a part for the whole.
 *
 * @param what plural, such as "statements"
 */
export function moreThanLimit(what: string, limit: number): string {
	return `The limit of ${limit} was reached and there are more ${what}. Raise 'Limit', or switch on 'Return All'.`;
}
