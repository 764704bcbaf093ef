/** BOOLEAN, `true` and `false` in letters of any size. A text of another form is passed on as it is. */
export function decodeBoolean(text: string): boolean | string {
	if (text === 'true' || text === 'TRUE') return true;
	if (text === 'false' || text === 'FALSE') return false;
	return /^(?:true|false)$/i.test(text) ? text.toLowerCase() === 'true' : text;
}
