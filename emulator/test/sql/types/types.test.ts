import fc from 'fast-check';

import { TokenStream } from '../../../sql/syntax/tokenStream';
import { parseType } from '../../../sql/syntax/parseType';
import { commonType } from '../../../sql/types/commonType';
import type { FlinkType } from '../../../sql/types/flinkType';
import { formatType, serializeType, serializeTypeName, summarizeFully, summarizeType } from '../../../sql/types/formatType';
import { isImplicitlyCastable } from '../../../sql/types/implicitCast';

const typeOf = (text: string): FlinkType => parseType(new TokenStream(text));

describe('types as DDL writes them', () => {
	it.each([
		['STRING', 'VARCHAR(2147483647)', 'STRING'],
		['BYTES', 'VARBINARY(2147483647)', 'BYTES'],
		['INTEGER', 'INT', 'INT'],
		['DEC(5)', 'DECIMAL(5, 0)', 'DECIMAL(5, 0)'],
		['NUMERIC', 'DECIMAL(10, 0)', 'DECIMAL(10, 0)'],
		['DOUBLE PRECISION', 'DOUBLE', 'DOUBLE'],
		['TIMESTAMP', 'TIMESTAMP(6)', 'TIMESTAMP(6)'],
		['TIMESTAMP(3) WITHOUT TIME ZONE', 'TIMESTAMP(3)', 'TIMESTAMP(3)'],
		['TIMESTAMP(3) WITH LOCAL TIME ZONE', 'TIMESTAMP_LTZ(3)', 'TIMESTAMP_LTZ(3)'],
		['TIME', 'TIME(0)', 'TIME(0)'],
		['CHAR', 'CHAR(1)', 'CHAR(1)'],
		['BINARY', 'BINARY(1)', 'BINARY(1)'],
		['VARCHAR', 'VARCHAR(2147483647)', 'STRING'],
		['VARBINARY', 'VARBINARY(2147483647)', 'BYTES'],
		['INT NOT NULL', 'INT NOT NULL', 'INT'],
		['INT ARRAY', 'ARRAY<INT>', 'ARRAY<INT>'],
		['MULTISET<STRING NOT NULL>', 'MULTISET<VARCHAR(2147483647) NOT NULL>', 'MULTISET<STRING>'],
		[
			"ROW(a INT, `b c` STRING 'it''s one')",
			"ROW<`a` INT, `b c` VARCHAR(2147483647) 'it''s one'>",
			"ROW<`a` INT, `b c` STRING '...'>",
		],
		['INTERVAL YEAR TO MONTH', 'INTERVAL YEAR(2) TO MONTH', 'INTERVAL YEAR(2) TO MONTH'],
		['INTERVAL DAY(3) TO SECOND(6)', 'INTERVAL DAY(3) TO SECOND(6)', 'INTERVAL DAY(3) TO SECOND(6)'],
	])('%s is %s', (written, full, short) => {
		expect(formatType(typeOf(written))).toBe(full);
		expect(summarizeType(typeOf(written))).toBe(short);
	});

	it.each([
		['TIMESTAMP_LTZ(3) NOT NULL', 'TIMESTAMP(3) WITH LOCAL TIME ZONE NOT NULL', 'TIMESTAMP_LTZ(3) NOT NULL'],
		['STRING', 'VARCHAR(2147483647)', 'STRING'],
		['ARRAY<TIMESTAMP_LTZ(3) NOT NULL>', 'ARRAY<TIMESTAMP(3) WITH LOCAL TIME ZONE NOT NULL>', 'ARRAY<TIMESTAMP_LTZ(3) NOT NULL>'],
		['MAP<STRING NOT NULL, ROW<a BYTES NOT NULL>>', 'MAP<VARCHAR(2147483647) NOT NULL, ROW<`a` VARBINARY(2147483647) NOT NULL>>', 'MAP<STRING NOT NULL, ROW<`a` BYTES NOT NULL>>'],
	])('%s is %s in DDL, %s in messages about columns', (written, ddl, message) => {
		const type = typeOf(written);
		expect([serializeType(type), summarizeFully(type)]).toEqual([ddl, message]);
		expect(serializeTypeName(type)).toBe(ddl.replace(/ NOT NULL$/, ''));
		expect(typeOf(ddl)).toEqual(type);
	});

	const scalar = fc.constantFrom(
		'INT',
		'BIGINT NOT NULL',
		'VARCHAR(5)',
		'DECIMAL(10, 2)',
		'TIMESTAMP_LTZ(3)',
		'BOOLEAN',
		'TIME(3)',
		'VARIANT',
	);
	const { type } = fc.letrec<{ type: string }>((tie) => ({
		type: fc.oneof(
			{ maxDepth: 3 },
			scalar,
			tie('type').map((element) => `ARRAY<${element}>`),
			fc.tuple(tie('type'), tie('type')).map(([key, value]) => `MAP<${key}, ${value}> NOT NULL`),
			fc.tuple(tie('type'), tie('type')).map(([a, b]) => `ROW<\`x\` ${a}, \`y\` ${b}>`),
		),
	}));

	it('reads back what it writes', () => {
		fc.assert(fc.property(type, (written) => expect(formatType(typeOf(written))).toBe(written)));
	});

	it('finds the same common type in either order, and its own for one', () => {
		fc.assert(
			fc.property(type, type, (a, b) => {
				const [left, right] = [typeOf(a), typeOf(b)];
				const forth = commonType([left, right]);
				const back = commonType([right, left]);
				expect(forth && formatType(forth)).toBe(back && formatType(back));
				expect(commonType([left, left])).toEqual(left);
			}),
		);
	});
});

describe('the least type for values of two types', () => {
	it.each([
		['TINYINT', 'BIGINT', 'BIGINT'],
		['INT', 'DECIMAL(4, 2)', 'DECIMAL(12, 2)'],
		['BIGINT', 'DOUBLE', 'DOUBLE'],
		['DECIMAL(38, 2)', 'DECIMAL(38, 20)', 'DECIMAL(38, 6)'],
		['CHAR(2)', 'CHAR(2)', 'CHAR(2)'],
		['CHAR(2)', 'CHAR(3)', 'VARCHAR(3)'],
		['CHAR(2) NOT NULL', 'STRING', 'VARCHAR(2147483647)'],
		['DATE', 'TIMESTAMP(3)', null],
		['TIMESTAMP(3)', 'TIMESTAMP(6)', 'TIMESTAMP(6)'],
		['ARRAY<INT>', 'ARRAY<BIGINT>', 'ARRAY<BIGINT>'],
		['INT', 'STRING', null],
		['ROW<a INT>', 'ROW<a INT, b INT>', null],
	])('%s and %s: %s', (a, b, expected) => {
		const common = commonType([typeOf(a), typeOf(b)]);
		expect(common && formatType(common)).toBe(expected);
	});
});

describe('what enters a column without a CAST', () => {
	it.each([
		['INT', 'BIGINT', true],
		['BIGINT', 'INT', false],
		['INT', 'DOUBLE', true],
		['DOUBLE', 'DECIMAL(10, 2)', true],
		['DOUBLE', 'FLOAT', false],
		['CHAR(3)', 'STRING', true],
		['INT', 'STRING', false],
		['DATE', 'TIMESTAMP(3)', true],
		['ARRAY<INT>', 'ARRAY<BIGINT>', true],
		['MAP<STRING, BIGINT>', 'MAP<STRING, INT>', false],
		['ROW<a INT>', 'ROW<b BIGINT>', true],
	])('%s into %s: %p', (from, to, fits) => {
		expect(isImplicitlyCastable(typeOf(from), typeOf(to))).toBe(fits);
	});
});
