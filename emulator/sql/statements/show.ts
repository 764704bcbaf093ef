import type { PlannedStatement, WireValue } from '../engine';
import type { CatalogTable, CatalogView } from '../catalog/catalogObjects';
import type { CatalogEntry, DatabaseEntry } from '../catalog/catalogs';
import { createTableText, createViewText, metadataText } from '../catalog/createText';
import { functionNames } from '../functions/registry';
import { missingTable } from '../plan/tables/namedRelation';
import type { PlanSession } from '../bound/session';
import type { Path } from '../syntax/tree/ast';
import type { Describe, Show } from '../syntax/tree/statementAst';
import { summarizeType } from '../types/formatType';
import { constantRows, textColumn, type StatementContext } from './statementContext';

type Rows = WireValue[][];

function like(show: Show, text: string): boolean {
	if (!show.like) return true;
	const escaped = show.like.pattern
		.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
		.replace(/%/g, '.*')
		.replace(/_/g, '.');
	const matches = new RegExp(`^${escaped}$`, show.like.ignoreCase ? 'isu' : 'su').test(text);
	return matches !== show.like.negated;
}

function currentCatalog(session: PlanSession, name?: string): CatalogEntry {
	return session.catalogs.requireCatalog(name ?? session.catalog);
}

function databaseFor(path: Path, session: PlanSession): DatabaseEntry {
	const [name = session.database, catalog] = path.map((part) => part.name).reverse();
	return session.catalogs.requireDatabase(currentCatalog(session, catalog), name);
}

function objectAt(path: Path, session: PlanSession): CatalogTable | CatalogView {
	const object = session.catalogs.find(path, session);
	if (!object) throw missingTable(path, session);
	return object;
}

function objectNames(show: Show, session: PlanSession): Rows {
	const objects = [...databaseFor(show.path, session).objects.values()];
	const wanted = show.subject === 'VIEWS' ? objects.filter(({ kind }) => kind === 'view') : objects;
	return wanted.map(({ name }) => [name]).sort();
}

function createText(show: Show, session: PlanSession): Rows {
	const object = objectAt(show.path, session);
	return [[object.kind === 'view' ? createViewText(object) : createTableText(object)]];
}

type Listing = readonly [columns: readonly string[], rows: (show: Show, session: PlanSession) => Rows];

const LISTINGS: Readonly<Record<Show['subject'], Listing>> = {
	CATALOGS: [
		['Catalog Name', 'Catalog ID'],
		(_, session) => session.catalogs.list().map(({ name, id }) => [name, id]),
	],
	DATABASES: [
		['Database Name', 'Database ID'],
		(show, session) =>
			currentCatalog(session, show.path[0]?.name).databases.map(({ name, id }) => [name, id]),
	],
	TABLES: [['Table Name'], objectNames],
	VIEWS: [['View Name'], objectNames],
	FUNCTIONS: [['Function Name'], () => functionNames().map((name) => [name])],
	// Those of users: the emulator refuses to create any.
	'USER FUNCTIONS': [['Function Name'], () => []],
	COLUMNS: [
		['Column Name', 'Data Type', 'Nullable', 'Extras'],
		(show, session) => describeRows(objectAt(show.path, session), false),
	],
	'CURRENT CATALOG': [['Current Catalog Name'], (_, session) => [[session.catalog || null]]],
	'CURRENT DATABASE': [['Current Database Name'], (_, session) => [[session.database || null]]],
	'CREATE TABLE': [['SHOW CREATE TABLE'], createText],
	'CREATE VIEW': [['SHOW CREATE VIEW'], createText],
};

export function planShow(show: Show, { session }: StatementContext): PlannedStatement {
	const [columns, list] = LISTINGS[show.subject];
	const rows = () =>
		list(show, session).filter((row) => show.subject.startsWith('CREATE') || like(show, String(row[0])));
	rows();
	return constantRows(`SHOW_${show.subject.replace(' ', '_')}`, columns.map(textColumn), rows);
}

function extras(table: CatalogTable, name: string): string {
	const column = table.columns.find((candidate) => candidate.name === name);
	const parts = [];
	if (table.primaryKey.includes(name)) parts.push('PRIMARY KEY');
	if (table.distribution?.columns.includes(name)) parts.push('BUCKET KEY');
	if (column?.metadata) parts.push(metadataText(column.metadata));
	if (column?.computed) parts.push(`AS ${column.computed.text}`);
	if (table.watermark?.column === name) parts.push(`WATERMARK AS ${table.watermark.text}`);
	return parts.join(', ');
}

/** Name, type, NULL or NOT NULL, and what else there is to say; system columns and comments when extended. */
function describeRows(object: CatalogTable | CatalogView, extended: boolean): Rows {
	const rows = object.columns.map((column): WireValue[] => {
		const { name, type } = column;
		const row = [
			name,
			summarizeType(type),
			type.nullable ? 'NULL' : 'NOT NULL',
			object.kind === 'table' ? extras(object, name) : '',
		];
		return extended ? [...row, 'comment' in column ? column.comment : null] : row;
	});
	if (!extended || object.kind === 'view') return rows;
	const watermark = object.watermark ? '' : ', WATERMARK AS `SOURCE_WATERMARK`()';
	return [...rows, ['$rowtime', 'TIMESTAMP_LTZ(3)', 'NOT NULL', `METADATA VIRTUAL${watermark}`, 'SYSTEM']];
}

export function planDescribe(describe: Describe, { session }: StatementContext): PlannedStatement {
	const object = objectAt(describe.path, session);
	const columns = [
		'Column Name',
		'Data Type',
		'Nullable',
		'Extras',
		...(describe.extended ? ['Comment'] : []),
	];
	return constantRows('DESCRIBE', columns.map(textColumn), () => describeRows(object, describe.extended));
}
