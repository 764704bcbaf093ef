import { ResultFormatError, type FormatFacts } from '../../../nodes/shared/flink/rows/resultFormatError';
import { parseColumns } from '../../../nodes/shared/flink/rows/resultSchema';

function nestedType(levels: number): unknown {
	return Array.from({ length: levels }).reduce<unknown>((element_type) => ({ type: 'ARRAY', element_type }), { type: 'INTEGER' });
}

const typeOf = (type: unknown) => parseColumns({ columns: [{ name: 'c', type }] })[0]?.type;

describe('parseColumns', () => {
	it.each([[undefined], [null], [{}], [{ columns: null }], [{ columns: [] }]])(
		'finds no columns in %j',
		(schema) => {
			expect(parseColumns(schema)).toEqual([]);
		},
	);

	it.each([
		['STRING', 'VARCHAR'],
		['INT', 'INTEGER'],
		['DEC', 'DECIMAL'],
		['NUMERIC', 'DECIMAL'],
		['DOUBLE PRECISION', 'DOUBLE'],
		['BYTES', 'VARBINARY'],
		['TIME', 'TIME_WITHOUT_TIME_ZONE'],
		['TIMESTAMP', 'TIMESTAMP_WITHOUT_TIME_ZONE'],
		['TIMESTAMP_LTZ', 'TIMESTAMP_WITH_LOCAL_TIME_ZONE'],
		['varchar', 'VARCHAR'],
		['GEOGRAPHY', 'GEOGRAPHY'],
	])('calls %s %s', (type, canonical) => {
		expect(typeOf({ type, nullable: true })).toEqual({ type: canonical, nullable: true });
	});

	it('reads nested types', () => {
		const schema = {
			columns: [
				{
					name: 'items',
					type: {
						type: 'ARRAY',
						nullable: false,
						element_type: {
							type: 'ROW',
							nullable: false,
							fields: [
								{ name: 'sku', field_type: { type: 'VARCHAR', nullable: true, length: 2147483647 } },
								{
									name: 'tags',
									field_type: {
										type: 'MAP',
										nullable: true,
										key_type: { type: 'STRING' },
										value_type: { type: 'INT', nullable: false },
									},
								},
							],
						},
					},
				},
				{
					name: 'price',
					type: { type: 'DECIMAL', nullable: true, precision: 10, scale: 2, key_type: {}, fields: null },
					description: 'x',
				},
			],
		};
		expect(parseColumns(schema)).toEqual([
			{
				name: 'items',
				type: {
					type: 'ARRAY',
					nullable: false,
					elementType: {
						type: 'ROW',
						nullable: false,
						fields: [
							{ name: 'sku', type: { type: 'VARCHAR', nullable: true, length: 2147483647 } },
							{
								name: 'tags',
								type: {
									type: 'MAP',
									nullable: true,
									keyType: { type: 'VARCHAR', nullable: true },
									valueType: { type: 'INTEGER', nullable: false },
								},
							},
						],
					},
				},
			},
			{ name: 'price', type: { type: 'DECIMAL', nullable: true, precision: 10, scale: 2 } },
		]);
	});

	it.each<[string, unknown]>([
		['a column without a type', undefined],
		['a type that is null', null],
		['a type without a name', {}],
		['a type that is text', 'INTEGER'],
	])('takes %s for an unknown one, and reads the others', (_what, type) => {
		const columns = parseColumns({ columns: [{ name: 'id', type }, { name: 'n', type: { type: 'INT' } }] });
		expect(columns).toEqual([
			{ name: 'id', type: { type: 'UNKNOWN', nullable: true } },
			{ name: 'n', type: { type: 'INTEGER', nullable: true } },
		]);
	});

	it.each<[string, unknown]>([
		['a ROW', { type: 'ROW', fields: [{ name: 'f' }] }],
		['an ARRAY', { type: 'ARRAY', element_type: { nullable: true } }],
		['a MAP', { type: 'MAP', key_type: { type: 'VARCHAR' }, value_type: { x: 1 } }],
	])('takes a type that is missing inside of %s for an unknown one', (_what, type) => {
		expect(JSON.stringify(typeOf(type))).toContain('{"type":"UNKNOWN","nullable":true}');
	});

	it('reads types nested as deeply as tables have them', () => {
		expect(typeOf(nestedType(50))).toMatchObject({ type: 'ARRAY', elementType: { type: 'ARRAY' } });
	});

	it.each<[string, unknown, FormatFacts]>([
		['a schema of text', { columns: 'id' }, { reason: 'schemaWithoutColumns' }],
		['a schema that is text', 'id', { reason: 'schemaWithoutColumns' }],
		['a column without a name', { columns: [{ type: { type: 'INTEGER' } }] }, { reason: 'columnWithoutName', position: 1 }],
		['a column that is null', { columns: [null] }, { reason: 'columnWithoutName', position: 1 }],
		['a type nested a thousand times', { columns: [{ name: 'id', type: nestedType(1_000) }] }, { reason: 'typeTooDeep', path: ['id'], most: 100 }],
		['such a type in a field', { columns: [{ name: 'r', type: { type: 'ROW', fields: [{ name: 'f', field_type: nestedType(1_000) }] } }] }, { reason: 'typeTooDeep', path: ['r', 'f'], most: 100 }],
	])('refuses %s', (_what, schema, facts) => {
		expect(() => parseColumns(schema)).toThrow(ResultFormatError);
		expect(() => parseColumns(schema)).toThrow(expect.objectContaining({ facts }));
	});
});
