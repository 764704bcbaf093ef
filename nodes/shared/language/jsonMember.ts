/**
 * Where in the text of a JSON object all begins that its member `name` has, also where it has several of that name. What
 * stands before it, such as an address with escapes, is not part of the member.
 *
 * @param name of letters
 * @returns 0 where that cannot be told from the text: the object's beginning
 */
export function startOfMember(text: string, name: string): number {
	const start = text.indexOf(`"${name}"`);
	// A name may be written with escapes, and what is found is then a later text.
	return start === -1 || text.lastIndexOf('\\', start) !== -1 ? 0 : start;
}
