import { zoneOf } from '../types/timeZone';

const MICROS_PER_SECOND = 1_000_000n;
const MICROS_PER_DAY = 86_400n * MICROS_PER_SECOND;
const pad = (value: bigint | number, length = 2): string => String(value).padStart(length, '0');

function floorDivide(value: bigint, by: bigint): bigint {
	const quotient = value / by;
	return value % by < 0n ? quotient - 1n : quotient;
}

/** Digits behind the second: as many as the type declares, six of them known. */
function fraction(micros: bigint, precision: number): string {
	return precision === 0 ? '' : `.${pad(micros, 6).padEnd(9, '0').slice(0, precision)}`;
}

/** `2024-06-15` from days since 1970. */
export function dateText(days: number): string {
	const date = new Date(days * 86_400_000);
	const year = date.getUTCFullYear();
	const sign = year < 0 ? '-' : '';
	return `${sign}${pad(Math.abs(year), 4)}-${pad(date.getUTCMonth() + 1)}-${pad(date.getUTCDate())}`;
}

/** `12:34:56.789` from microseconds since midnight. */
export function timeText(micros: bigint, precision: number): string {
	const seconds = micros / MICROS_PER_SECOND;
	const clock = `${pad(seconds / 3600n)}:${pad((seconds / 60n) % 60n)}:${pad(seconds % 60n)}`;
	return clock + fraction(micros % MICROS_PER_SECOND, precision);
}

/** `2024-06-15 12:34:56.789` from microseconds since 1970. */
export function timestampText(micros: bigint, precision: number): string {
	const days = floorDivide(micros, MICROS_PER_DAY);
	return `${dateText(Number(days))} ${timeText(micros - days * MICROS_PER_DAY, precision)}`;
}

/** As `timestampText`, on the wall clock of a zone. */
export function zonedTimestampText(micros: bigint, precision: number, zone: string): string {
	const offset = zoneOf(zone).offsetAt(Number(floorDivide(micros, 1000n)));
	return timestampText(micros + BigInt(offset) * 60n * MICROS_PER_SECOND, precision);
}

/** `+1-06`: years and months. */
export function yearMonthText(months: number): string {
	const size = Math.abs(months);
	return `${months < 0 ? '-' : '+'}${Math.floor(size / 12)}-${pad(size % 12)}`;
}

/** `+1 02:03:04.567`: days and time of day in milliseconds. */
export function dayTimeText(micros: bigint): string {
	const size = micros < 0n ? -micros : micros;
	const time = timeText(size % MICROS_PER_DAY, 3);
	return `${micros < 0n ? '-' : '+'}${size / MICROS_PER_DAY} ${time}`;
}

export const daysInMicros = (days: number): bigint => BigInt(days) * MICROS_PER_DAY;
