/* eslint-disable @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { BOOLEAN, DATE, DuckDBDateValue, DuckDBTimestampValue, DuckDBTimeValue, INTEGER, TIME, TIMESTAMP, VARCHAR } from '@duckdb/node-api';
import { SqlError } from '../../engine';
import { formatDate } from '../../values/formatDate';
import { parseByPattern, parseTimestampBy } from '../../values/parseByPattern';
import { parseDate, parseTime, parseTimestamp } from '../../values/timeParsing';
import type { DuckDBValue } from '@duckdb/node-api';
import { textOf, type Definitions } from './definition';

/** What a text is read as; one that is none is an error. */
function required<T>(value: T | null, text: string): T {
	if (value === null) throw new SqlError(`java.time.DateTimeException: For input string: '${text}'.`);
	return value;
}

const microsOf = (value: DuckDBValue | undefined): bigint => (value instanceof DuckDBTimestampValue ? value.micros : 0n);
const momentOrNull = (micros: bigint | null) => (micros === null ? null : new DuckDBTimestampValue(micros));

/** Dates and times as Java and Flink read and write them. */
export const TIME_DEFINITIONS: Definitions = {
	flink_date: {
		parameterTypes: [VARCHAR],
		returnType: DATE,
		of: ([text]) => new DuckDBDateValue(required(parseDate(textOf(text)), textOf(text))),
	},
	flink_time: {
		parameterTypes: [VARCHAR],
		returnType: TIME,
		of: ([text]) => new DuckDBTimeValue(required(parseTime(textOf(text)), textOf(text))),
	},
	flink_timestamp: {
		parameterTypes: [VARCHAR, INTEGER],
		returnType: TIMESTAMP,
		of: ([text, precision]) =>
			new DuckDBTimestampValue(required(parseTimestamp(textOf(text), Number(precision)), textOf(text))),
	},
	flink_try_date: {
		parameterTypes: [VARCHAR],
		returnType: DATE,
		of([text]) {
			const days = parseDate(textOf(text));
			return days === null ? null : new DuckDBDateValue(days);
		},
	},
	flink_try_timestamp: {
		parameterTypes: [VARCHAR, INTEGER],
		returnType: TIMESTAMP,
		of: ([text, precision]) => momentOrNull(parseTimestamp(textOf(text), Number(precision))),
	},
	// Flink gives a day of the far future for a text that its pattern does not read.
	flink_date_by: {
		parameterTypes: [VARCHAR, VARCHAR],
		returnType: DATE,
		of([text, pattern]) {
			const micros = parseByPattern(textOf(text), textOf(pattern), 'lenient');
			if (micros === null) throw new SqlError(`TO_DATE of '${textOf(text)}', which its pattern does not read, is not supported by this emulator.`);
			return new DuckDBDateValue(Math.floor(Number(micros / 1000n) / 86_400_000));
		},
	},
	flink_parse_date: {
		parameterTypes: [VARCHAR, VARCHAR, BOOLEAN],
		returnType: TIMESTAMP,
		of: ([text, pattern, isStrict]) =>
			momentOrNull(
				isStrict === true
					? parseTimestampBy(textOf(text), textOf(pattern))
					: parseByPattern(textOf(text), textOf(pattern), 'lenient'),
			),
	},
	flink_format_date: {
		parameterTypes: [TIMESTAMP, VARCHAR, BOOLEAN],
		of: ([moment, pattern, isZoned]) => formatDate(microsOf(moment), textOf(pattern), isZoned === true),
	},
};
