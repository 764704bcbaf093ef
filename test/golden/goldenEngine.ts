import { createDuckDbEngine, type Change, type WireColumn } from '../../emulator';
import { AGREES, differs, type Agreement } from './agreement';
import type { QuestionTable } from './answers';

const ENVIRONMENT = { id: 'env-golden', name: 'default', databases: [{ id: 'lkc-golden', name: 'cluster_0' }] };
const HOME = { 'sql.current-catalog': 'default', 'sql.current-database': 'cluster_0' };
const SNAPSHOT = { 'sql.snapshot.mode': 'now' };
/** 2026-11-30, when Flink was asked. */
const NOW = Date.UTC(2026, 10, 30);

/** What a query gave. */
export interface QueryResult {
	readonly columns: readonly WireColumn[];
	readonly changes: readonly Change[];
	readonly upsertColumns: readonly number[] | null;
	readonly isAppendOnly: boolean;
}

/** The emulator's SQL engine, its questions put and answered without HTTP. */
export class GoldenEngine {
	private readonly engine = createDuckDbEngine({ environments: [ENVIRONMENT] });

	/** Makes a table and writes its rows in the order of their arrival. */
	async fill(table: QuestionTable): Promise<void> {
		const { name, columns, watermark, key, changelog, rows } = table;
		// Names may be words of the grammar, such as DEC.
		const parts = columns.map((column) => column.replace(/^(\S+)/, '`$1`'));
		if (watermark !== undefined) parts.push(`WATERMARK FOR ${watermark}`);
		if (key !== undefined) parts.push(`PRIMARY KEY (${key.join(', ')}) NOT ENFORCED`);
		await this.query(`CREATE TABLE ${name} (${parts.join(', ')})`);
		const types = columns.map((column) => column.replace(/^\S+ /, '').replace(' NOT NULL', ''));
		for (const row of rows) {
			const values = changelog === undefined ? row : row.slice(1);
			const literals = values.map((value, index) => `CAST(${value ?? 'NULL'} AS ${types[index]})`);
			await this.query(`INSERT INTO ${name} VALUES (${literals.join(', ')})`);
		}
	}

	/** Runs a statement to what it has by now. Throws what `refusalOf` knows. */
	async query(sql: string, mode: 'batch' | 'streaming' = 'batch'): Promise<QueryResult> {
		const statement = await this.engine.plan({
			statementName: 'golden',
			environmentId: ENVIRONMENT.id,
			sql,
			properties: { ...HOME, ...(mode === 'batch' ? SNAPSHOT : {}) },
			now: NOW,
		});
		try {
			const { changes } = await statement.advance(NOW);
			const { columns, upsertColumns, isAppendOnly } = statement;
			return { columns: columns ?? [], changes, upsertColumns, isAppendOnly };
		} finally {
			await statement.close();
		}
	}

	close(): Promise<void> {
		return this.engine.close();
	}
}

/** What it means that the emulator gave an error instead of a value. An error that is none of SQL is thrown on. */
export function afterRefusal(flinkRefuses: boolean, error: unknown): Agreement {
	if (!(error instanceof Error && error.name === 'SqlError')) throw error;
	if (flinkRefuses) return AGREES;
	const detail = error.message.replace(/\s+/g, ' ');
	return /\bthis emulator\b/i.test(detail) ? { kind: 'refused', detail } : differs(`fails with: ${detail}`);
}
