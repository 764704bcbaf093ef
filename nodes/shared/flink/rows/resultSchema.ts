import { isRecord } from '../../language/guards';
import { ResultFormatError, type ColumnPath } from './resultFormatError';

/** A Flink data type. `type` is the API's name for it in upper case, its aliases replaced; the list is open. */
export interface DataType {
	readonly type: string;
	readonly nullable: boolean;
	readonly length?: number;
	readonly precision?: number;
	readonly scale?: number;
	/** Of an interval, such as `YEAR_TO_MONTH`. */
	readonly resolution?: string;
	/** Of ARRAY and MULTISET. */
	readonly elementType?: DataType;
	readonly keyType?: DataType;
	readonly valueType?: DataType;
	/** Of ROW and STRUCTURED_TYPE. */
	readonly fields?: readonly Column[];
}

/** A column of a result, or a field of a ROW. */
export interface Column {
	readonly name: string;
	readonly type: DataType;
}

const CANONICAL_TYPES: ReadonlyMap<string, string> = new Map([
	['STRING', 'VARCHAR'],
	['INT', 'INTEGER'],
	['DEC', 'DECIMAL'],
	['NUMERIC', 'DECIMAL'],
	['DOUBLE PRECISION', 'DOUBLE'],
	['BYTES', 'VARBINARY'],
	['TIME', 'TIME_WITHOUT_TIME_ZONE'],
	['TIMESTAMP', 'TIMESTAMP_WITHOUT_TIME_ZONE'],
	['TIMESTAMP_LTZ', 'TIMESTAMP_WITH_LOCAL_TIME_ZONE'],
]);

/**
 * The columns of a result schema (`status.traits.schema`, earlier `status.result_schema`). None where there is
 * no schema yet, or none at all, as with DDL.
 *
 * @throws ResultFormatError for a schema that is there but cannot be read
 */
export function parseColumns(schema: unknown): readonly Column[] {
	if (schema === null || schema === undefined) return [];
	const columns = isRecord(schema) ? schema['columns'] : schema;
	if (columns === null || columns === undefined) return [];
	if (!Array.isArray(columns)) throw new ResultFormatError({ reason: 'schemaWithoutColumns' });
	return columns.map((column, index) => {
		if (!isRecord(column) || typeof column['name'] !== 'string') {
			throw new ResultFormatError({ reason: 'columnWithoutName', position: index + 1 });
		}
		return { name: column['name'], type: parseDataType(column['type'], [column['name']]) };
	});
}

function parseDataType(value: unknown, path: ColumnPath): DataType {
	if (!isRecord(value) || typeof value['type'] !== 'string') {
		throw new ResultFormatError({ reason: 'typeUnreadable', path });
	}
	const name = value['type'].trim().toUpperCase();
	return {
		type: CANONICAL_TYPES.get(name) ?? name,
		nullable: value['nullable'] !== false,
		...number('length', value['length']),
		...number('precision', value['precision']),
		...number('scale', value['scale']),
		...(typeof value['resolution'] === 'string' ? { resolution: value['resolution'] } : {}),
		...nested('elementType', value['element_type'], path),
		...nested('keyType', value['key_type'], path),
		...nested('valueType', value['value_type'], path),
		...fields(value['fields'], path),
	};
}

function number<K extends string>(key: K, value: unknown): { [P in K]?: number } {
	const part: { [P in K]?: number } = {};
	if (typeof value === 'number') part[key] = value;
	return part;
}

/** The service's examples carry empty objects where a type has no such part. */
function nested<K extends string>(key: K, value: unknown, path: ColumnPath): { [P in K]?: DataType } {
	const part: { [P in K]?: DataType } = {};
	if (isRecord(value) && Object.keys(value).length > 0) part[key] = parseDataType(value, path);
	return part;
}

function fields(value: unknown, path: ColumnPath): { fields?: readonly Column[] } {
	if (!Array.isArray(value)) return {};
	return {
		fields: value.map((field, index) => {
			const entry = isRecord(field) ? field : {};
			const name = typeof entry['name'] === 'string' ? entry['name'] : `f${index}`;
			return { name, type: parseDataType(entry['field_type'], [...path, name]) };
		}),
	};
}
