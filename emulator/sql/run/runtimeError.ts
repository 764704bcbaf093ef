import { SqlError } from '../engine';

const numberFormat = (text: string): string => {
	const reason =
		text.trim() === ''
			? 'Input is empty'
			: /^\s*[+-]?\d+\s*$/.test(text)
				? 'Overflow'
				: 'Invalid character found';
	return `java.lang.NumberFormatException: For input string: '${text}'. ${reason}.`;
};
const dateTime = (text: string): string => `java.time.DateTimeException: For input string: '${text}'.`;

/** Errors that the service has too, by what DuckDB says. */
const KNOWN: ReadonlyArray<readonly [RegExp, (text: string) => string]> = [
	[/^Invalid Input Error: flink: (.*)/s, (text) => text],
	[/Could not convert string ['"](.*)['"] to U?(?:TINY|SMALL|BIG|HUGE)?INT/s, numberFormat],
	[/Could not convert string ['"](.*)['"] to (?:INT|DOUBLE|FLOAT|DECIMAL)/s, numberFormat],
	[/Could not convert string ['"](.*)['"] to BOOL/s, (text) => `Cannot parse '${text}' as BOOLEAN.`],
	[
		/(?:invalid|Could not parse|Could not convert string) (?:timestamp|date|time)[^"']*["']([^"']*)["']/i,
		dateTime,
	],
	[/(?:timestamp|date|time) field (?:value out of range|format)[^"']*["']([^"']*)["']/i, dateTime],
	[
		/more than one row returned by a subquery/i,
		() => 'SingleValueAggFunction received more than one element.',
	],
];

/** Errors that are no fault of the values: DuckDB does not understand what it was given. */
const UNTRANSLATED = /^(?:Binder|Parser|Syntax|Catalog|Not implemented|INTERNAL|Internal|Fatal) Error: /;
const CLASS = /^[A-Za-z][A-Za-z ]* Error: /;

function messageOf(error: unknown): string {
	const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
	return String(message);
}

/**
 * What went wrong while a statement ran, in the words of the service where they are known. Everything else is a limit
 * of the emulator, and says so.
 */
export function runtimeError(error: unknown): SqlError {
	const message = messageOf(error);
	for (const [pattern, rewrite] of KNOWN) {
		const match = pattern.exec(message);
		if (match) return new SqlError(rewrite(match[1] ?? ''));
	}
	const [first = ''] = message.split('\n');
	const reason = first.replace(CLASS, '');
	return new SqlError(
		UNTRANSLATED.test(first)
			? `This emulator cannot run the statement: ${reason}`
			: `This emulator cannot work out a value of the statement: ${reason}`,
	);
}
