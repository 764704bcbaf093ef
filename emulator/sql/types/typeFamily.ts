import type { FlinkType } from './flinkType';

/** What types have in common when functions and operators choose their arguments. */
export type TypeFamily =
	| 'CHARACTER'
	| 'NUMERIC'
	| 'BOOLEAN'
	| 'BINARY'
	| 'DATE'
	| 'TIME'
	| 'TIMESTAMP'
	| 'INTERVAL_YEAR_MONTH'
	| 'INTERVAL_DAY_TIME'
	| 'ARRAY'
	| 'MAP'
	| 'MULTISET'
	| 'ROW'
	| 'VARIANT'
	| 'NULL';

const FAMILIES: Readonly<Record<string, TypeFamily>> = {
	CHAR: 'CHARACTER',
	VARCHAR: 'CHARACTER',
	TINYINT: 'NUMERIC',
	SMALLINT: 'NUMERIC',
	INTEGER: 'NUMERIC',
	BIGINT: 'NUMERIC',
	DECIMAL: 'NUMERIC',
	FLOAT: 'NUMERIC',
	DOUBLE: 'NUMERIC',
	BINARY: 'BINARY',
	VARBINARY: 'BINARY',
	TIME_WITHOUT_TIME_ZONE: 'TIME',
	TIMESTAMP_WITHOUT_TIME_ZONE: 'TIMESTAMP',
	TIMESTAMP_WITH_LOCAL_TIME_ZONE: 'TIMESTAMP',
	STRUCTURED_TYPE: 'ROW',
	BOOLEAN: 'BOOLEAN',
	DATE: 'DATE',
	INTERVAL_YEAR_MONTH: 'INTERVAL_YEAR_MONTH',
	INTERVAL_DAY_TIME: 'INTERVAL_DAY_TIME',
	ARRAY: 'ARRAY',
	MAP: 'MAP',
	MULTISET: 'MULTISET',
	ROW: 'ROW',
	VARIANT: 'VARIANT',
	NULL: 'NULL',
};

export function familyOf(type: FlinkType): TypeFamily {
	return FAMILIES[type.type] ?? 'NULL';
}

const INTEGERS = ['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT'];

/** 0 for TINYINT … 3 for BIGINT, -1 for everything else. */
export function integerRank(type: FlinkType): number {
	return INTEGERS.indexOf(type.type);
}

export const isInteger = (type: FlinkType): boolean => integerRank(type) >= 0;
export const isApproximate = (type: FlinkType): boolean => type.type === 'FLOAT' || type.type === 'DOUBLE';
export const isCharacter = (type: FlinkType): boolean => familyOf(type) === 'CHARACTER';
export const isNumeric = (type: FlinkType): boolean => familyOf(type) === 'NUMERIC';
export const isInterval = (type: FlinkType): boolean => type.type.startsWith('INTERVAL_');
export const isLocalZoned = (type: FlinkType): boolean => type.type === 'TIMESTAMP_WITH_LOCAL_TIME_ZONE';
/** DATE, TIME and the timestamps. */
export const isTemporal = (type: FlinkType): boolean =>
	['DATE', 'TIME', 'TIMESTAMP'].includes(familyOf(type));
