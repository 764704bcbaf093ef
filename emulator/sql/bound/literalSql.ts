import { duckType } from '../types/duckType';
import type { LiteralExpr } from '../syntax/tree/ast';

/** Text as a DuckDB string literal; NUL cannot stand in one. */
export function quote(text: string): string {
	const quoted = text.split('\0').map((part) => `'${part.replace(/'/g, "''")}'`);
	return quoted.length === 1 ? String(quoted[0]) : `(${quoted.join(' || chr(0) || ')})`;
}

/** A constant with its type spelt out, so that DuckDB guesses none of its own. */
export function literalSql({ type, value }: LiteralExpr): string {
	if (value === null) return `CAST(NULL AS ${duckType(type)})`;
	switch (type.type) {
		case 'CHAR':
			return `CAST(${quote(value)} AS VARCHAR)`;
		case 'BINARY':
			return `from_hex('${value}')`;
		case 'INTERVAL_YEAR_MONTH':
			return `to_months(${value})`;
		case 'INTERVAL_DAY_TIME':
			return `to_microseconds(${value})`;
		case 'BOOLEAN':
		case 'INTEGER':
		case 'BIGINT':
		case 'DOUBLE':
		case 'DECIMAL':
			return `CAST(${value} AS ${duckType(type)})`;
		default:
			return `CAST('${value}' AS ${duckType(type)})`;
	}
}
