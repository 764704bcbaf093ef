/** A zone as `sql.local-time-zone` names it; `fixedMinutes` is null for zones whose offset changes over the year. */
export interface Zone {
	readonly name: string;
	readonly fixedMinutes: number | null;
	/** Minutes east of UTC at a moment given in epoch milliseconds. */
	offsetAt(epochMillis: number): number;
}

const FIXED = /^(?:GMT|UTC)?([+-])(\d{1,2}):?(\d{2})?$/;
const zones = new Map<string, Zone>();

function fixedZone(name: string, minutes: number): Zone {
	return { name, fixedMinutes: minutes, offsetAt: () => minutes };
}

function namedZone(name: string): Zone {
	const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
	return {
		name,
		fixedMinutes: null,
		offsetAt(epochMillis) {
			const part = format.formatToParts(epochMillis).find((candidate) => candidate.type === 'timeZoneName');
			const match = /GMT(?:([+-])(\d{2}):(\d{2}))?/.exec(part?.value ?? '');
			const minutes = Number(match?.[2] ?? 0) * 60 + Number(match?.[3] ?? 0);
			return match?.[1] === '-' ? -minutes : minutes;
		},
	};
}

/** Reads a zone name: TZDB (`Europe/Berlin`), `UTC`, or a fixed offset (`GMT+03:00`). Throws RangeError for others. */
export function zoneOf(name: string): Zone {
	const known = zones.get(name);
	if (known) return known;
	const match = FIXED.exec(name);
	let zone: Zone;
	if (['UTC', 'GMT', 'Z', 'Etc/UTC'].includes(name)) zone = fixedZone(name, 0);
	else if (match) {
		const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
		zone = fixedZone(name, match[1] === '-' ? -minutes : minutes);
	} else zone = namedZone(name);
	zones.set(name, zone);
	return zone;
}
