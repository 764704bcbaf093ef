/* eslint-disable @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import {
	DuckDBBlobValue,
	DuckDBDateValue,
	DuckDBDecimalValue,
	DuckDBIntervalValue,
	DuckDBListValue,
	DuckDBMapValue,
	DuckDBStructValue,
	DuckDBTimestampValue,
	DuckDBTimeValue,
	type DuckDBValue,
} from '@duckdb/node-api';
import type { WireValue } from '../engine';
import { elementOf, fieldsOf, INTEGER, keyOf, valueOf, type FlinkType } from '../types/flinkType';
import { javaNumber } from '../values/javaNumber';
import {
	dateText,
	dayTimeText,
	daysInMicros,
	timestampText,
	timeText,
	yearMonthText,
	zonedTimestampText,
} from './timeText';
import { variantNode } from './variant';

function containerValue(value: DuckDBValue, type: FlinkType, zone: string): WireValue | undefined {
	if (value instanceof DuckDBListValue)
		return value.items.map((item) => encodeValue(item, elementOf(type), zone));
	if (value instanceof DuckDBMapValue) {
		const [key, member] =
			type.type === 'MULTISET' ? [elementOf(type), INTEGER()] : [keyOf(type), valueOf(type)];
		return value.entries.map((entry) => [
			encodeValue(entry.key, key, zone),
			encodeValue(entry.value, member, zone),
		]);
	}
	if (value instanceof DuckDBStructValue) {
		return fieldsOf(type).map((field, index) =>
			encodeValue(value.entries[`f${index}`] ?? null, field.type, zone),
		);
	}
	return undefined;
}

function timeValue(value: DuckDBValue, type: FlinkType, zone: string): string | undefined {
	const precision = type.precision ?? 6;
	if (value instanceof DuckDBDateValue) return dateText(value.days);
	if (value instanceof DuckDBTimeValue) return timeText(value.micros, type.precision ?? 0);
	if (value instanceof DuckDBTimestampValue) {
		const zoned = type.type === 'TIMESTAMP_WITH_LOCAL_TIME_ZONE';
		return zoned ? zonedTimestampText(value.micros, precision, zone) : timestampText(value.micros, precision);
	}
	if (value instanceof DuckDBIntervalValue) {
		if (type.type === 'INTERVAL_YEAR_MONTH') return yearMonthText(value.months);
		return dayTimeText(daysInMicros(value.days + value.months * 30) + value.micros);
	}
	return undefined;
}

function plainValue(value: DuckDBValue, type: FlinkType): WireValue {
	if (typeof value === 'string') return type.type === 'VARIANT' ? variantNode(value) : value;
	if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
	if (typeof value === 'number' && ['FLOAT', 'DOUBLE'].includes(type.type))
		return javaNumber(value, type.type === 'FLOAT');
	if (value instanceof DuckDBDecimalValue) return value.toString();
	if (value instanceof DuckDBBlobValue) return `x'${Buffer.from(value.bytes).toString('hex')}'`;
	return String(value);
}

/** A value that DuckDB gave, in the wire encoding of its Flink type. */
export function encodeValue(value: DuckDBValue, type: FlinkType, zone: string): WireValue {
	if (value === null) return null;
	return containerValue(value, type, zone) ?? timeValue(value, type, zone) ?? plainValue(value, type);
}
