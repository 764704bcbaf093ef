/* eslint-disable @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { DuckDBInstance, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api';
import { registerFlinkFunctions } from './flinkFunctions';
import { MACROS } from './macros';
import { runtimeError } from './runtimeError';

const CONFIGURATION = {
	threads: '1',
	enable_external_access: 'false',
	autoinstall_known_extensions: 'false',
	autoload_known_extensions: 'false',
};

/**
 * One DuckDB in memory behind one connection, opened when it is first needed. One thread keeps the order of rows
 * and of floating-point sums the same from run to run.
 */
export class Database {
	private opening: Promise<{ instance: DuckDBInstance; connection: DuckDBConnection }> | null = null;
	private queue: Promise<unknown> = Promise.resolve();
	private closed = false;

	/** Does some work while nobody else uses the connection. */
	exclusive<T>(work: () => Promise<T>): Promise<T> {
		const result = this.queue.then(work);
		this.queue = result.catch(() => undefined);
		return result;
	}

	/** Gives up what a statement holds; nothing is left to give up once the database is closed. */
	async release(work: () => Promise<void>): Promise<void> {
		await this.exclusive(async () => {
			if (!this.closed) await work();
		});
	}

	/** Runs one statement. Only inside `exclusive`. Throws `SqlError` for what fails while it runs. */
	async run(sql: string): Promise<void> {
		const connection = await this.connection();
		try {
			await connection.run(sql);
		} catch (error) {
			throw runtimeError(error);
		}
	}

	/** Runs a query and gives its rows. Only inside `exclusive`. */
	async rows(sql: string): Promise<DuckDBValue[][]> {
		const connection = await this.connection();
		try {
			const reader = await connection.runAndReadAll(sql);
			return reader.getRows();
		} catch (error) {
			throw runtimeError(error);
		}
	}

	/**
	 * Puts rows into a temporary table, as texts: the columns are `v0`, `v1`, …, and `nth` numbers the rows.
	 * Only inside `exclusive`.
	 *
	 * @param columns the members of the rows that are taken; what a row does not have is NULL
	 */
	async stage(
		table: string,
		columns: readonly string[],
		rows: ReadonlyArray<Readonly<Record<string, string | number | boolean | null>>>,
	): Promise<void> {
		const connection = await this.connection();
		await connection.run(`CREATE TEMP TABLE ${table} (${[...columns.map((_, index) => `v${index} VARCHAR`), 'nth INTEGER'].join(', ')})`);
		const appender = await connection.createAppender(table, 'main', 'temp');
		try {
			for (const [index, row] of rows.entries()) {
				for (const column of columns) {
					const value = row[column];
					if (value === null || value === undefined) appender.appendNull();
					else appender.appendVarchar(String(value));
				}
				appender.appendInteger(index);
				appender.endRow();
			}
		} finally {
			appender.closeSync();
		}
	}

	async close(): Promise<void> {
		this.closed = true;
		await this.queue;
		const opened = await this.opening;
		this.opening = null;
		opened?.connection.closeSync();
		opened?.instance.closeSync();
	}

	private async connection(): Promise<DuckDBConnection> {
		if (this.closed) throw new Error('The SQL engine is closed');
		this.opening ??= open();
		return (await this.opening).connection;
	}
}

async function open(): Promise<{ instance: DuckDBInstance; connection: DuckDBConnection }> {
	const instance = await DuckDBInstance.create(':memory:', CONFIGURATION);
	const connection = await instance.connect();
	registerFlinkFunctions(connection);
	for (const macro of MACROS) await connection.run(macro);
	await connection.run('SELECT setseed(0.5)');
	return { instance, connection };
}
