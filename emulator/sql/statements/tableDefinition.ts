import { SqlError } from '../engine';
import type { CatalogColumn, CatalogTable } from '../catalog/catalogObjects';
import type { ResolvedPath } from '../catalog/catalogs';
import type { TableStorage } from '../catalog/tableStorage';
import type { BoundQuery } from '../bound/boundQuery';
import { missingTable } from '../plan/tables/namedRelation';
import { StoredTable } from '../run/storedTable';
import type { CreateTable, TableColumn } from '../syntax/tree/statementAst';
import { validationError } from '../text/sqlErrors';
import type { StatementContext } from './statementContext';
import { checkTableOptions, defaultOptions } from './tableOptions';
import { columnsOf, watermarkOf } from './tableColumns';

/** What a definition makes: the catalog's entry, and the storage that has yet to be created. */
export function defineTable(
	create: CreateTable,
	path: ResolvedPath,
	query: BoundQuery | null,
	context: StatementContext,
): { table: CatalogTable; storage: StoredTable } {
	const like = create.like ? context.session.catalogs.find(create.like, context.session) : null;
	if (create.like && like?.kind !== 'table') throw missingTable(create.like, context.session);
	const template = like?.kind === 'table' ? like : null;
	const declared = query ? mergedColumns(create, query) : create.columns;
	const keys = primaryKeyOf(create, declared);
	const primaryKey = keys.length > 0 ? keys : (template?.primaryKey ?? []);
	const inherited = template?.columns ?? [];
	const columns = [...inherited, ...columnsOf(declared, primaryKey, inherited, context)];
	checkNames(create, columns, primaryKey);
	checkTableOptions(create.options);
	const changelog = changelogMode(create, primaryKey, query);
	const key = primaryKey.map((name) => String(columns.find((column) => column.name === name)?.storedAs));
	const storage = new StoredTable(
		context.database,
		context.sequence,
		`table_${context.nextId()}`,
		changelog,
		key,
	);
	const distribution = distributionOf(create, primaryKey);
	const table: CatalogTable = {
		kind: 'table',
		catalog: path.catalog,
		database: path.database,
		name: path.name,
		comment: create.comment,
		columns,
		primaryKey,
		primaryKeyName: create.primaryKeyName ?? (primaryKey.length > 0 ? `PK_${primaryKey.join('_')}` : null),
		watermark: create.watermark
			? watermarkOf(create.watermark, columns, context)
			: (template?.watermark ?? null),
		distribution,
		options: { ...defaultOptions(changelog, distribution !== null), ...create.options },
		storage,
		readOnly: false,
	};
	return { table, storage };
}

/**
 * The columns of CREATE TABLE … AS: those of the query, with the types that the definition gives them, behind the
 * definition's own. A bare list of names puts the query's columns in that order.
 */
function mergedColumns(create: CreateTable, query: BoundQuery): TableColumn[] {
	const declared = new Map(create.columns.map((column) => [column.name.name, column]));
	const isList =
		create.columns.length > 0 && create.columns.every(({ type, computed }) => type === null && !computed);
	const columns = query.columns.map(({ name, type }): TableColumn => {
		const own = declared.get(name);
		const base = { comment: null, computed: null, metadata: null, primaryKey: false, ...own };
		return { ...base, name: own?.name ?? { name, at: create.at }, type: own?.type ?? type };
	});
	const named = (name: string) => columns.find((column) => column.name.name === name);
	if (!isList) return [...create.columns.filter(({ name }) => !named(name.name)), ...columns];
	return create.columns.map(({ name }) => {
		const column = named(name.name);
		if (column && columns.length === create.columns.length) return column;
		throw validationError(name.at, `Column '${name.name}' and its like have to be the columns of the query`);
	});
}

function primaryKeyOf(create: CreateTable, columns: readonly TableColumn[]): string[] {
	const inline = columns.filter((column) => column.primaryKey).map((column) => column.name.name);
	return create.primaryKey.length > 0 ? create.primaryKey.map(({ name }) => name) : inline;
}

function checkNames(
	create: CreateTable,
	columns: readonly CatalogColumn[],
	primaryKey: readonly string[],
): void {
	const names = columns.map((column) => column.name);
	const repeated = names.find((name, index) => names.indexOf(name) !== index);
	if (repeated !== undefined) throw new SqlError(`A column named '${repeated}' already exists in the table.`);
	if (columns.length === 0) throw new SqlError('The table needs at least one column.');
	const unknown = primaryKey.find(
		(name) => !columns.some((column) => column.name === name && column.storedAs !== null),
	);
	if (unknown !== undefined)
		throw new SqlError(`Primary key column '${unknown}' is not defined in the schema.`);
	const bucket = create.distribution?.columns.find(({ name }) => !names.includes(name));
	if (bucket)
		throw validationError(
			bucket.at,
			`Distribution key column '${bucket.name}' is not defined in the schema.`,
		);
}

function changelogMode(
	create: CreateTable,
	primaryKey: readonly string[],
	query: BoundQuery | null,
): TableStorage['changelog'] {
	const mode = create.options['changelog.mode'];
	if (mode === undefined)
		return primaryKey.length > 0
			? 'upsert'
			: query?.nature.updating && !query.nature.bounded
				? 'retract'
				: 'append';
	if (mode !== 'append' && mode !== 'upsert' && mode !== 'retract') {
		throw new SqlError(
			`Invalid value for option 'changelog.mode': expected one of append, upsert, retract, but was '${mode}'.`,
		);
	}
	if (mode === 'upsert' && primaryKey.length === 0)
		throw new SqlError("A PRIMARY KEY is required for 'changelog.mode' = 'upsert'.");
	return mode;
}

const DEFAULT_BUCKETS = 6;

function distributionOf(create: CreateTable, primaryKey: readonly string[]): CatalogTable['distribution'] {
	const columns = create.distribution?.columns.map(({ name }) => name) ?? primaryKey;
	if (columns.length === 0 && !create.distribution) return null;
	return { columns, buckets: create.distribution?.buckets ?? DEFAULT_BUCKETS };
}
