import { elementOf, fieldsOf, keyOf, valueOf, type FlinkType } from './flinkType';
import { familyOf, isApproximate, isCharacter, isLocalZoned } from './typeFamily';

/** Fractions of seconds as long as they have to be. */
const isoText = (sql: string, suffix: string): string =>
	`(regexp_replace(strftime(${sql}, '%Y-%m-%dT%H:%M:%S.%f'), '\\.?0+$', '') || '${suffix}')`;

const quoteSql = (text: string): string => `'${text.replace(/'/g, "''")}'`;

/** DuckDB SQL of the JSON that Flink makes of a value, `null` of NULL; null where Flink makes none of the type. */
export function jsonText(sql: string, type: FlinkType, depth = 0): string | null {
	const text = presentText(sql, type, depth);
	return text && `coalesce(${text}, 'null')`;
}

function presentText(sql: string, type: FlinkType, depth: number): string | null {
	if (isCharacter(type)) return `flink_json_text(${sql})`;
	if (isApproximate(type)) return `flink_json_double(CAST(${sql} AS DOUBLE))`;
	switch (familyOf(type)) {
		case 'NULL':
			return 'CAST(NULL AS VARCHAR)';
		case 'NUMERIC':
		case 'BOOLEAN':
		case 'VARIANT':
			return `CAST(${sql} AS VARCHAR)`;
		case 'BINARY':
			return `('"' || to_base64(${sql}) || '"')`;
		case 'TIMESTAMP':
			return `('"' || ${isoText(sql, isLocalZoned(type) ? 'Z' : '')} || '"')`;
		default:
			return containerText(sql, type, depth);
	}
}

function containerText(sql: string, type: FlinkType, depth: number): string | null {
	const variable = `j${depth}`;
	const inner = (value: string, of: FlinkType) => jsonText(value, of, depth + 1);
	switch (familyOf(type)) {
		case 'ARRAY': {
			const element = inner(variable, elementOf(type));
			return element && `('[' || array_to_string(list_transform(${sql}, lambda ${variable}: ${element}), ',') || ']')`;
		}
		case 'MAP': {
			const value = inner(`${variable}.value`, valueOf(type));
			if (!isCharacter(keyOf(type)) || value === null) return null;
			const entry = `flink_json_text(${variable}.key) || ':' || ${value}`;
			return `('{' || array_to_string(list_transform(map_entries(${sql}), lambda ${variable}: ${entry}), ',') || '}')`;
		}
		case 'ROW':
			return rowText(sql, type, inner);
		default:
			return null;
	}
}

function rowText(sql: string, type: FlinkType, inner: (sql: string, type: FlinkType) => string | null): string | null {
	const members: string[] = [];
	for (const [index, field] of fieldsOf(type).entries()) {
		const value = inner(`struct_extract(${sql}, 'f${index}')`, field.type);
		if (value === null) return null;
		members.push(`flink_json_text(${quoteSql(field.name)}) || ':' || ${value}`);
	}
	return `CASE WHEN ${sql} IS NOT NULL THEN '{' || ${members.join(" || ',' || ")} || '}' END`;
}
