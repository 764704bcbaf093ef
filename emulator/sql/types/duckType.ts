import { elementOf, fieldsOf, keyOf, valueOf, type FlinkType } from './flinkType';

const NAMES: Readonly<Record<string, string>> = {
	CHAR: 'VARCHAR',
	BINARY: 'BLOB',
	VARBINARY: 'BLOB',
	TIME_WITHOUT_TIME_ZONE: 'TIME',
	TIMESTAMP_WITHOUT_TIME_ZONE: 'TIMESTAMP',
	TIMESTAMP_WITH_LOCAL_TIME_ZONE: 'TIMESTAMP',
	INTERVAL_YEAR_MONTH: 'INTERVAL',
	INTERVAL_DAY_TIME: 'INTERVAL',
	VARIANT: 'VARCHAR',
	NULL: 'INTEGER',
};

/**
 * The DuckDB type that carries a Flink type. A TIMESTAMP_LTZ is a plain TIMESTAMP in UTC, so that nothing hangs
 * on the connection's time zone; the fields of a ROW are `f0`, `f1`, …, because Flink's field names may repeat;
 * a VARIANT is its JSON text.
 */
export function duckType(type: FlinkType): string {
	switch (type.type) {
		case 'DECIMAL':
			return `DECIMAL(${type.precision ?? 10},${type.scale ?? 0})`;
		case 'ARRAY':
			return `${duckType(elementOf(type))}[]`;
		case 'MULTISET':
			return `MAP(${duckType(elementOf(type))}, INTEGER)`;
		case 'MAP':
			return `MAP(${duckType(keyOf(type))}, ${duckType(valueOf(type))})`;
		case 'ROW':
			return `STRUCT(${fieldsOf(type)
				.map((field, index) => `f${index} ${duckType(field.type)}`)
				.join(', ')})`;
		default:
			return NAMES[type.type] ?? type.type;
	}
}
