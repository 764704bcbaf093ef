/* eslint-disable @n8n/community-nodes/require-node-api-error -- not in the published package: n8n's rules for nodes do not apply here */
import { SqlError } from '../../sql/engine';
import { functionNames } from '../../sql/functions/registry';
import { SNAPSHOT, SqlSession } from './sqlSession';

const session = new SqlSession();
afterAll(() => session.close());

/** Every function with arguments that it takes; what stands in front of them, such as a unit, is part of the template. */
const CALLS: Readonly<Record<string, readonly [template: string, ...args: string[]]>> = {
	ASCII: ['ASCII($0)', "'a'"],
	BTRIM: ['BTRIM($0, $1)', "'a'", "'b'"],
	CHAR_LENGTH: ['CHAR_LENGTH($0)', "'a'"],
	CHR: ['CHR($0)', '65'],
	CONCAT: ['CONCAT($0, $1)', "'a'", "'b'"],
	DECODE: ['DECODE($0, $1)', "x'41'", "'UTF-8'"],
	ENCODE: ['ENCODE($0, $1)', "'a'", "'UTF-8'"],
	ENDSWITH: ['ENDSWITH($0, $1)', "'a'", "'b'"],
	FROM_BASE64: ['FROM_BASE64($0)', "'YQ=='"],
	HEX: ['HEX($0)', '5'],
	INITCAP: ['INITCAP($0)', "'a'"],
	INSTR: ['INSTR($0, $1, $2, $3)', "'abab'", "'b'", '1', '1'],
	LEFT: ['LEFT($0, $1)', "'abc'", '2'],
	LOCATE: ['LOCATE($0, $1, $2)', "'b'", "'abab'", '1'],
	LOWER: ['LOWER($0)', "'A'"],
	LPAD: ['LPAD($0, $1, $2)', "'a'", '3', "'x'"],
	LTRIM: ['LTRIM($0, $1)', "'a'", "'b'"],
	MD5: ['MD5($0)', "'a'"],
	OVERLAY: ['OVERLAY($0 PLACING $1 FROM $2 FOR $3)', "'abc'", "'x'", '1', '1'],
	PARSE_URL: ['PARSE_URL($0, $1, $2)', "'http://h/?a=1'", "'QUERY'", "'a'"],
	POSITION: ['POSITION($0 IN $1)', "'b'", "'ab'"],
	REGEXP: ['REGEXP($0, $1)', "'a'", "'b'"],
	REGEXP_COUNT: ['REGEXP_COUNT($0, $1)', "'a'", "'b'"],
	REGEXP_EXTRACT: ['REGEXP_EXTRACT($0, $1, $2)', "'a'", "'(a)'", '1'],
	REGEXP_EXTRACT_ALL: ['REGEXP_EXTRACT_ALL($0, $1, $2)', "'a'", "'(a)'", '1'],
	REGEXP_INSTR: ['REGEXP_INSTR($0, $1)', "'a'", "'b'"],
	REGEXP_REPLACE: ['REGEXP_REPLACE($0, $1, $2)', "'a'", "'b'", "'c'"],
	REGEXP_SUBSTR: ['REGEXP_SUBSTR($0, $1)', "'a'", "'b'"],
	REPEAT: ['REPEAT($0, $1)', "'a'", '2'],
	REPLACE: ['REPLACE($0, $1, $2)', "'a'", "'b'", "'c'"],
	REVERSE: ['REVERSE($0)', "'ab'"],
	RIGHT: ['RIGHT($0, $1)', "'abc'", '2'],
	RPAD: ['RPAD($0, $1, $2)', "'a'", '3', "'x'"],
	RTRIM: ['RTRIM($0, $1)', "'a'", "'b'"],
	SHA2: ['SHA2($0, $1)', "'a'", '256'],
	SPLIT: ['SPLIT($0, $1)', "'a,b'", "','"],
	SPLIT_INDEX: ['SPLIT_INDEX($0, $1, $2)', "'a,b'", "','", '1'],
	STARTSWITH: ['STARTSWITH($0, $1)', "'a'", "'b'"],
	STR_TO_MAP: ['STR_TO_MAP($0, $1, $2)', "'a=1'", "','", "'='"],
	SUBSTR: ['SUBSTR($0, $1, $2)', "'abc'", '1', '2'],
	SUBSTRING: ['SUBSTRING($0, $1, $2)', "'abc'", '1', '2'],
	TO_BASE64: ['TO_BASE64($0)', "'a'"],
	TRIM: ['TRIM(BOTH $0 FROM $1)', "'a'", "'aba'"],
	UNHEX: ['UNHEX($0)', "'41'"],
	UPPER: ['UPPER($0)', "'a'"],
	URL_DECODE: ['URL_DECODE($0)', "'a'"],
	URL_ENCODE: ['URL_ENCODE($0)', "'a'"],
	JSON_QUOTE: ['JSON_QUOTE($0)', "'a'"],
	JSON_UNQUOTE: ['JSON_UNQUOTE($0)', "'a'"],
	JSON_VALUE: ['JSON_VALUE($0, $1)', "'{}'", "'$'"],
	JSON_QUERY: ['JSON_QUERY($0, $1)', "'{}'", "'$'"],
	JSON_EXISTS: ['JSON_EXISTS($0, $1)', "'{}'", "'$'"],
	JSON_STRING: ['JSON_STRING($0)', "'a'"],
	ABS: ['ABS($0)', '1'],
	ACOS: ['ACOS($0)', '0.5e0'],
	ASIN: ['ASIN($0)', '0.5e0'],
	ATAN: ['ATAN($0)', '1'],
	ATAN2: ['ATAN2($0, $1)', '1', '2'],
	BIN: ['BIN($0)', '5'],
	CEIL: ['CEIL($0)', '1.5'],
	COS: ['COS($0)', '1'],
	COSH: ['COSH($0)', '1'],
	COT: ['COT($0)', '1'],
	DEGREES: ['DEGREES($0)', '1'],
	EXP: ['EXP($0)', '1'],
	FLOOR: ['FLOOR($0)', '1.5'],
	GREATEST: ['GREATEST($0, $1)', '1', '2'],
	LEAST: ['LEAST($0, $1)', '1', '2'],
	LN: ['LN($0)', '2'],
	LOG: ['LOG($0, $1)', '2', '8'],
	LOG10: ['LOG10($0)', '10'],
	LOG2: ['LOG2($0)', '8'],
	MOD: ['MOD($0, $1)', '7', '3'],
	POWER: ['POWER($0, $1)', '2', '3'],
	RADIANS: ['RADIANS($0)', '1'],
	RAND: ['RAND($0)', '1'],
	RAND_INTEGER: ['RAND_INTEGER($0, $1)', '1', '5'],
	ROUND: ['ROUND($0, $1)', '2.55', '1'],
	SIGN: ['SIGN($0)', '1'],
	SIN: ['SIN($0)', '1'],
	SINH: ['SINH($0)', '1'],
	SQRT: ['SQRT($0)', '2'],
	TAN: ['TAN($0)', '1'],
	TANH: ['TANH($0)', '1'],
	TRUNCATE: ['TRUNCATE($0, $1)', '2.55', '1'],
	CONVERT_TZ: ['CONVERT_TZ($0, $1, $2)', "'2024-01-01 00:00:00'", "'UTC'", "'UTC'"],
	DATE_FORMAT: ['DATE_FORMAT($0, $1)', "'2024-01-01 00:00:00'", "'yyyy'"],
	FROM_UNIXTIME: ['FROM_UNIXTIME($0, $1)', '0', "'yyyy'"],
	TO_DATE: ['TO_DATE($0, $1)', "'2024'", "'yyyy'"],
	TO_TIMESTAMP: ['TO_TIMESTAMP($0, $1)', "'2024'", "'yyyy'"],
	TIMESTAMPADD: ['TIMESTAMPADD(DAY, $0, $1)', '1', "DATE '2024-01-01'"],
	TIMESTAMPDIFF: ['TIMESTAMPDIFF(DAY, $0, $1)', "DATE '2024-01-01'", "DATE '2024-01-02'"],
	ARRAY_CONCAT: ['ARRAY_CONCAT($0, $1)', 'ARRAY[1]', 'ARRAY[2]'],
	ARRAY_DISTINCT: ['ARRAY_DISTINCT($0)', 'ARRAY[1]'],
	ARRAY_EXCEPT: ['ARRAY_EXCEPT($0, $1)', 'ARRAY[1]', 'ARRAY[2]'],
	ARRAY_INTERSECT: ['ARRAY_INTERSECT($0, $1)', 'ARRAY[1]', 'ARRAY[2]'],
	ARRAY_POSITION: ['ARRAY_POSITION($0, $1)', 'ARRAY[1]', '1'],
	ARRAY_REVERSE: ['ARRAY_REVERSE($0)', 'ARRAY[1]'],
	ARRAY_SLICE: ['ARRAY_SLICE($0, $1, $2)', 'ARRAY[1]', '1', '1'],
	ARRAY_UNION: ['ARRAY_UNION($0, $1)', 'ARRAY[1]', 'ARRAY[2]'],
	CARDINALITY: ['CARDINALITY($0)', 'ARRAY[1]'],
	MAP_KEYS: ['MAP_KEYS($0)', "MAP['a', 1]"],
	MAP_VALUES: ['MAP_VALUES($0)', "MAP['a', 1]"],
	MAP_ENTRIES: ['MAP_ENTRIES($0)', "MAP['a', 1]"],
	MAP_FROM_ARRAYS: ['MAP_FROM_ARRAYS($0, $1)', "ARRAY['a']", 'ARRAY[1]'],
	MAP_UNION: ['MAP_UNION($0, $1)', "MAP['a', 1]", "MAP['b', 2]"],
};
/** Functions that give a value although an argument is NULL. */
const TOLERANT = new Set(['TRANSLATE', 'CONCAT_WS']);

const sqlOf = ([template, ...args]: readonly string[], replaced: number, by: string): string =>
	args.reduce((sql, arg, index) => sql.replace(`$${index}`, () => (index === replaced ? by : arg)), template ?? '');

const typeOf = (literal: string): string => {
	if (literal.startsWith('ARRAY')) return literal.includes("'") ? 'ARRAY<STRING>' : 'ARRAY<INT>';
	if (literal.startsWith('MAP')) return 'MAP<STRING, INT>';
	if (literal.startsWith('DATE')) return 'DATE';
	if (literal.startsWith('x')) return 'BYTES';
	return literal.startsWith("'") ? 'STRING' : literal.includes('e') ? 'DOUBLE' : literal.includes('.') ? 'DECIMAL(5, 2)' : 'INT';
};

const CASES = Object.entries(CALLS).flatMap(([name, call]) =>
	call.slice(1).map((arg, index) => ({ name, call, arg, index })),
);

it('knows the functions that it calls', () => {
	const known = new Set([...functionNames(), 'CEIL', 'FLOOR']);
	for (const name of [...Object.keys(CALLS), ...TOLERANT]) expect(known).toContain(name);
});

it.each(CASES)('$name is NULL where argument $index is', async ({ call, arg, index }) => {
	const sql = sqlOf(call, index, `CAST(NULL AS ${typeOf(arg)})`);
	expect(await session.row(`SELECT ${sql}`)).toEqual([null]);
});

/** The same value, or the same refusal, each time; never an error that is DuckDB's own. */
const EDGES = ['-1', '0', '1', '-2147483648', '2147483647', '100'];
const NUMERIC = CASES.filter(({ name, arg }) => /^-?\d/.test(arg) && name !== 'REPEAT');

it.each(NUMERIC)('$name has a value or a refusal at every edge of argument $index', async ({ call, index }) => {
	for (const edge of EDGES) {
		// A text that long takes the memory that it is long.
		if (edge.length > 9 && /PAD\(/.test(call[0])) continue;
		try {
			await session.row(`SELECT ${sqlOf(call, index, edge)}`, SNAPSHOT);
		} catch (error) {
			if (!(error instanceof SqlError)) throw error;
			expect(error.detail).not.toMatch(/cannot run the statement/);
		}
	}
});
