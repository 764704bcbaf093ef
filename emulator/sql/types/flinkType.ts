import type { WireType } from '../engine';

/** The longest string or byte string: what STRING and BYTES stand for. */
export const MAX_LENGTH = 2147483647;

export type FlinkType = WireType;

type FieldType = { name: string; type: FlinkType; description?: string };

const simple =
	(type: string) =>
	(nullable = true): FlinkType => ({ type, nullable });

export const BOOLEAN = simple('BOOLEAN');
export const TINYINT = simple('TINYINT');
export const SMALLINT = simple('SMALLINT');
export const INTEGER = simple('INTEGER');
export const BIGINT = simple('BIGINT');
export const FLOAT = simple('FLOAT');
export const DOUBLE = simple('DOUBLE');
export const DATE = simple('DATE');
export const VARIANT = simple('VARIANT');
export const NULL_TYPE: FlinkType = { type: 'NULL', nullable: true };

export const charOf = (length: number, nullable = true): FlinkType => ({ type: 'CHAR', nullable, length });
export const varchar = (length = MAX_LENGTH, nullable = true): FlinkType => ({
	type: 'VARCHAR',
	nullable,
	length,
});
export const binary = (length: number, nullable = true): FlinkType => ({ type: 'BINARY', nullable, length });
export const varbinary = (length = MAX_LENGTH, nullable = true): FlinkType => ({
	type: 'VARBINARY',
	nullable,
	length,
});
export const decimal = (precision: number, scale: number, nullable = true): FlinkType => ({
	type: 'DECIMAL',
	nullable,
	precision,
	scale,
});
export const time = (precision = 0, nullable = true): FlinkType => ({
	type: 'TIME_WITHOUT_TIME_ZONE',
	nullable,
	precision,
});
export const timestamp = (precision = 6, nullable = true): FlinkType => ({
	type: 'TIMESTAMP_WITHOUT_TIME_ZONE',
	nullable,
	precision,
});
export const timestampLtz = (precision = 6, nullable = true): FlinkType => ({
	type: 'TIMESTAMP_WITH_LOCAL_TIME_ZONE',
	nullable,
	precision,
});
export const yearMonthInterval = (
	resolution = 'YEAR_TO_MONTH',
	precision = 2,
	nullable = true,
): FlinkType => ({
	type: 'INTERVAL_YEAR_MONTH',
	nullable,
	precision,
	resolution,
});
export const dayTimeInterval = (
	resolution = 'DAY_TO_SECOND',
	precision = 2,
	fraction = 3,
	nullable = true,
): FlinkType => ({
	type: 'INTERVAL_DAY_TIME',
	nullable,
	precision,
	fractional_precision: fraction,
	resolution,
});
export const arrayOf = (element: FlinkType, nullable = true): FlinkType => ({
	type: 'ARRAY',
	nullable,
	element_type: element,
});
export const multisetOf = (element: FlinkType, nullable = true): FlinkType => ({
	type: 'MULTISET',
	nullable,
	element_type: element,
});
export const mapOf = (key: FlinkType, value: FlinkType, nullable = true): FlinkType => ({
	type: 'MAP',
	nullable,
	key_type: key,
	value_type: value,
});
export const rowOf = (fields: readonly FieldType[], nullable = true): FlinkType => ({
	type: 'ROW',
	nullable,
	fields: fields.map(({ name, type, description }) => ({
		name,
		field_type: type,
		...(description === undefined ? {} : { description }),
	})),
});

export function withNullable(type: FlinkType, nullable: boolean): FlinkType {
	return type.nullable === nullable ? type : { ...type, nullable };
}

/** Changes a type and all the types inside of it, the inner ones first. */
function everywhere(type: FlinkType, change: (type: FlinkType) => FlinkType): FlinkType {
	const inside = (part: FlinkType | undefined, key: string) => (part ? { [key]: everywhere(part, change) } : {});
	return change({
		...type,
		...inside(type.element_type, 'element_type'),
		...inside(type.key_type, 'key_type'),
		...inside(type.value_type, 'value_type'),
		...(type.fields
			? { fields: type.fields.map((field) => ({ ...field, field_type: everywhere(field.field_type, change) })) }
			: {}),
	});
}

/** The type with NULL allowed everywhere inside of it, too. */
export const everywhereNullable = (type: FlinkType): FlinkType =>
	everywhere(type, (part) => withNullable(part, true));

const ANY_LENGTH: Readonly<Record<string, () => FlinkType>> = { CHAR: varchar, BINARY: varbinary };

/** The type with texts and bytes of any length in place of CHAR and BINARY, whose values it holds as they are. */
export const anyLength = (type: FlinkType): FlinkType =>
	everywhere(type, (part) => withNullable(ANY_LENGTH[part.type]?.() ?? part, part.nullable));

const UNSTORED = new Set(['nullable', 'name', 'description']);
const stored = (key: string, value: unknown): unknown => (UNSTORED.has(key) ? undefined : value);

/** The same for types whose values are the same values, whatever the names of fields and whether NULL is among them. */
export const storedForm = (type: FlinkType): string => JSON.stringify(type, stored);

export const sameStored = (a: FlinkType, b: FlinkType): boolean => storedForm(a) === storedForm(b);

export const elementOf = (type: FlinkType): FlinkType => type.element_type ?? NULL_TYPE;
export const keyOf = (type: FlinkType): FlinkType => type.key_type ?? NULL_TYPE;
export const valueOf = (type: FlinkType): FlinkType => type.value_type ?? NULL_TYPE;
export const fieldsOf = (type: FlinkType): FieldType[] =>
	(type.fields ?? []).map(({ name, field_type, description }) => ({
		name,
		type: field_type,
		...(description === undefined ? {} : { description }),
	}));
