import { zoneOf } from './timeZone';

/** SQL of the moment in UTC up to which rows exist and streams are complete. */
export const NOW = "CAST(getvariable('now') AS TIMESTAMP)";

/** SQL of the moment in UTC that CURRENT_TIMESTAMP and its like give. */
export const CLOCK = "CAST(getvariable('clock') AS TIMESTAMP)";

/** Turns a UTC timestamp into the wall clock of a zone. */
export function toLocal(sql: string, zone: string): string {
	return shift(sql, zone, 1);
}

/** Turns the wall clock of a zone into a UTC timestamp. */
export function toUtc(sql: string, zone: string): string {
	return shift(sql, zone, -1);
}

function shift(sql: string, zone: string, sign: 1 | -1): string {
	const fixed = zoneOf(zone).fixedMinutes;
	if (fixed === 0) return sql;
	if (fixed !== null) return `(${sql} + to_minutes(${sign * fixed}))`;
	const name = `'${zone.replace(/'/g, "''")}'`;
	return sign === 1
		? `timezone(${name}, timezone('UTC', ${sql}))`
		: `timezone('UTC', timezone(${name}, ${sql}))`;
}
