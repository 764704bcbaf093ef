import { SqlError } from '../../engine';
import { notSupported, validationError } from '../../text/sqlErrors';
import type { CatalogTable, CatalogView } from '../../catalog/catalogObjects';
import type { TableScan } from '../../catalog/tableScan';
import type { NamedTable, Path } from '../../syntax/tree/ast';
import { NOW } from '../../types/zonedSql';
import { timestampLtz } from '../../types/flinkType';
import { bindExpression } from '../expressions/bindExpression';
import { expressionContext } from '../expressions/expressionContext';
import { informationSchemaTable } from './informationSchemaTable';
import { contextApart, type QueryContext } from '../context/queryContext';
import type { Nature, Relation, RelationColumn } from '../../bound/relation';
import { relationOf, renamed } from './relationOf';
import { Scope, spanOf } from '../context/scope';
import type { PlanSession } from '../../bound/session';

const ROWTIME = '$rowtime';

export function missingTable(path: Path, session: PlanSession): Error {
	return validationError(
		spanOf(path),
		`Table (or view) '${path.map((part) => part.name).join('.')}' does not exist, may be on a private cluster, or you do not have permission to access it.\n` +
			`If the cluster is private, please connect using a private network.\n${session.whereabouts()}`,
	);
}

/** A table or view of the catalog as a relation of a query. Throws the validation error for a name that is none. */
export function namedRelation(table: NamedTable, context: QueryContext): Relation {
	const { path } = table;
	const { session } = context;
	const information = informationSchemaTable(path, session);
	if (information && table.hint) throw notSupported('A hint with options beside a table of the INFORMATION_SCHEMA');
	if (information) return renamed(information, table.alias);
	const object = session.catalogs.find(path, session);
	if (!object) throw missingTable(path, session);
	if (object.kind === 'view' && table.hint)
		throw new SqlError(`View '${path.map((part) => part.name).join('.')}' cannot be enriched with new options. Hints can only be applied to tables.`);
	const relation = object.kind === 'view' ? viewRelation(object, context) : tableRelation(object, context, table.hint);
	return renamed({ ...relation, name: path.at(-1)?.name ?? null }, table.alias);
}

function viewRelation(view: CatalogView, context: QueryContext): Relation {
	const { session } = context;
	const inner = contextApart(context, session.within(view.catalog, view.database));
	const relation = relationOf(inner.bindQuery(view.query, inner), null, session);
	return {
		...relation,
		columns: relation.columns.map((column, index) => ({
			...column,
			name: view.columns[index]?.name ?? column.name,
		})),
	};
}

function scanNature(storage: TableScan, session: PlanSession, key: readonly number[] | null): Nature {
	const updating = storage.changelog !== 'append';
	return {
		bounded: !session.streaming,
		updating,
		key: storage.changelog === 'upsert' ? key : null,
		rank: null,
		retracting: false,
		linear: updating ? null : storage,
		storages: new Set([storage]),
		arrivals: [],
		clocked: false,
	};
}

/**
 * A scan of a stored table, its computed columns worked out and its system columns behind.
 *
 * @param hint options beside the table's name
 * @param rowsOf what is read of the table; its rows when absent
 */
function tableRelation(
	table: CatalogTable,
	context: QueryContext,
	hint: NamedTable['hint'],
	rowsOf?: (storage: TableScan) => string,
): Relation {
	const { session } = context;
	const alias = session.nextAlias();
	const storage = session.reading.scan(table, alias, hint);
	const scan = rowsOf?.(storage) ?? storage.rows();
	const columns = relationColumns(table, storage, alias, context, `(${scan})`);
	const key = table.primaryKey.map((name) => columns.findIndex((column) => column.name === name));
	const nature = scanNature(storage, session, key.length > 0 ? key : null);
	return { name: table.name, sql: `(${scan}) AS ${alias}`, columns, nature, arrival: `${alias}.seq` };
}

function relationColumns(
	table: CatalogTable,
	storage: TableScan,
	alias: string,
	context: QueryContext,
	scan: string,
): RelationColumn[] {
	const { session } = context;
	const rowtime: RelationColumn = {
		name: ROWTIME,
		type: timestampLtz(3, false),
		sql: `${alias}.rowtime`,
		hidden: true,
		role: { part: 'rowtime', watermark: NOW },
	};
	const stored = table.columns
		.filter((column) => column.storedAs !== null)
		.map(
			(column): RelationColumn => ({
				name: column.name,
				type: column.type,
				sql: `${alias}.${column.storedAs}`,
				hidden: false,
				role: null,
			}),
		);
	const base: Relation = {
		name: table.name,
		sql: '',
		columns: [...stored, rowtime],
		nature: scanNature(storage, session, null),
	};
	const apart = contextApart(context, session);
	const plain = expressionContext(new Scope([base]), apart);
	const columns = table.columns.map((column): RelationColumn => {
		const found = stored.find((candidate) => candidate.name === column.name);
		if (found) return found;
		const sql = column.computed ? bindExpression(column.computed.expr, plain).sql : 'NULL';
		return { name: column.name, type: column.type, sql, hidden: false, role: null };
	});
	if (!table.watermark) return [...columns, rowtime];
	const { column: timeColumn, expr } = table.watermark;
	const all = expressionContext(new Scope([{ ...base, columns: [...columns, rowtime] }]), apart);
	const watermark = `(SELECT max(${bindExpression(expr, all).sql}) FROM ${scan} AS ${alias})`;
	const timed = columns.map(
		(column): RelationColumn =>
			column.name === timeColumn ? { ...column, role: { part: 'rowtime', watermark } } : column,
	);
	return [...timed, timeColumn === ROWTIME ? { ...rowtime, role: { part: 'rowtime', watermark } } : rowtime];
}

/** The right side of a temporal join and the condition that picks the version valid at a time. */
export function versionedRelation(
	table: NamedTable,
	at: string,
	context: QueryContext,
): { relation: Relation; during: string } {
	const { session } = context;
	const object = session.catalogs.find(table.path, session);
	if (!object) throw missingTable(table.path, session);
	if (object.kind === 'view') throw notSupported('FOR SYSTEM_TIME AS OF a view');
	const time = object.columns.find(({ name }) => name === object.watermark?.column)?.storedAs ?? 'rowtime';
	const relation = tableRelation(object, context, table.hint, (storage) => versionsOf(object, storage, time));
	const alias = relation.sql.slice(relation.sql.lastIndexOf(' ') + 1);
	const during = `${at} >= ${alias}.valid_from AND (${alias}.valid_to IS NULL OR ${at} < ${alias}.valid_to)`;
	return { relation: renamed({ ...relation, name: table.path.at(-1)?.name ?? null }, table.alias), during };
}

function versionsOf(table: CatalogTable, storage: TableScan, time: string): string {
	const versions = storage.versions(time);
	if (versions !== null) return versions;
	throw new SqlError(
		'Temporal Table Join requires primary key in versioned table, but no primary key can be found. ' +
			`The physical plan is: ${table.catalog}.${table.database}.${table.name}`,
	);
}
