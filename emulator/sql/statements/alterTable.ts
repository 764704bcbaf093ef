import { SqlError, type PlannedStatement } from '../engine';
import type { CatalogTable } from '../catalog/catalogObjects';
import { StoredTable } from '../run/storedTable';
import type { AlterTable, TableAlteration } from '../syntax/tree/statementAst';
import { mentions } from '../syntax/tree/traverse';
import { once, type StatementContext } from './statementContext';
import { checkTableOptions } from './tableOptions';
import { notSupported } from '../text/sqlErrors';
import { columnsOf, watermarkOf } from './tableColumns';

type Target = ReturnType<StatementContext['session']['catalogs']['resolve']>;

function tableAt(path: Target): CatalogTable {
	const table = path.entry.objects.get(path.name);
	const place = `${path.catalog}.${path.database}.${path.name}`;
	if (table?.kind !== 'table') throw new SqlError(`Table with identifier '${place}' does not exist.`);
	if (table.readOnly)
		throw new SqlError(`The table '${place}' is a read-only example table and cannot be altered.`);
	return table;
}

export function planAlterTable(alter: AlterTable, context: StatementContext): PlannedStatement {
	const { session, database } = context;
	const path = session.catalogs.resolve(alter.path, session);
	change(tableAt(path), alter.alteration, context);
	return once('ALTER_TABLE', () =>
		database.exclusive(async () => {
			const before = tableAt(path);
			const after = change(before, alter.alteration, context);
			const { storage } = after;
			for (const column of after.columns.filter((candidate) => !before.columns.includes(candidate))) {
				const isNew =
					column.storedAs !== null && column.storedAs !== 'rowtime' && !before.columns.some(({ storedAs }) => storedAs === column.storedAs);
				if (isNew && storage instanceof StoredTable)
					await storage.addColumn(String(column.storedAs), column.type);
			}
			path.entry.objects.delete(path.name);
			path.entry.objects.set(after.name, after);
		}),
	);
}

/** The table as it will be. Throws `SqlError` where the alteration cannot be. */
function change(
	table: CatalogTable,
	alteration: TableAlteration,
	context: StatementContext,
): CatalogTable {
	switch (alteration.kind) {
		case 'set':
			checkTableOptions({ ...table.options, ...alteration.options });
			return { ...table, options: { ...table.options, ...alteration.options } };
		case 'reset':
			return {
				...table,
				options: Object.fromEntries(
					Object.entries(table.options).filter(([key]) => !alteration.keys.includes(key)),
				),
			};
		case 'add':
			return addColumns(table, alteration.columns, context);
		case 'drop':
			return dropColumns(
				table,
				alteration.columns.map(({ name }) => name),
			);
		case 'rename':
			throw new SqlError('ALTER TABLE … RENAME is not supported.');
		case 'columnType': {
			requireColumn(table, alteration.column.name);
			throw notSupported('ALTER TABLE … MODIFY of a column');
		}
		default: {
			const { watermark } = alteration;
			return { ...table, watermark: watermark && watermarkOf(watermark, table.columns, context) };
		}
	}
}

/** The schema of a table is evolved in Schema Registry, not by Flink. */
const physicalColumn = (name: string, what: string): SqlError =>
	new SqlError(`Failed to execute ALTER TABLE statement.\nThe physical column \`${name}\` cannot be ${what}: evolve the table's schema in Schema Registry.`);

function requireColumn(table: CatalogTable, name: string): void {
	if (table.columns.some((column) => column.name === name)) return;
	throw new SqlError(
		`Failed to execute ALTER TABLE statement.\nThe column \`${name}\` does not exist in the base table.`,
	);
}

/** Computed columns and the watermark hold on to the columns that they are made of. */
function requireUnused(table: CatalogTable, name: string): void {
	const computed = table.columns.find((column) => column.computed && mentions(column.computed.expr, name));
	const refuse = (by: string) => {
		throw new SqlError(
			`Failed to execute ALTER TABLE statement.\nThe column \`${name}\` is referenced by ${by}.`,
		);
	};
	if (computed) refuse(`computed column \`${computed.name}\``);
	if (table.watermark?.column === name || (table.watermark && mentions(table.watermark.expr, name))) {
		refuse('watermark expression');
	}
}

function requireFree(table: CatalogTable, name: string): void {
	if (!table.columns.some((column) => column.name === name)) return;
	throw new SqlError(
		`Failed to execute ALTER TABLE statement.\nTry to add a column \`${name}\` which already exists in the table.`,
	);
}

function addColumns(
	table: CatalogTable,
	declared: Parameters<typeof columnsOf>[0],
	context: StatementContext,
): CatalogTable {
	declared.forEach(({ name }) => requireFree(table, name.name));
	const added = columnsOf(declared, [], table.columns, context);
	const physical = added.find((column) => !column.computed && !column.metadata);
	if (physical) throw physicalColumn(physical.name, 'added');
	return { ...table, columns: [...table.columns, ...added] };
}

function dropColumns(table: CatalogTable, names: readonly string[]): CatalogTable {
	for (const name of names) {
		requireColumn(table, name);
		requireUnused(table, name);
		if (table.primaryKey.includes(name))
			throw new SqlError(
				`Failed to execute ALTER TABLE statement.\nThe column \`${name}\` is used as the primary key.`,
			);
		const column = table.columns.find((candidate) => candidate.name === name);
		if (column && !column.computed && !column.metadata) throw physicalColumn(name, 'dropped');
	}
	return { ...table, columns: table.columns.filter((column) => !names.includes(column.name)) };
}
