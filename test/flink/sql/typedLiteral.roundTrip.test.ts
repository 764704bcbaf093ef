import fc from 'fast-check';
import { createDuckDbEngine } from '../../../emulator';
import { compileDecoder } from '../../../nodes/shared/flink/rows/decodeValue';
import { parseColumns } from '../../../nodes/shared/flink/rows/resultSchema';
import { parseExactJson } from '../../../nodes/shared/flink/sql/exactJson';
import { parseSqlType } from '../../../nodes/shared/flink/sql/parseSqlType';
import { typedLiteral } from '../../../nodes/shared/flink/sql/typedLiteral';

const engine = createDuckDbEngine();
afterAll(() => engine.close());

const PROPERTIES = { 'sql.snapshot.mode': 'now', 'sql.current-catalog': 'default', 'sql.current-database': 'cluster_0' };

/** The value that a literal of the type is read back as, from a row of its own, and from one above a NULL. */
async function readBack(type: string, value: unknown, localTimeZone = 'UTC'): Promise<unknown> {
	const parsed = parseSqlType(type)!;
	const sql = typedLiteral(parsed, value, { localTimeZone });
	const alone = await firstValue(`SELECT ${sql} AS a`, localTimeZone);
	expect(await firstValue(`SELECT a FROM (VALUES (${sql}), (CAST(NULL AS ${parsed.text}))) AS t (a)`, localTimeZone)).toEqual(alone);
	return alone;
}

async function firstValue(sql: string, localTimeZone: string): Promise<unknown> {
	const statement = await engine.plan({ statementName: 's', environmentId: 'env-a1b2c3', sql, properties: { ...PROPERTIES, 'sql.local-time-zone': localTimeZone }, now: 0 });
	const [change] = (await statement.advance(0)).changes;
	const [column] = parseColumns({ columns: statement.columns });
	return compileDecoder(column!.type, { numbers: 'auto', localTimeZone }, ['a'])(change?.row[0]);
}

const same = (type: string, value: unknown): [string, unknown, unknown] => [type, value, value];

describe('a literal is read back as the value it was written for', () => {
	it.each<[string, unknown, unknown]>([
		same('BOOLEAN', true),
		same('BOOLEAN', false),
		same('TINYINT', -128),
		same('SMALLINT', 32767),
		same('INT', -2147483648),
		same('INTEGER', 2147483647),
		same('BIGINT', '-9223372036854775808'),
		same('BIGINT', '9223372036854775807'),
		same('DECIMAL(10, 2)', 12.3),
		same('DECIMAL(38, 0)', '9'.repeat(38)),
		same('DECIMAL(38, 38)', 0.5),
		same('FLOAT', 1.5),
		same('DOUBLE', 1e300),
		same('DOUBLE', 5e-324),
		same('DOUBLE', 'NaN'),
		same('DOUBLE', '-Infinity'),
		same('DECIMAL(2, 2)', -0.05),
		same('DECIMAL(2, 2)', 0),
		same('STRING', "O'Reilly\n\u0000 -- 日本 🎉 {{ 1 }} :a"),
		same('VARCHAR(3)', 'abc'),
		['CHAR(3)', 'ab', 'ab '],
		same('BYTES', 'AQL/'),
		same('VARBINARY(4)', ''),
		same('BINARY(3)', 'AQL/'),
		same('DATE', '2024-02-29'),
		same('TIME', '12:34:56'),
		['TIME(3)', '12:34:56.7', '12:34:56.700'],
		same('TIMESTAMP(0)', '2024-06-15T12:34:56'),
		same('TIMESTAMP(3)', '2024-06-15T12:34:56.789'),
		same('TIMESTAMP', '2024-06-15T12:34:56.123456'),
		same('TIMESTAMP_LTZ(3)', '2024-06-15T12:34:56.789Z'),
		['TIMESTAMP(3) WITH LOCAL TIME ZONE', '2024-06-15T12:34:56.789+02:00', '2024-06-15T10:34:56.789Z'],
		same('INTERVAL YEAR TO MONTH', '-1-06'),
		['INTERVAL MONTH', 'P18M', '+1-06'],
		same('INTERVAL DAY TO SECOND', '+100 02:03:04.567'),
		['INTERVAL MINUTE', '-90 minutes', '-0 01:30:00.000'],
		same('VARIANT', { a: [1, null, { b: 'x', c: [] }], 'd"': "e'", f: {} }),
		same('VARIANT', 'text'),
		['VARIANT', parseExactJson('[12345678901234567890, 1.50, 1e3]'), ['12345678901234567890', 1.5, 1000]],
		same('ARRAY<INT>', [1, null, 3]),
		same('ARRAY<STRING>', []),
		same('ARRAY<ARRAY<VARCHAR(3)>>', [['a', 'bcd'], [], null, [null]]),
		same('ARRAY<VARIANT>', [{ a: 1 }, null]),
		same('MAP<STRING, INT>', { a: 1, b: null, "c'": 3 }),
		same('MAP<STRING, INT>', {}),
		['MAP<INT, STRING>', { '1': 'x' }, [{ key: 1, value: 'x' }]],
		same('MAP<DATE, ARRAY<DOUBLE>>', [{ key: '2024-02-29', value: [1.5, null] }]),
		same('ROW<a INT, `b c` STRING>', { a: 1, 'b c': 'x' }),
		['ROW<a INT, b STRING>', [1, null], { a: 1, b: null }],
		['ROW<a INT, b STRING>', {}, { a: null, b: null }],
		same('ROW<a INT, n ROW<b ARRAY<ROW<c DECIMAL(5, 2), d MAP<STRING, BIGINT>>>>>', { a: 1, n: { b: [{ c: 1.5, d: { x: 5 } }, null, { c: null, d: {} }] } }),
		same('ARRAY<ROW<a ARRAY<INT>, m MAP<STRING, INT>, v VARIANT>>', [{ a: [], m: {}, v: [] }, { a: [1], m: { k: 1 }, v: 'x' }]),
		same('MAP<STRING, ROW<a BYTES, b TIMESTAMP(3), c TIME(3)>>', { k: { a: 'AQI=', b: '2024-06-15T12:34:56.789', c: '01:02:03.000' }, l: null }),
		same('MULTISET<STRING>', [{ value: "a'", count: 2 }, { value: 'b', count: 1 }]),
		same('MULTISET<INT>', []),
		same('MULTISET<ROW<a INT, b STRING>>', [{ value: { a: 1, b: 'x' }, count: 3 }]),
		same('ROW<a INT, m MULTISET<INT>>', { a: 1, m: [{ value: 7, count: 2 }] }),
		same('ARRAY<INTERVAL DAY TO SECOND>', ['+1 00:00:00.000', null]),
		...['BOOLEAN', 'INT', 'DECIMAL(5, 2)', 'DOUBLE', 'CHAR(3)', 'STRING', 'BYTES', 'DATE', 'TIME(3)', 'TIMESTAMP(3)', 'TIMESTAMP_LTZ(3)', 'INTERVAL DAY', 'INTERVAL YEAR', 'VARIANT', 'ARRAY<INT>', 'MAP<INT, INT>', 'MULTISET<INT>', 'ROW<a INT>'].map((type) => same(type, null)),
	])('%s %j', async (type, value, expected) => {
		expect(await readBack(type, value)).toEqual(expected);
	});

	it('an instant is the same one in any local time zone', async () => {
		expect(await readBack('ROW<at TIMESTAMP_LTZ(3)>', { at: '2024-06-15T12:34:56.789Z' }, 'Asia/Tokyo')).toEqual({ at: '2024-06-15T21:34:56.789' });
	});

	it('more than six digits after the second are refused by the emulator, which has no room for them', async () => {
		await expect(readBack('TIMESTAMP(9)', '2024-06-15 12:34:56.123456789')).rejects.toThrow('more than six digits after the second');
		expect(await readBack('TIMESTAMP(9)', '2024-06-15 12:34:56.123456')).toBe('2024-06-15T12:34:56.123456000');
	});

	it('whatever it is made of', async () => {
		const nullable = (value: fc.Arbitrary<unknown>) => fc.option(value, { nil: null, freq: 5 });
		type Typed = { type: string; value: fc.Arbitrary<unknown> };
		const leaf = fc.constantFrom<Typed>(
			{ type: 'STRING', value: fc.string({ unit: 'grapheme' }) },
			{ type: 'INT', value: fc.integer() },
			{ type: 'BOOLEAN', value: fc.boolean() },
			{ type: 'DOUBLE', value: fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)) },
			{ type: 'DECIMAL(9, 2)', value: fc.integer({ min: -999_999_999, max: 999_999_999 }).map((cents) => cents / 100 + 0) },
			{ type: 'BYTES', value: fc.uint8Array({ maxLength: 5 }).map((bytes) => Buffer.from(bytes).toString('base64')) },
			{ type: 'DATE', value: fc.date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true }).map((day) => day.toISOString().slice(0, 10)) },
			{ type: 'TIMESTAMP_LTZ(3)', value: fc.date({ min: new Date('1600-01-01T00:00:00Z'), max: new Date('9000-12-31T00:00:00Z'), noInvalidDate: true }).map((day) => day.toISOString()) },
		);
		const { typed } = fc.letrec<{ typed: Typed }>((tie) => ({
			typed: fc.oneof(
				{ maxDepth: 3, withCrossShrink: true },
				leaf,
				tie('typed').map(({ type, value }) => ({ type: `ARRAY<${type}>`, value: fc.array(nullable(value), { maxLength: 3 }) })),
				tie('typed').map(({ type, value }) => ({ type: `MAP<STRING, ${type}>`, value: fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), nullable(value), { maxKeys: 3, noNullPrototype: true }) })),
				fc.tuple(tie('typed'), tie('typed')).map(([a, b]) => ({ type: `ROW<a ${a.type}, \`b c\` ${b.type}>`, value: fc.record({ a: nullable(a.value), 'b c': nullable(b.value) }, { noNullPrototype: true }) })),
			),
		}));
		const cases = typed.chain(({ type, value }) => fc.tuple(fc.constant(type), nullable(value)));
		await fc.assert(
			fc.asyncProperty(cases, async ([type, value]) => {
				expect(await readBack(type, value)).toEqual(value);
			}),
			{ numRuns: 100 },
		);
	}, 60_000);
});
