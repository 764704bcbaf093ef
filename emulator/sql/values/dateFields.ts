import { daysOf } from './timeParsing';

const MICROS_PER_DAY = 86_400_000_000n;

/** A moment on the wall clock, taken apart. */
export interface DateFields {
	readonly year: number;
	readonly month: number;
	readonly day: number;
	readonly hour: number;
	readonly minute: number;
	readonly second: number;
	/** Nanoseconds of the second. */
	readonly nano: bigint;
	/** Nanoseconds since midnight. */
	readonly nanoOfDay: bigint;
	/** Counted from 1. */
	readonly dayOfYear: number;
	/** 1 is Monday. */
	readonly dayOfWeek: number;
}

/** @param micros microseconds since 1970 */
export function fieldsOf(micros: bigint): DateFields {
	const inDay = ((micros % MICROS_PER_DAY) + MICROS_PER_DAY) % MICROS_PER_DAY;
	const days = Number((micros - inDay) / MICROS_PER_DAY);
	const date = new Date(days * 86_400_000);
	const seconds = Number(inDay / 1_000_000n);
	const year = date.getUTCFullYear();
	return {
		year,
		month: date.getUTCMonth() + 1,
		day: date.getUTCDate(),
		hour: Math.floor(seconds / 3600),
		minute: Math.floor(seconds / 60) % 60,
		second: seconds % 60,
		nano: (inDay % 1_000_000n) * 1000n,
		nanoOfDay: inDay * 1000n,
		dayOfYear: days - daysOf(year, 1, 1) + 1,
		dayOfWeek: ((((days + 3) % 7) + 7) % 7) + 1,
	};
}

/** The week of a year that begins on Sunday and whose first week holds its first day, and the year it belongs to. */
export function weekOfYear({ year, dayOfYear, dayOfWeek }: DateFields): { readonly week: number; readonly year: number } {
	const sundayBased = dayOfWeek % 7;
	const daysInYear = daysOf(year + 1, 1, 1) - daysOf(year, 1, 1);
	// The week of the next year's first day is its first one.
	if (dayOfYear + (6 - sundayBased) > daysInYear) return { week: 1, year: year + 1 };
	return { week: Math.floor((dayOfYear - 1 + ((sundayBased - dayOfYear + 1) % 7 + 7) % 7) / 7) + 1, year };
}

/** The week of the month, counted like those of the year. */
export function weekOfMonth({ day, dayOfWeek }: DateFields): number {
	const sundayBased = dayOfWeek % 7;
	return Math.floor((day - 1 + ((((sundayBased - day + 1) % 7) + 7) % 7)) / 7) + 1;
}
