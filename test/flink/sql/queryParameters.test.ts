import fc from 'fast-check';
import {
	bindQueryParameters,
	QueryParameterError,
	type ParameterFacts,
	type QueryParameter,
} from '../../../nodes/shared/flink/sql/queryParameters';
import type { ShownValue } from '../../../nodes/shared/flink/sql/shownValue';
import { PARAMETER_TYPES, type ParameterType } from '../../../nodes/shared/flink/sql/sqlLiteral';
import { scanSql } from '../../../nodes/shared/flink/sql/sqlScanner';

const text = (name: string, value: unknown): QueryParameter => ({ name, type: 'string', value });
const number = (name: string, value: unknown): QueryParameter => ({ name, type: 'number', value });

describe('bindQueryParameters', () => {
	it('replaces every use of a name and leaves quotes and comments alone', () => {
		const sql = "SELECT ':a' AS `:a`, :a -- :a\nFROM :t /* :a */ WHERE x = :a AND y < :b";
		const bound = bindQueryParameters(sql, [
			text('a', "it's"),
			{ name: 't', type: 'identifier', value: 'orders' },
			number('b', 5),
		]);
		expect(bound).toBe(
			"SELECT ':a' AS `:a`, 'it''s' -- :a\nFROM `orders` /* :a */ WHERE x = 'it''s' AND y < 5",
		);
	});

	it('takes a date object as the text that JSON has for it', () => {
		const day = new Date('2024-06-15T00:00:00Z');
		const bound = bindQueryParameters('SELECT :d, :t, :s', [
			{ name: 'd', type: 'date', value: day },
			{ name: 't', type: 'timestampLtz', value: day },
			text('s', { toJSON: () => '2024-06-15T02:00:00.000+02:00' }),
		]);
		expect(bound).toBe("SELECT DATE '2024-06-15', CAST('2024-06-15 00:00:00.000' AS TIMESTAMP_LTZ), '2024-06-15T02:00:00.000+02:00'");
		expect(() => bindQueryParameters('SELECT :d', [{ name: 'd', type: 'date', value: new Date(Number.NaN) }])).toThrow(
			expect.objectContaining({ facts: { reason: 'parameterValue', name: 'd', type: 'date', value: { kind: 'object' }, expected: { form: 'date' } } }),
		);
	});

	const json = (value: unknown, sqlType?: string): QueryParameter => ({ name: 'j', type: 'json', value, sqlType });

	it.each<[string, unknown, string, string]>([
		['JSON text', '{"a": 9007199254740993, "b": [1, null]}', 'ROW<a BIGINT, b ARRAY<INT>>', "CAST((ROW(CAST('9007199254740993' AS BIGINT), ARRAY[1, CAST(NULL AS INT)])) AS ROW<`a` BIGINT, `b` ARRAY<INT>>)"],
		['an object', { a: 1 }, 'MAP<STRING, INT>', "MAP[CAST('a' AS STRING), 1]"],
		['a text in JSON', '"a:j"', 'STRING', "CAST('a:j' AS STRING)"],
		['null', 'null', 'ROW<a INT>', 'CAST(NULL AS ROW<`a` INT>)'],
		['a number', 7, 'INT', '7'],
		['a date in an object', { at: new Date(0) }, 'ROW<at TIMESTAMP_LTZ(3)>', "CAST((ROW(CAST('1970-01-01 00:00:00.000' AS TIMESTAMP_LTZ(3)))) AS ROW<`at` TIMESTAMP_LTZ(3)>)"],
		['a date', new Date(0), 'TIMESTAMP_LTZ(3)', "CAST('1970-01-01 00:00:00.000' AS TIMESTAMP_LTZ(3))"],
	])('writes %s as its SQL type', (_, value, sqlType, literal) => {
		expect(bindQueryParameters('SELECT :j', [json(value, sqlType)])).toBe(`SELECT ${literal}`);
	});

	it.each<[string, QueryParameter, ParameterFacts]>([
		['no SQL type', json('1'), { reason: 'parameterSqlType', name: 'j', sqlType: '' }],
		['another SQL type', json('1', 'TEXT'), { reason: 'parameterSqlType', name: 'j', sqlType: 'TEXT' }],
		['text that is no JSON', json('abc', 'STRING'), { reason: 'parameterValue', name: 'j', type: 'json', value: { kind: 'text', text: 'abc' }, expected: { form: 'json' } }],
		[
			'a part that does not fit',
			json('{"a": {"b": [1, 2, 300]}}', 'ROW<a ROW<b ARRAY<TINYINT>>>'),
			{ reason: 'parameterValue', name: 'j', type: 'json', value: { kind: 'text', text: '300' }, expected: { form: 'integer', least: '-128', most: '127' }, path: ['a', 'b', 2] },
		],
		['a part that is an object', json({ a: { b: 1 } }, 'MAP<STRING, INT>'), { reason: 'parameterValue', name: 'j', type: 'json', value: { kind: 'object' }, expected: { form: 'integer', least: '-2147483648', most: '2147483647' }, path: ['a'] }],
		['a part that is a list', { name: 'j', type: 'list', value: '[[1]]' }, { reason: 'parameterValue', name: 'j', type: 'list', value: { kind: 'list' }, expected: { form: 'noListInList' }, path: [0] }],
	])('refuses JSON with %s', (_, parameter, facts) => {
		expect(() => bindQueryParameters('SELECT :j', [parameter])).toThrow(expect.objectContaining({ facts }));
	});

	it('leaves SQL without placeholders as it is', () => {
		expect(bindQueryParameters("SELECT '100%', 'a:b'", [])).toBe("SELECT '100%', 'a:b'");
	});

	it('does not look for placeholders in values', () => {
		expect(bindQueryParameters('SELECT :a, :b', [text('a', ':b'), text('b', ':a')])).toBe(
			"SELECT ':b', ':a'",
		);
	});

	it.each(['__proto__', 'constructor', 'toString', '_', 'größe', 'a1'])('takes the name %s', (name) => {
		expect(bindQueryParameters(`SELECT :${name}`, [text(name, 'x')])).toBe("SELECT 'x'");
	});

	it('takes a name that was typed with its colon', () => {
		expect(bindQueryParameters('SELECT :a', [number(':a', 1)])).toBe('SELECT 1');
	});

	it.each([
		['SELECT 5 -:n', 'SELECT 5 - -1'],
		['SELECT 5 - :n', 'SELECT 5 - -1'],
		['SELECT (:n)', 'SELECT (-1)'],
	])('keeps %s from becoming a comment', (sql, bound) => {
		expect(bindQueryParameters(sql, [number('n', -1)])).toBe(bound);
	});

	it.each([
		["SELECT :s'b'", "SELECT 'a' 'b'"],
		['SELECT U&:s', "SELECT U& 'a'"],
	])('keeps the literal in %s from growing together with its neighbour', (sql, bound) => {
		expect(bindQueryParameters(sql, [text('s', 'a')])).toBe(bound);
	});

	const unfit = (type: ParameterType, form: 'number' | 'text', value: ShownValue): ParameterFacts => ({ reason: 'parameterValue', name: 'a', type, value, expected: { form } });

	it.each<[string, string, QueryParameter[], ParameterFacts]>([
		['a placeholder without a value', 'SELECT :a', [], { reason: 'parametersMissing', names: ['a'] }],
		['several placeholders without a value', 'SELECT :a, :b, :c', [text('b', '')], { reason: 'parametersMissing', names: ['a', 'c'] }],
		['__proto__ without a value', 'SELECT :__proto__', [], { reason: 'parametersMissing', names: ['__proto__'] }],
		['a parameter that is not used', 'SELECT 1', [text('a', '')], { reason: 'parametersUnused', names: ['a'] }],
		['several parameters that are not used', 'SELECT 1', [text('a', ''), text('b', '')], { reason: 'parametersUnused', names: ['a', 'b'] }],
		['a parameter that only a string uses', "SELECT ':a'", [text('a', '')], { reason: 'parametersUnused', names: ['a'] }],
		['a parameter that follows a name', 'SELECT 1 LIMIT:a', [text('a', '')], { reason: 'parametersUnused', names: ['a'] }],
		['a name given twice', 'SELECT :a', [text('a', ''), text('a', '')], { reason: 'parameterTwice', name: 'a' }],
		['a name given twice, once with colon', 'SELECT :a', [text('a', ''), text(':a', '')], { reason: 'parameterTwice', name: 'a' }],
		['an empty name', 'SELECT 1', [text('', '')], { reason: 'parameterName', name: '' }],
		['a name with a space', 'SELECT 1', [text('a b', '')], { reason: 'parameterName', name: 'a b' }],
		['a name that begins with a digit', 'SELECT 1', [text('1a', '')], { reason: 'parameterName', name: '1a' }],
		['another case', 'SELECT :A', [text('a', '')], { reason: 'parametersMissing', names: ['A'] }],
		['a value of another type', 'SELECT :a', [number('a', 'x')], unfit('number', 'number', { kind: 'text', text: 'x' })],
		['a missing value', 'SELECT :a', [text('a', undefined)], unfit('string', 'text', { kind: 'text', text: 'undefined' })],
		['a list where a text belongs', 'SELECT :a', [text('a', [1])], unfit('string', 'text', { kind: 'list' })],
		['a long value', 'SELECT :a', [number('a', 'x'.repeat(1000))], unfit('number', 'number', { kind: 'text', text: `${'x'.repeat(60)}…` })],
	])('refuses %s', (_what, sql, parameters, facts) => {
		expect(() => bindQueryParameters(sql, parameters)).toThrow(QueryParameterError);
		expect(() => bindQueryParameters(sql, parameters)).toThrow(expect.objectContaining({ facts }));
	});
});

const HOSTILE_TEXTS = [
	"'",
	"''",
	"'''",
	"' OR '1'='1",
	"'; DROP TABLE orders; --",
	"\\'",
	'\\',
	"\\\\'; --",
	'"',
	'`',
	'``; --',
	'--',
	'-- \n',
	'//',
	'/*',
	'*/',
	'/*+ OPTIONS(',
	':a',
	'::',
	':after',
	'\u0000',
	"\u0000' OR 1=1 --",
	'\r\n',
	'\u2028\u2029',
	'\uFEFF',
	'ʼ＇’',
	'日本語 🎉 \u202E',
	'e\u0301',
	"E'\\''",
	"U&'\\0027'",
	"x'27'",
	'${a} {{ $json }} %s ?',
	"$& $1 $` $'",
	'1e400',
	'-1e-400',
	'__proto__',
	'constructor',
	'NULL',
	'\uD800',
	"'".repeat(10_001),
	'\\'.repeat(10_001),
	'x'.repeat(1_000_000),
];

describe('a text value stays one string, and the SQL around it as it was', () => {
	const before = "SELECT ':a', `x` /* ' */ FROM t WHERE a = ";
	const after = " AND b = ':after' -- end ' :x\nAND c = `:d`";

	const expectContained = (value: string) => {
		const bound = bindQueryParameters(`${before}:a${after}`, [text('a', value)]);
		expect(bound.startsWith(before)).toBe(true);
		expect(bound.endsWith(after)).toBe(true);
		const end = bound.length - after.length;
		const tokens = scanSql(bound).filter((token) => token.end > before.length && token.start < end);
		expect(tokens).toEqual([{ kind: 'string', start: before.length, end }]);
		expect(bound.slice(before.length + 1, end - 1).replaceAll("''", "'")).toBe(value);
	};

	it.each(HOSTILE_TEXTS)('%#', (value) => {
		expectContained(value);
	});

	it('for any text', () => {
		fc.assert(fc.property(fc.string({ unit: 'binary' }), expectContained), { numRuns: 500 });
	});

	it('for texts made of what SQL is made of', () => {
		const pieces = fc.constantFrom(
			"'",
			"''",
			'\\',
			'--',
			'/*',
			'*/',
			'`',
			'"',
			':a',
			'\n',
			' ',
			'E',
			'x',
			'\u0000',
			';',
		);
		fc.assert(
			fc.property(
				fc.array(pieces).map((parts) => parts.join('')),
				expectContained,
			),
			{ numRuns: 1000 },
		);
	});
});

describe('a value of any type cannot end its literal', () => {
	it('whatever the type and the value', () => {
		const values = fc.oneof(
			fc.constantFrom(...HOSTILE_TEXTS.filter((value) => value.length < 1000)),
			fc.string({ unit: 'binary' }),
			fc.double(),
			fc.integer(),
			fc.json(),
			fc.array(fc.oneof(fc.string(), fc.constant(null))),
			fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
			fc.base64String(),
		);
		fc.assert(
			fc.property(fc.constantFrom(...PARAMETER_TYPES), fc.constantFrom('STRING', 'VARIANT', 'ARRAY<STRING>', 'MAP<STRING, VARIANT>'), values, (type, sqlType, value) => {
				let bound: string;
				try {
					bound = bindQueryParameters('SELECT :a END', [{ name: 'a', type, value, sqlType }]);
				} catch (error) {
					expect(error).toBeInstanceOf(QueryParameterError);
					return;
				}
				expect(bound.startsWith('SELECT ')).toBe(true);
				expect(bound.endsWith(' END')).toBe(true);
				const code = scanSql(bound).flatMap(({ kind, start, end }) =>
					kind === 'code' ? [bound.slice(start, end)] : [],
				);
				expect(scanSql(bound).every(({ kind }) => kind !== 'comment' && kind !== 'placeholder')).toBe(true);
				expect(code.join('')).toMatch(/^SELECT [\w\s.,()[\]<>+-]* END$/);
			}),
			{ numRuns: 2000 },
		);
	});
});
