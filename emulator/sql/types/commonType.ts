import {
	arrayOf,
	charOf,
	DOUBLE,
	decimal,
	elementOf,
	fieldsOf,
	keyOf,
	mapOf,
	NULL_TYPE,
	rowOf,
	timestamp,
	timestampLtz,
	valueOf,
	varbinary,
	varchar,
	withNullable,
	type FlinkType,
} from './flinkType';
import { familyOf, integerRank, isApproximate, isLocalZoned } from './typeFamily';

const DIGITS = [3, 5, 10, 19];
const MAX_PRECISION = 38;

/** An integer or decimal type seen as a DECIMAL. */
export function asDecimal(type: FlinkType): { precision: number; scale: number } {
	const rank = integerRank(type);
	if (rank >= 0) return { precision: DIGITS[rank] ?? 19, scale: 0 };
	return { precision: type.precision ?? 10, scale: type.scale ?? 0 };
}

/** Cuts a derived DECIMAL to 38 digits the way Flink does: the integer digits go first, down to a scale of 6. */
export function fittingDecimal(precision: number, scale: number): FlinkType {
	if (precision <= MAX_PRECISION) return decimal(precision, scale);
	const integerDigits = precision - scale;
	return decimal(MAX_PRECISION, Math.max(MAX_PRECISION - integerDigits, Math.min(scale, 6)));
}

function commonNumeric(a: FlinkType, b: FlinkType): FlinkType {
	if (isApproximate(a) || isApproximate(b)) {
		const other = isApproximate(a) ? b : a;
		const float = isApproximate(a) ? a : b;
		return float.type === 'FLOAT' && integerRank(other) >= 0 ? float : a.type === b.type ? a : DOUBLE();
	}
	if (integerRank(a) >= 0 && integerRank(b) >= 0) return integerRank(a) >= integerRank(b) ? a : b;
	const left = asDecimal(a);
	const right = asDecimal(b);
	const scale = Math.max(left.scale, right.scale);
	const digits = Math.max(left.precision - left.scale, right.precision - right.scale);
	return fittingDecimal(digits + scale, scale);
}

function commonText(a: FlinkType, b: FlinkType): FlinkType {
	const length = Math.max(a.length ?? 0, b.length ?? 0);
	return a.type === 'CHAR' && b.type === 'CHAR' && a.length === b.length ? charOf(length) : varchar(length);
}

function commonBinary(a: FlinkType, b: FlinkType): FlinkType {
	return a.type === b.type && a.length === b.length ? a : varbinary(Math.max(a.length ?? 0, b.length ?? 0));
}

function commonTimestamp(a: FlinkType, b: FlinkType): FlinkType {
	const precision = Math.max(a.precision ?? 6, b.precision ?? 6);
	return isLocalZoned(a) && isLocalZoned(b) ? timestampLtz(precision) : timestamp(precision);
}

function commonRow(a: FlinkType, b: FlinkType): FlinkType | null {
	const left = fieldsOf(a);
	const right = fieldsOf(b);
	if (left.length !== right.length) return null;
	const fields = [];
	for (const [index, field] of left.entries()) {
		const type = commonOf(field.type, right[index]?.type ?? NULL_TYPE);
		if (type === null) return null;
		fields.push({ name: field.name, type });
	}
	return rowOf(fields);
}

function commonMap(a: FlinkType, b: FlinkType): FlinkType | null {
	const key = commonOf(keyOf(a), keyOf(b));
	const value = commonOf(valueOf(a), valueOf(b));
	return key && value ? mapOf(key, value) : null;
}

function sameFamily(a: FlinkType, b: FlinkType): FlinkType | null {
	switch (familyOf(a)) {
		case 'NUMERIC':
			return commonNumeric(a, b);
		case 'CHARACTER':
			return commonText(a, b);
		case 'BINARY':
			return commonBinary(a, b);
		case 'TIMESTAMP':
			return commonTimestamp(a, b);
		case 'ROW':
			return commonRow(a, b);
		case 'MAP':
			return commonMap(a, b);
		case 'ARRAY': {
			const element = commonOf(elementOf(a), elementOf(b));
			return element && arrayOf(element);
		}
		default:
			return a;
	}
}

function commonOf(a: FlinkType, b: FlinkType): FlinkType | null {
	const nullable = a.nullable || b.nullable;
	if (a.type === 'NULL') return withNullable(b, true);
	if (b.type === 'NULL') return withNullable(a, true);
	const families = [familyOf(a), familyOf(b)];
	if (families[0] === families[1]) {
		const common = sameFamily(a, b);
		return common && withNullable(common, nullable);
	}
	return null;
}

/** The least type that holds values of all the given ones, or null where there is none. */
export function commonType(types: readonly FlinkType[]): FlinkType | null {
	let common: FlinkType | null = types[0] ?? NULL_TYPE;
	for (const type of types.slice(1)) common = common && commonOf(common, type);
	return common;
}
