const LOCAL = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)$/;

/**
 * The moment that a text means, in epoch milliseconds: ISO 8601, or milliseconds themselves. A time without an offset is one
 * of the time zone.
 *
 * @param timeZone such as `Europe/Berlin`
 * @returns undefined for anything else
 */
export function startMoment(text: string, timeZone: string): number | undefined {
	if (/^\d{10,15}$/.test(text)) return Number(text);
	const local = LOCAL.exec(text);
	const moment = Date.parse(local === null ? text : `${local[1]}T${local[2]}Z`);
	if (!/^\d{4}-\d{2}-\d{2}/.test(text) || Number.isNaN(moment)) return undefined;
	if (local === null) return moment;
	// The offset is that of the moment itself: near a change of clocks the first guess may be an hour off.
	return moment - offsetMs(moment - offsetMs(moment, timeZone), timeZone);
}

/** By how many milliseconds the clocks of a time zone are ahead of UTC at a moment. */
function offsetMs(moment: number, timeZone: string): number {
	const format = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' });
	const local = Date.parse(`${format.format(moment).replace(' ', 'T')}Z`);
	return local - Math.floor(moment / 1000) * 1000;
}
