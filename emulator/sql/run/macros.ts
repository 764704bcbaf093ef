const saturated = (name: string, type: string, least: string, greatest: string): string =>
	`CREATE MACRO ${name}(x) AS CASE WHEN isnan(x) THEN 0 WHEN x >= ${greatest} THEN CAST(${greatest} AS ${type})
		WHEN x <= ${least} THEN CAST(${least} AS ${type}) ELSE CAST(trunc(x) AS ${type}) END`;

/** What Flink does with values and DuckDB has no function for, where SQL suffices. */
export const MACROS: readonly string[] = [
	// A UUID that follows from a text.
	`CREATE MACRO flink_uuid_of(text) AS concat_ws('-', left(md5(text), 8), substr(md5(text), 9, 4),
		'4' || substr(md5(text), 14, 3), 'a' || substr(md5(text), 18, 3), right(md5(text), 12))`,
	// The low bits of a whole number, as a signed number.
	'CREATE MACRO flink_wrap(x, half) AS ((x + half) & (half * 2 - 1)) - half',
	// The elements of a list, each where it is first seen. Lambdas must not repeat an argument: it may be a subquery.
	`CREATE MACRO flink_distinct(list) AS
		list_extract(list_transform([list], lambda l: list_filter(l, lambda x, i: list_position(l, x) = i)), 1)`,
	// The elements of one list that are in another one, or are not.
	`CREATE MACRO flink_sifted(list, other, kept) AS list_extract(list_transform([{'l': list, 'o': other, 'k': kept}],
		lambda v: CASE WHEN v.o IS NULL THEN NULL ELSE
			list_filter(v.l, lambda x, i: list_position(v.l, x) = i AND (list_position(v.o, x) IS NOT NULL) = v.k) END), 1)`,
	`CREATE MACRO flink_without(list, value) AS list_extract(list_transform([{'l': list, 'x': value}],
		lambda v: list_filter(v.l, lambda x: x IS DISTINCT FROM v.x)), 1)`,
	// array_to_string takes a constant separator only.
	`CREATE MACRO flink_joined(list, separator, nothing) AS list_extract(list_transform(
		[{'l': CAST(list AS VARCHAR[]), 's': separator, 'n': nothing}], lambda v: CASE WHEN v.l IS NOT NULL THEN
			substr(list_reduce(list_prepend('', list_transform(list_filter(v.l, lambda x: coalesce(x, v.n) IS NOT NULL),
				lambda x: v.s || coalesce(x, v.n))), lambda a, b: a || b), length(v.s) + 1) END), 1)`,
	// A DOUBLE that no FLOAT holds is infinite.
	`CREATE MACRO flink_float(x) AS CASE WHEN abs(x) >= 3.4028235677973366e38 AND NOT isnan(x)
		THEN CAST(CASE WHEN x > 0 THEN 'Infinity' ELSE '-Infinity' END AS FLOAT) ELSE CAST(x AS FLOAT) END`,
	saturated('flink_int_of_double', 'INTEGER', '-2147483648', '2147483647'),
	saturated('flink_long_of_double', 'BIGINT', '-9223372036854775808', '9223372036854775807'),
];
