import type { CatalogColumn, CatalogTable } from '../catalog/catalogObjects';
import type { CatalogEntry } from '../catalog/catalogs';
import type { Database } from '../run/database';
import { DOUBLE, INTEGER, varchar, MAX_LENGTH, type FlinkType } from '../types/flinkType';
import { GeneratedTable, type Epoch, type Generator } from './generatedTable';
import { clicksGenerator, customersGenerator, ordersGenerator, productsGenerator } from './sampleRows';

export interface MarketplaceOptions {
	/** Decides every row. */
	readonly seed: number;
	/** New orders a second; whole fractions of 1000 keep their times even. */
	readonly ordersPerSecond: number;
	readonly clicksPerSecond: number;
}

const CUSTOMER_CHANGES_EVERY = 5_000;
const PRODUCT_CHANGES_EVERY = 15_000;

const text = (): FlinkType => varchar(MAX_LENGTH, false);
const integer = (): FlinkType => INTEGER(false);

type Definition = readonly [
	name: string,
	generator: Generator,
	columns: ReadonlyArray<readonly [string, FlinkType]>,
	key: readonly string[],
];

function definitions({ seed, ordersPerSecond, clicksPerSecond }: MarketplaceOptions): readonly Definition[] {
	return [
		[
			'clicks',
			clicksGenerator(seed, 1000 / clicksPerSecond),
			[
				['click_id', text()],
				['user_id', integer()],
				['url', text()],
				['user_agent', text()],
				['view_time', integer()],
			],
			[],
		],
		[
			'customers',
			customersGenerator(seed, CUSTOMER_CHANGES_EVERY),
			[
				['customer_id', integer()],
				['name', text()],
				['address', text()],
				['postcode', text()],
				['city', text()],
				['email', text()],
			],
			['customer_id'],
		],
		[
			'orders',
			ordersGenerator(seed, 1000 / ordersPerSecond),
			[
				['order_id', text()],
				['customer_id', integer()],
				['product_id', text()],
				['price', DOUBLE(false)],
			],
			[],
		],
		[
			'products',
			productsGenerator(seed, PRODUCT_CHANGES_EVERY),
			[
				['product_id', text()],
				['name', text()],
				['brand', text()],
				['vendor', text()],
				['department', text()],
			],
			['product_id'],
		],
	];
}

function column([name, type]: readonly [string, FlinkType], index: number): CatalogColumn {
	return { name, type, comment: null, storedAs: `c${index}`, computed: null, metadata: null };
}

/** The catalog `examples` with the database `marketplace`: a shop whose tables go on producing rows by the clock. */
export function marketplaceCatalog(
	database: Database,
	epoch: Epoch,
	options: MarketplaceOptions,
): CatalogEntry {
	const objects = new Map<string, CatalogTable>();
	for (const [name, generator, columns, primaryKey] of definitions(options)) {
		objects.set(name, {
			kind: 'table',
			catalog: 'examples',
			database: 'marketplace',
			name,
			comment: null,
			columns: columns.map(column),
			primaryKey,
			primaryKeyName: primaryKey.length > 0 ? `PK_${primaryKey.join('_')}` : null,
			watermark: null,
			distribution: null,
			options: {
				'changelog.mode': primaryKey.length > 0 ? 'upsert' : 'append',
				connector: 'faker',
				'rows-per-second': String(1000 / generator.interval),
			},
			storage: new GeneratedTable(database, epoch, generator),
			readOnly: true,
		});
	}
	return {
		id: 'examples',
		name: 'examples',
		databases: [{ id: 'marketplace', name: 'marketplace', objects }],
	};
}
