const MIDNIGHT = /^[T ]00:00(?::00(?:\.0+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/i;
/** Clocks that skip midnight go on at one, or at half past midnight. */
const AFTER_MIDNIGHT = /^[T ](0[0-3]:\d{2})(:\d{2})?(?:\.0+)?(Z|[+-]\d{2}:?\d{2})$/i;

let formats: readonly Intl.DateTimeFormat[] | undefined;

/**
 * Whether a time of day is the beginning of that day, as `$today` and a Date give it: midnight, or where some time
 * zone of that offset has no midnight on that day, as Santiago and Cairo when summer time begins, the first moment
 * after it. The text does not say which zone it is of.
 *
 * @param date `2026-01-31`, a day that exists
 * @param time what follows it, such as `T00:00:00.000+02:00`
 */
export function isBeginningOfDay(date: string, time: string): boolean {
	if (MIDNIGHT.test(time)) return true;
	const match = AFTER_MIDNIGHT.exec(time);
	if (match === null) return false;
	const [, minutes = '', , offset = ''] = match;
	const local = `${date} ${minutes}:${(match[2] ?? ':00').slice(1)}`;
	const moment = Date.parse(`${local.replace(' ', 'T')}${offset}`);
	if (Number.isNaN(moment)) return false;
	return formatsOfZones().some((format) => format.format(moment) === local && !format.format(moment - 1).startsWith(date));
}

/** Swedish dates are written as in ISO 8601. They take a while to make, and are rarely needed. */
function formatsOfZones(): readonly Intl.DateTimeFormat[] {
	formats ??= Intl.supportedValuesOf('timeZone').map(
		(timeZone) =>
			new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' }),
	);
	return formats;
}
