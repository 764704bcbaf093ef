import { shortType } from '../../../nodes/shared/flink/table/shortType';

it.each([
	['VARCHAR(2147483647)', 'STRING'],
	['VARBINARY(2147483647)', 'BYTES'],
	['VARCHAR(12)', 'VARCHAR(12)'],
	['TIMESTAMP(3) WITH LOCAL TIME ZONE', 'TIMESTAMP_LTZ(3)'],
	['TIMESTAMP(3)', 'TIMESTAMP(3)'],
	['MAP<VARCHAR(2147483647), ARRAY<TIMESTAMP(6) WITH LOCAL TIME ZONE NOT NULL>>', 'MAP<STRING, ARRAY<TIMESTAMP_LTZ(6) NOT NULL>>'],
	["ROW<`VARCHAR(2147483647)` VARCHAR(2147483647) 'a VARCHAR(2147483647)', `a``b` INT>", "ROW<`VARCHAR(2147483647)` STRING 'a VARCHAR(2147483647)', `a``b` INT>"],
	['SOMETHING NEW', 'SOMETHING NEW'],
])('%s is written %s', (long, short) => {
	expect(shortType(long)).toBe(short);
});
