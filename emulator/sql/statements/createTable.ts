import { SqlError, type PlannedStatement } from '../engine';
import type { CatalogColumn, CatalogTable } from '../catalog/catalogObjects';
import type { ResolvedPath } from '../catalog/catalogs';
import { bindQuery } from '../plan/queries/bindQuery';
import type { BoundQuery } from '../bound/boundQuery';
import type { CreateTable } from '../syntax/tree/statementAst';
import { planJobs, writeJob, type InsertJob } from './insert';
import { refuseSystemTables } from './systemQuery';
import { once, planned, queryContext, type StatementContext } from './statementContext';
import { defineTable } from './tableDefinition';

export function alreadyExists(path: ResolvedPath): SqlError {
	return new SqlError(
		`Table (or view) ${path.catalog}.${path.database}.${path.name} already exists in Catalog ${path.catalog}.`,
	);
}

/** `CREATE TABLE`, with the rows of a query where `AS` follows. */
export function planCreateTable(create: CreateTable, context: StatementContext): PlannedStatement {
	const { session, database } = context;
	const path = session.catalogs.resolve(create.path, session);
	const kind = create.query ? 'CREATE_TABLE_AS' : 'CREATE_TABLE';
	if (path.entry.objects.has(path.name)) {
		if (create.ifNotExists) return once(kind, () => Promise.resolve());
		throw alreadyExists(path);
	}
	const query = create.query ? bindQuery(create.query, { ...queryContext(session), top: false }) : null;
	if (query) refuseSystemTables(session);
	const { table, storage } = defineTable(create, path, query, context);
	const build = async () => {
		if (path.entry.objects.has(path.name)) {
			if (!create.ifNotExists) throw alreadyExists(path);
			return;
		}
		const stored = table.columns.filter((column) => column.storedAs?.startsWith('c'));
		await storage.create(stored.map((column) => column.type));
		path.entry.objects.set(path.name, table);
	};
	if (!query) return once(kind, () => database.exclusive(build));
	return createAndFill(kind, build, writeJob(table, query, queryColumns(table, query), context), context);
}

function createAndFill(
	kind: string,
	build: () => Promise<void>,
	job: InsertJob,
	context: StatementContext,
): PlannedStatement {
	let built = false;
	const fill = planJobs(kind, [job], context);
	const advance: PlannedStatement['advance'] = async (now) => {
		if (!built) await context.database.exclusive(build);
		built = true;
		return fill.advance(now);
	};
	// The service says of every CREATE TABLE AS that it is bounded, of one that runs on, too.
	return planned({ sqlKind: kind, isBounded: true }, advance, () => fill.close());
}

/** The table's columns that the query fills, in the query's order. */
function queryColumns(table: CatalogTable, query: BoundQuery): CatalogColumn[] {
	return query.columns.flatMap(({ name }) => table.columns.filter((column) => column.name === name));
}
