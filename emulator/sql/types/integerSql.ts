import { duckType } from './duckType';
import type { FlinkType } from './flinkType';
import { integerRank, isApproximate } from './typeFamily';

/** Half the number of values of TINYINT, SMALLINT, INT and BIGINT: what is this great is one too great. */
const HALVES = ['128', '32768', '2147483648', '9223372036854775808'];

/** The DuckDB type in which no sum or product of two values of an integer type overflows. */
export const wider = (type: FlinkType): string => (integerRank(type) === 3 ? 'HUGEINT' : 'BIGINT');

/** A whole number of any size as a value of an integer type: Flink keeps the low bits, without an error. */
export function wrapped(sql: string, type: FlinkType): string {
	return `CAST(flink_wrap(${sql}, ${HALVES[integerRank(type)] ?? '0'}) AS ${duckType(type)})`;
}

/**
 * A number as an integer, its fraction cut off: of an exact number that is too great the low bits stay, of an
 * approximate one the greatest or least INT or BIGINT, as Java has it.
 */
export function toIntegerSql(sql: string, from: FlinkType, to: FlinkType): string {
	const rank = integerRank(from);
	if (rank >= 0 && rank <= integerRank(to)) return `CAST(${sql} AS ${duckType(to)})`;
	if (rank >= 0) return wrapped(sql, to);
	if (!isApproximate(from)) return wrapped(`CAST(trunc(${sql}) AS HUGEINT)`, to);
	if (integerRank(to) === 3) return `flink_long_of_double(CAST(${sql} AS DOUBLE))`;
	return wrapped(`CAST(flink_int_of_double(CAST(${sql} AS DOUBLE)) AS BIGINT)`, to);
}
