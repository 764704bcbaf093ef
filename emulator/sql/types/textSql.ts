import { elementOf, fieldsOf, INTEGER, keyOf, valueOf, type FlinkType } from './flinkType';
import { familyOf, isApproximate, isCharacter, isInterval, isLocalZoned } from './typeFamily';
import { toLocal } from './zonedSql';

function timestampText(sql: string, precision: number): string {
	if (precision === 0) return `strftime(${sql}, '%Y-%m-%d %H:%M:%S')`;
	const text = `strftime(${sql}, '%Y-%m-%d %H:%M:%S.%f')`;
	return precision >= 6 ? `rpad(${text}, ${20 + precision}, '0')` : `left(${text}, ${20 + precision})`;
}

/** Containers inside of one another need variables of their own. */
type Inner = (sql: string, type: FlinkType) => string;

function containerText(sql: string, from: FlinkType, variable: string, inner: Inner): string | null {
	const member = (value: string, type: FlinkType) => `coalesce(${inner(value, type)}, 'NULL')`;
	const joined = (list: string, text: string) =>
		`array_to_string(list_transform(${list}, lambda ${variable}: ${text}), ', ')`;
	switch (familyOf(from)) {
		case 'ARRAY':
			return `('[' || ${joined(sql, member(variable, elementOf(from)))} || ']')`;
		case 'MAP':
		case 'MULTISET': {
			const [key, value] = from.type === 'MAP' ? [keyOf(from), valueOf(from)] : [elementOf(from), INTEGER()];
			const entry = `${member(`${variable}.key`, key)} || '=' || ${member(`${variable}.value`, value)}`;
			return `('{' || ${joined(`map_entries(${sql})`, entry)} || '}')`;
		}
		case 'ROW': {
			const fields = fieldsOf(from).map(({ type }, index) =>
				member(`struct_extract(${sql}, 'f${index}')`, type),
			);
			return `CASE WHEN ${sql} IS NOT NULL THEN '(' || ${fields.join(" || ', ' || ")} || ')' END`;
		}
		default:
			return null;
	}
}

function plainText(sql: string, from: FlinkType, zone: string): string {
	if (from.type === 'BOOLEAN') return `upper(CAST(${sql} AS VARCHAR))`;
	if (isApproximate(from)) return `flink_double_text(CAST(${sql} AS DOUBLE), ${from.type === 'FLOAT'})`;
	if (isLocalZoned(from)) return timestampText(toLocal(sql, zone), from.precision ?? 6);
	if (familyOf(from) === 'TIMESTAMP') return timestampText(sql, from.precision ?? 6);
	if (familyOf(from) === 'BINARY') return `flink_text(${sql})`;
	if (isInterval(from)) return `flink_interval_text(${sql}, ${from.type === 'INTERVAL_YEAR_MONTH'})`;
	return `CAST(${sql} AS VARCHAR)`;
}

/** DuckDB SQL of the text that Flink's CAST makes of a value; NULL stays NULL, and is `NULL` inside of containers. */
export function textSql(sql: string, from: FlinkType, zone: string, depth = 0): string {
	if (isCharacter(from)) return sql;
	const inner: Inner = (value, type) => textSql(value, type, zone, depth + 1);
	return containerText(sql, from, `e${depth}`, inner) ?? plainText(sql, from, zone);
}
