import { CURRENT_CATALOG, CURRENT_DATABASE } from '../../flink/sql/sqlScript';
import { identifierLiteral } from '../../flink/sql/identifierLiteral';
import { DATABASES_QUERY, schemasQuery, tablesQuery } from '../../flink/table/catalogQuery';
import { readDatabases, readSchemas, readTables } from '../../flink/table/readSchemas';
import { TableError } from '../../flink/table/tableError';
import type { DatabaseEntry, TableEntry, TableKind, TableSchema } from '../../flink/table/tableSchema';
import type { JsonObject } from '../../language/jsonValue';
import { queryRows } from '../results/queryRows';
import { promptPollDelay } from '../statements/awaitStatement';
import { HIDDEN_LABEL } from '../statements/labels';
import { SNAPSHOT_MODE } from '../statements/queryTraits';
import { withTemporaryStatement, type TemporaryStatementClients } from '../statements/temporaryStatement';

/** Where tables are looked for, and what the questions run on. */
export interface TablesPlace {
	/** The environment, by name or `env-…`. */
	readonly catalog: string;
	/** `lkc-…` or a name; undefined where databases are asked for. */
	readonly database?: string | undefined;
	/** `lfcp-…`; undefined leaves the choice to the environment's default pool. */
	readonly computePoolId?: string | undefined;
	/** `u-…` or `sa-…`; undefined means the owner of the key. */
	readonly principal?: string | undefined;
	/** A name for each statement that is run, which nobody else has. */
	readonly statementName: () => string;
}

const ALL_ROWS = { output: 'table', numbers: 'text', limit: undefined, mayBePart: false } as const;

/**
 * What a catalog has. Each question is a hidden statement that is deleted when it is answered; INFORMATION_SCHEMA
 * answers in one statement per question.
 *
 * @throws by each method what submitting and reading a query throws
 */
export class Tables {
	constructor(
		private readonly clients: TemporaryStatementClients,
		private readonly place: TablesPlace,
	) {}

	async databases(): Promise<DatabaseEntry[]> {
		return readDatabases(await this.ask(DATABASES_QUERY));
	}

	/** The tables and views of a database. */
	async list(database: string): Promise<TableEntry[]> {
		return readTables(await this.ask(tablesQuery(database)));
	}

	/** The same with all that is known of them. */
	async schemas(database: string): Promise<TableSchema[]> {
		return readSchemas(await this.ask(schemasQuery(database)));
	}

	/** @throws TableError where there is no such table, or the key may not see it */
	async schema(database: string, table: string): Promise<TableSchema> {
		const schema = readSchemas(await this.ask(schemasQuery(database, table))).find((found) => found.table === table);
		if (schema === undefined) throw new TableError({ reason: 'tableUnknown', table, database });
		return schema;
	}

	/** The SQL that creates the table or view, as the service writes it. */
	async createText({ table, kind }: { readonly table: string; readonly kind: TableKind }): Promise<string> {
		const rows = await this.ask(`SHOW CREATE ${kind === 'view' ? 'VIEW' : 'TABLE'} ${identifierLiteral(table)}`, {});
		return rows.flatMap((row) => Object.values(row)).join('\n');
	}

	/** Questions to INFORMATION_SCHEMA are answered soon, and somebody waits for a list: the first look follows at once. */
	private async ask(sql: string, mode: Readonly<Record<string, string>> = { [SNAPSHOT_MODE]: 'now' }): Promise<JsonObject[]> {
		const { catalog, database, computePoolId, principal, statementName } = this.place;
		const draft = {
			name: statementName(),
			sql,
			properties: { ...mode, [CURRENT_CATALOG]: catalog, [CURRENT_DATABASE]: database ?? '' },
			computePoolId,
			principal,
			labels: [HIDDEN_LABEL],
		};
		return await withTemporaryStatement(this.clients, draft, async (submitted) => {
			const { rows } = await queryRows(this.clients.statements, submitted, ALL_ROWS, promptPollDelay());
			return rows?.items ?? [];
		});
	}
}
