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

/** A type that is missing, or has no name: its values are passed through, the other columns are read as ever. */
const UNKNOWN: DataType = { type: 'UNKNOWN', nullable: true };

/** Types inside of one another at most: no table has more, and reading them would overflow the stack. */
const MAX_DEPTH = 100;

function parseDataType(value: unknown, path: ColumnPath, depth = 0): DataType {
	if (depth > MAX_DEPTH) throw new ResultFormatError({ reason: 'typeTooDeep', path, most: MAX_DEPTH });
	if (!isRecord(value) || typeof value['type'] !== 'string') return UNKNOWN;
	const name = value['type'].trim().toUpperCase();
	return {
		type: CANONICAL_TYPES.get(name) ?? name,
		nullable: value['nullable'] !== false,
		...number('length', value['length']),
		...number('precision', value['precision']),
		...number('scale', value['scale']),
		...(typeof value['resolution'] === 'string' ? { resolution: value['resolution'] } : {}),
		...nested('elementType', value['element_type'], path, depth),
		...nested('keyType', value['key_type'], path, depth),
		...nested('valueType', value['value_type'], path, depth),
		...fields(value['fields'], path, depth),
	};
}

function number<K extends string>(key: K, value: unknown): { [P in K]?: number } {
	const part: { [P in K]?: number } = {};
	if (typeof value === 'number') part[key] = value;
	return part;
}

/** The service's examples carry empty objects where a type has no such part. */
function nested<K extends string>(key: K, value: unknown, path: ColumnPath, depth: number): { [P in K]?: DataType } {
	const part: { [P in K]?: DataType } = {};
	if (isRecord(value) && Object.keys(value).length > 0) part[key] = parseDataType(value, path, depth + 1);
	return part;
}

function fields(value: unknown, path: ColumnPath, depth: number): { fields?: readonly Column[] } {
	if (!Array.isArray(value)) return {};
	return {
		fields: value.map((field, index) => {
			const entry = isRecord(field) ? field : {};
			const name = typeof entry['name'] === 'string' ? entry['name'] : `f${index}`;
			return { name, type: parseDataType(entry['field_type'], depth === 0 ? [...path, name] : path, depth + 1) };
		}),
	};
}
