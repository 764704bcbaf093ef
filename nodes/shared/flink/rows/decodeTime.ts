/** As nearly all are written, so that the places of its parts are known. */
const USUAL = /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/;
const DATE_LENGTH = 10;

const LOCAL_DATE_TIME = /^([+-]?\d{4,}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)$/;

/**
 * A timestamp as ISO 8601 writes it. The fraction keeps all its digits, which `Date` would not. A text of
 * another form is passed on as it is.
 *
 * @param zone `Z` where the text is known to be UTC, else nothing
 */
export function isoTimestamp(text: string, zone: '' | 'Z'): string {
	// Joined, since the engine keeps what is added up in its pieces: more memory for each, and more work to read it.
	if (USUAL.test(text)) return [text.slice(0, DATE_LENGTH), text.slice(DATE_LENGTH + 1) + zone].join('T');
	const match = LOCAL_DATE_TIME.exec(text);
	return match === null ? text : `${match[1]}T${match[2]}${zone}`;
}
