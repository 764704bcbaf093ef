/* eslint-disable @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import {
	BLOB,
	BOOLEAN,
	DOUBLE,
	DuckDBBlobValue,
	DuckDBIntervalValue,
	DuckDBScalarFunction,
	INTEGER,
	INTERVAL,
	VARCHAR,
	type DuckDBConnection,
	type DuckDBValue,
} from '@duckdb/node-api';
import { createHash } from 'node:crypto';
import { SqlError } from '../engine';
import { RAISED } from '../functions/raised';
import { javaNumber } from '../values/javaNumber';
import type { Definitions } from './functions/definition';
import { JSON_DEFINITIONS } from './functions/jsonDefinitions';
import { NUMBER_DEFINITIONS } from './functions/numberDefinitions';
import { TEXT_DEFINITIONS } from './functions/textDefinitions';
import { TIME_DEFINITIONS } from './functions/timeDefinitions';
import { urlDecode, urlEncode, urlPart } from './urlText';
import { dayTimeText, daysInMicros, yearMonthText } from '../wire/timeText';

function intervalText(interval: DuckDBValue | undefined, isYearMonth: boolean): string {
	if (!(interval instanceof DuckDBIntervalValue)) return String(interval);
	return isYearMonth
		? yearMonthText(interval.months)
		: dayTimeText(daysInMicros(interval.days) + interval.micros);
}

/** Words are those of ASCII letters and digits. */
function initcap(text: string): string {
	return text
		.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
		.replace(/[a-z0-9]+/g, (word) => word.charAt(0).toUpperCase() + word.slice(1));
}

function sha2(text: string, bits: number): string {
	if (![224, 256, 384, 512].includes(bits)) throw new SqlError(`Unsupported algorithm: SHA-${bits}`);
	return createHash(`sha${bits}`).update(text).digest('hex');
}

/** A version 4 UUID out of random numbers, so that the seed of the database decides it. */
function uuid(args: readonly DuckDBValue[]): string {
	const hex = createHash('md5').update(args.map(String).join(' ')).digest('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

const FUNCTIONS: Definitions = {
	...JSON_DEFINITIONS,
	...NUMBER_DEFINITIONS,
	...TEXT_DEFINITIONS,
	...TIME_DEFINITIONS,
	flink_double_text: {
		parameterTypes: [DOUBLE, BOOLEAN],
		of: ([value, single]) => javaNumber(Number(value), single === true),
	},
	// Bytes that are no UTF-8 become U+FFFD, as in Java.
	flink_text: {
		parameterTypes: [BLOB],
		of: ([bytes]) =>
			bytes instanceof DuckDBBlobValue ? new TextDecoder().decode(bytes.bytes) : String(bytes),
	},
	flink_interval_text: {
		parameterTypes: [INTERVAL, BOOLEAN],
		of: ([interval, isYearMonth]) => intervalText(interval, isYearMonth === true),
	},
	flink_sha2: { parameterTypes: [VARCHAR, INTEGER], of: ([text, bits]) => sha2(String(text), Number(bits)) },
	flink_url_encode: { parameterTypes: [VARCHAR], of: ([text]) => urlEncode(String(text)) },
	flink_url_decode: { parameterTypes: [VARCHAR], of: ([text]) => urlDecode(String(text)) },
	flink_url_part: {
		parameterTypes: [VARCHAR, VARCHAR, VARCHAR],
		of: ([url, part, key]) => urlPart(String(url), String(part), String(key)),
	},
	flink_initcap: { parameterTypes: [VARCHAR], of: ([text]) => initcap(String(text)) },
	flink_uuid: { parameterTypes: [DOUBLE, DOUBLE], volatile: true, of: uuid },
};

/** Errors of the service cross the database as those that the SQL raises itself. */
function raising<T>(work: () => T): T {
	try {
		return work();
	} catch (error) {
		throw error instanceof SqlError ? new Error(RAISED + error.detail) : error;
	}
}

/** Adds the functions that DuckDB has no equal of. */
export function registerFlinkFunctions(connection: DuckDBConnection): void {
	for (const [name, definition] of Object.entries(FUNCTIONS)) {
		const { parameterTypes, returnType = VARCHAR, volatile = false, takesNulls = false, of } = definition;
		connection.registerScalarFunction(
			DuckDBScalarFunction.create({
				name,
				parameterTypes,
				returnType,
				volatile,
				specialHandling: takesNulls,
				mainFunction(_info, input, output) {
					const columns = parameterTypes.map((_, index) => input.getColumnVector(index));
					for (let row = 0; row < input.rowCount; row += 1) {
						const args = columns.map((column) => column.getItem(row));
						const isNull = !takesNulls && args.includes(null);
						output.setItem(row, isNull ? null : raising(() => of(args, row)));
					}
					output.flush();
				},
			}),
		);
	}
}
