import { dataTypeText, describeColumns } from '../../../nodes/shared/flink/rows/dataTypeText';
import { parseColumns } from '../../../nodes/shared/flink/rows/resultSchema';

const column = (name: string, type: unknown) => parseColumns({ columns: [{ name, type }] })[0]!;

const INTEGER = { type: 'INTEGER', nullable: true };
const VARCHAR = { type: 'VARCHAR', nullable: true, length: 2147483647 };

describe('dataTypeText', () => {
	it.each<[string, unknown]>([
		['INTEGER', INTEGER],
		['VARCHAR', VARCHAR],
		['VARCHAR(20)', { type: 'VARCHAR', length: 20 }],
		['CHAR(3)', { type: 'CHAR', length: 3 }],
		['VARBINARY', { type: 'BYTES', length: 2147483647 }],
		['BINARY(16)', { type: 'BINARY', length: 16 }],
		['DECIMAL(10, 2)', { type: 'DECIMAL', precision: 10, scale: 2 }],
		['DECIMAL(10, 0)', { type: 'DECIMAL', precision: 10, scale: 0 }],
		['DECIMAL', { type: 'DECIMAL' }],
		['TIME(0)', { type: 'TIME_WITHOUT_TIME_ZONE', precision: 0 }],
		['TIMESTAMP(3)', { type: 'TIMESTAMP_WITHOUT_TIME_ZONE', precision: 3 }],
		['TIMESTAMP_LTZ(3)', { type: 'TIMESTAMP_WITH_LOCAL_TIME_ZONE', precision: 3 }],
		['TIMESTAMP(3) WITH TIME ZONE', { type: 'TIMESTAMP_WITH_TIME_ZONE', precision: 3 }],
		['INTERVAL YEAR TO MONTH', { type: 'INTERVAL_YEAR_MONTH', precision: 2, resolution: 'YEAR_TO_MONTH' }],
		['INTERVAL DAY TO SECOND', { type: 'INTERVAL_DAY_TIME', precision: 2, fractional_precision: 3 }],
		['ARRAY<INTEGER>', { type: 'ARRAY', element_type: INTEGER }],
		['MULTISET<VARCHAR>', { type: 'MULTISET', element_type: VARCHAR }],
		['MAP<VARCHAR, INTEGER>', { type: 'MAP', key_type: VARCHAR, value_type: INTEGER }],
		[
			'ARRAY<ROW<sku VARCHAR>>',
			{
				type: 'ARRAY',
				element_type: { type: 'ROW', nullable: false, fields: [{ name: 'sku', field_type: VARCHAR }] },
			},
		],
		[
			'ROW<`a``b` INTEGER, c VARCHAR>',
			{
				type: 'ROW',
				fields: [
					{ name: 'a`b', field_type: INTEGER },
					{ name: 'c', field_type: VARCHAR },
				],
			},
		],
		[
			'STRUCTURED_TYPE<a INTEGER>',
			{ type: 'STRUCTURED_TYPE', class_name: 'x.Y', fields: [{ name: 'a', field_type: INTEGER }] },
		],
		['VARIANT', { type: 'VARIANT' }],
		['GEOGRAPHY', { type: 'GEOGRAPHY' }],
	])('writes %s', (text, type) => {
		expect(dataTypeText(column('c', type).type)).toBe(text);
	});
});

describe('describeColumns', () => {
	it('gives name, type and nullability', () => {
		const columns = [column('EXPR$0', { type: 'BIGINT', nullable: false }), column('b', VARCHAR)];
		expect(describeColumns(columns)).toEqual([
			{ name: 'EXPR$0', type: 'BIGINT', nullable: false },
			{ name: 'b', type: 'VARCHAR', nullable: true },
		]);
	});
});
