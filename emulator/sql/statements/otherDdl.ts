import { SqlError, type PlannedStatement } from '../engine';
import type { CatalogTable, CatalogView } from '../catalog/catalogObjects';
import type { Catalogs } from '../catalog/catalogs';
import { bindQuery } from '../plan/queries/bindQuery';
import { StoredTable } from '../run/storedTable';
import type { CreateView, DropObject, Use } from '../syntax/tree/statementAst';
import { validationError } from '../text/sqlErrors';
import { alreadyExists } from './createTable';
import { constantRows, once, queryContext, textColumn, type StatementContext } from './statementContext';

export function planCreateView(create: CreateView, context: StatementContext): PlannedStatement {
	const { session, database } = context;
	const path = session.catalogs.resolve(create.path, session);
	const query = bindQuery(create.query, { ...queryContext(session), top: false });
	const [first] = create.columns;
	if (first && create.columns.length !== query.columns.length) {
		throw validationError(first.at, 'The number of columns of the view does not match its query');
	}
	const columns = query.columns.map(({ name, type }, index) => ({
		name: create.columns[index]?.name ?? name,
		type,
	}));
	const { catalog, database: db, name } = path;
	const view: CatalogView = {
		kind: 'view',
		catalog,
		database: db,
		name,
		comment: create.comment,
		query: create.query,
		text: create.text,
		columns,
	};
	const exists = () => path.entry.objects.has(name);
	if (exists() && !create.ifNotExists) throw alreadyExists(path);
	return once('CREATE_VIEW', () =>
		database.exclusive(async () => {
			if (exists() && !create.ifNotExists) throw alreadyExists(path);
			if (!exists()) path.entry.objects.set(name, { ...view });
		}),
	);
}

/** The object that DROP or ALTER means, of the right kind; undefined where `IF EXISTS` allows that. */
function existing(
	catalogs: Catalogs,
	drop: DropObject,
	context: StatementContext,
): CatalogTable | CatalogView | undefined {
	const { session } = context;
	const path = catalogs.resolve(drop.path, session);
	const object = path.entry.objects.get(path.name);
	const noun = drop.kind === 'DROP_VIEW' ? 'View' : 'Table';
	if (object && (object.kind === 'view') === (drop.kind === 'DROP_VIEW')) return object;
	if (drop.ifExists && !object) return undefined;
	throw new SqlError(
		`${noun} with identifier '${path.catalog}.${path.database}.${path.name}' does not exist.`,
	);
}

export function planDrop(drop: DropObject, context: StatementContext): PlannedStatement {
	const { session, database } = context;
	const { catalogs } = session;
	const object = existing(catalogs, drop, context);
	if (object?.kind === 'table' && object.readOnly) {
		throw new SqlError(
			`The table '${object.catalog}.${object.database}.${object.name}' is a read-only example table and cannot be dropped.`,
		);
	}
	return once(drop.kind, () =>
		database.exclusive(async () => {
			const found = existing(catalogs, drop, context);
			if (!found) return;
			catalogs.resolve(drop.path, session).entry.objects.delete(found.name);
			if (found.kind === 'table' && found.storage instanceof StoredTable) await found.storage.drop();
		}),
	);
}

/** USE lasts for no longer than its statement: every statement names its catalog and database in its properties. */
export function planUse(use: Use, context: StatementContext): PlannedStatement {
	const { session } = context;
	const names = use.path.map((part) => part.name);
	const [first = '', second] = names;
	const inCatalog = use.kind === 'USE_CATALOG' || second !== undefined ? first : session.catalog;
	const catalog = session.catalogs.requireCatalog(inCatalog);
	const rows =
		inCatalog === session.catalog && use.kind !== 'USE_CATALOG'
			? []
			: [['sql.current-catalog', catalog.name]];
	if (use.kind === 'USE')
		rows.push(['sql.current-database', session.catalogs.requireDatabase(catalog, second ?? first).name]);
	return constantRows(
		use.kind === 'USE_CATALOG' ? 'USE_CATALOG' : 'USE_DATABASE',
		[textColumn('Key'), textColumn('Value')],
		() => rows,
	);
}
