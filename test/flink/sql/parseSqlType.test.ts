import { dataTypeText } from '../../../nodes/shared/flink/rows/dataTypeText';
import { parseColumns } from '../../../nodes/shared/flink/rows/resultSchema';
import { parseSqlType } from '../../../nodes/shared/flink/sql/parseSqlType';

describe('parseSqlType', () => {
	it.each([
		['integer', 'INTEGER'],
		[' INT ', 'INT'],
		['BIGINT NOT NULL', 'BIGINT'],
		['STRING NULL', 'STRING'],
		['varchar(20)', 'VARCHAR(20)'],
		['DECIMAL', 'DECIMAL'],
		['DECIMAL(10)', 'DECIMAL(10)'],
		['decimal( 10 ,2 )', 'DECIMAL(10, 2)'],
		['double precision', 'DOUBLE PRECISION'],
		['TIMESTAMP(3)', 'TIMESTAMP(3)'],
		['timestamp (3) with local time zone', 'TIMESTAMP(3) WITH LOCAL TIME ZONE'],
		['TIMESTAMP WITHOUT TIME ZONE NOT NULL', 'TIMESTAMP WITHOUT TIME ZONE'],
		['TIMESTAMP_LTZ(3)', 'TIMESTAMP_LTZ(3)'],
		['INTERVAL DAY(3) TO SECOND(6)', 'INTERVAL DAY(3) TO SECOND(6)'],
		['interval year', 'INTERVAL YEAR'],
		['ARRAY<INT NOT NULL>', 'ARRAY<INT NOT NULL>'],
		['map<string,array<int>>', 'MAP<STRING, ARRAY<INT>>'],
		['MULTISET<STRING>', 'MULTISET<STRING>'],
		['ROW<a INT, `b``c` STRING NOT NULL>', 'ROW<`a` INT, `b``c` STRING NOT NULL>'],
		['row(a int)', 'ROW<`a` INT>'],
		['VARIANT', 'VARIANT'],
		['numeric(5)', 'NUMERIC(5)'],
		['DEC(38, 38)', 'DEC(38, 38)'],
		['character(3)', 'CHAR(3)'],
		['CHARACTER VARYING(3)', 'VARCHAR(3)'],
		['CHAR VARYING (3)', 'VARCHAR(3)'],
		['BINARY VARYING(3)', 'VARBINARY(3)'],
		['VARCHAR(2147483647)', 'VARCHAR(2147483647)'],
		['TIME(3) WITHOUT TIME ZONE', 'TIME(3) WITHOUT TIME ZONE'],
		['INT ARRAY', 'ARRAY<INT>'],
		['INT NOT NULL ARRAY NOT NULL MULTISET', 'MULTISET<ARRAY<INT NOT NULL> NOT NULL>'],
		['ROW<`x y` INT>', 'ROW<`x y` INT>'],
		["ROW<a INT 'the first', b STRING NOT NULL 'it''s > the last'>", 'ROW<`a` INT, `b` STRING NOT NULL>'],
		['ROW<timestamp TIMESTAMP(3), `array` INT ARRAY>', 'ROW<`timestamp` TIMESTAMP(3), `array` ARRAY<INT>>'],
		['ROW<a ROW<b MAP<STRING NOT NULL, ARRAY<ROW(c INT)>>>>', 'ROW<`a` ROW<`b` MAP<STRING NOT NULL, ARRAY<ROW<`c` INT>>>>>'],
		['INTERVAL SECOND(3, 6)', 'INTERVAL SECOND(3, 6)'],
		['INTERVAL HOUR TO SECOND(3)', 'INTERVAL HOUR TO SECOND(3)'],
		['ARRAY<'.repeat(100) + 'INT' + '>'.repeat(100), 'ARRAY<'.repeat(100) + 'INT' + '>'.repeat(100)],
	])('reads %j', (text, type) => {
		expect(parseSqlType(text)?.text).toBe(type);
	});

	it.each([
		[''],
		[' '],
		['TEXT'],
		['INT)'],
		['INT) OR (1=1'],
		['INT, 1'],
		['INT; DROP TABLE x'],
		['INT -- x'],
		["INT' "],
		['INT(3)'],
		['VARCHAR(1, 2)'],
		['VARCHAR()'],
		['VARCHAR(20'],
		['VARCHAR(-1)'],
		['VARCHAR(12345678901)'],
		['DECIMAL(1,2,3)'],
		['ARRAY'],
		['ARRAY<>'],
		['ARRAY<INT'],
		['ARRAY<INT,INT>'],
		['MAP<INT>'],
		['ROW<INT>'],
		['ROW<a>'],
		['ROW<`a INT>'],
		['ROW<a INT)'],
		['INTERVAL'],
		['INTERVAL WEEK'],
		['INTERVAL DAY TO'],
		['INTERVAL DAY(1,2)'],
		['NOT NULL'],
		['INT NOT NULL NOT NULL'],
		['INT\u0000'],
		['DECIMAL(39)'],
		['DECIMAL(0)'],
		['DECIMAL(5, 6)'],
		['TIME(10)'],
		['TIMESTAMP_LTZ(10)'],
		['TIMESTAMP(10) WITH LOCAL TIME ZONE'],
		['TIMESTAMP(3) WITH TIME ZONE'],
		['CHAR(0)'],
		['VARBINARY(2147483648)'],
		['STRING(3)'],
		['INTERVAL MONTH TO YEAR'],
		['INTERVAL DAY TO MONTH'],
		['INTERVAL DAY TO DAY'],
		['INTERVAL DAY TO HOUR(3)'],
		['INTERVAL DAY(11)'],
		['ROW<a INT, a STRING>'],
		["INT 'comment'"],
		["ROW<a 'comment' INT>"],
		["ROW<a INT 'comment>"],
		['ROW<a INT,>'],
		['MAP<INT, INT, INT>'],
		['ARRAY INT'],
		['INT' + ' ARRAY'.repeat(101)],
		['STRUCTURED_TYPE<a INT>'],
		["RAW('x', 'y')"],
		['NULL'],
		['__proto__'],
		['constructor'],
		['ARRAY<'.repeat(101) + 'INT' + '>'.repeat(101)],
		['ARRAY<'.repeat(100_000)],
	])('refuses %j', (text) => {
		expect(parseSqlType(text)).toBeUndefined();
	});
});

describe('what a type means', () => {
	it.each<[string, object]>([
		['INT NOT NULL', { kind: 'integer', bits: 32, nullable: false }],
		['BIGINT', { kind: 'integer', bits: 64, nullable: true }],
		['STRING', { kind: 'text', length: 2147483647, fixed: false }],
		['CHAR', { kind: 'text', length: 1, fixed: true }],
		['BINARY(3)', { kind: 'binary', length: 3, fixed: true }],
		['BYTES', { kind: 'binary', length: 2147483647, fixed: false }],
		['DECIMAL', { kind: 'decimal', precision: 10, scale: 0 }],
		['NUMERIC(5)', { kind: 'decimal', precision: 5, scale: 0 }],
		['TIME', { kind: 'time', precision: 0 }],
		['TIMESTAMP', { kind: 'timestamp', precision: 6 }],
		['TIMESTAMP WITH LOCAL TIME ZONE', { kind: 'instant', precision: 6 }],
		['TIMESTAMP(0) WITH LOCAL TIME ZONE', { kind: 'instant', precision: 0 }],
		['DOUBLE PRECISION', { kind: 'double' }],
		['INTERVAL YEAR', { kind: 'yearMonth', finest: 'YEAR' }],
		['INTERVAL DAY TO SECOND', { kind: 'dayTime', finest: 'SECOND' }],
		['MULTISET<INT NOT NULL>', { kind: 'multiset', element: { nullable: false } }],
		['MAP<STRING, INT>', { kind: 'map', key: { kind: 'text' }, value: { kind: 'integer' } }],
		['ROW<`a``b` INT>', { kind: 'row', fields: [{ name: 'a`b', type: { kind: 'integer' } }] }],
	])('%s', (text, meaning) => {
		expect(parseSqlType(text)).toMatchObject(meaning);
	});

	it('is the same of the canonical text', () => {
		const text = "row<a INT 'x', `b c` map<string not null, decimal(10,2) array> not null>";
		const type = parseSqlType(text);
		expect(parseSqlType(type?.text ?? '')).toEqual(type);
	});
});

describe('what the columns of a result are described as is read again', () => {
	const VARCHAR = { type: 'VARCHAR', length: 2147483647 };

	it.each<object>([
		{ type: 'BOOLEAN' },
		{ type: 'TINYINT' },
		{ type: 'SMALLINT' },
		{ type: 'INTEGER' },
		{ type: 'BIGINT' },
		{ type: 'FLOAT' },
		{ type: 'DOUBLE' },
		{ type: 'DECIMAL', precision: 38, scale: 18 },
		{ type: 'CHAR', length: 3 },
		VARCHAR,
		{ type: 'BINARY', length: 16 },
		{ type: 'VARBINARY', length: 2147483647 },
		{ type: 'DATE' },
		{ type: 'TIME_WITHOUT_TIME_ZONE', precision: 3 },
		{ type: 'TIMESTAMP_WITHOUT_TIME_ZONE', precision: 9 },
		{ type: 'TIMESTAMP_WITH_LOCAL_TIME_ZONE', precision: 3 },
		{ type: 'INTERVAL_YEAR_MONTH', resolution: 'YEAR_TO_MONTH' },
		{ type: 'INTERVAL_YEAR_MONTH', resolution: 'MONTH' },
		{ type: 'INTERVAL_DAY_TIME', resolution: 'HOUR_TO_SECOND' },
		{ type: 'INTERVAL_DAY_TIME' },
		{ type: 'VARIANT' },
		{ type: 'ARRAY', element_type: VARCHAR },
		{ type: 'MULTISET', element_type: VARCHAR },
		{ type: 'MAP', key_type: VARCHAR, value_type: { type: 'INTEGER' } },
		{ type: 'ROW', fields: [{ name: 'a`b', field_type: VARCHAR }, { name: 'timestamp', field_type: { type: 'ROW', fields: [{ name: 'c', field_type: VARCHAR }] } }] },
	])('%j', (type) => {
		const [column] = parseColumns({ columns: [{ name: 'c', type }] });
		expect(parseSqlType(dataTypeText(column!.type))).toBeDefined();
	});
});
