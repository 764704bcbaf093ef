import { SqlError, type PlannedStatement, type SqlEngine } from '../sql/engine';
import { hasSeveralStatements, onlyOneStatement } from '../sql/text/oneStatement';
import { sqlKindOf } from './sqlKind';

const ONE_TEXT_COLUMN = [{ name: 'EXPR$0', type: { type: 'VARCHAR', nullable: true, length: 2147483647 } }];

const WITH_ROWS: ReadonlySet<string> = new Set(['SELECT', 'SHOW', 'DESCRIBE', 'EXPLAIN']);

/**
 * Stands in for a SQL engine: it looks at a statement's first words, knows no tables and gives no rows.
 * Snapshot queries, DDL and INSERT … VALUES finish, other INSERTs and streaming queries run on. As the service does,
 * it says of every CREATE TABLE AS that it is bounded, of one that runs on, too.
 */
export function createKeywordPlanner(): SqlEngine {
	return {
		plan: ({ sql, properties }) => Promise.resolve().then(() => planByKeywords(sql, properties)),
		close: () => Promise.resolve(),
	};
}

function planByKeywords(sql: string, properties: Readonly<Record<string, string>>): PlannedStatement {
	const kind = sqlKindOf(sql);
	if (kind === null)
		throw new SqlError(`SQL parse failed. Encountered "${firstWord(sql)}" at line 1, column 1.`);
	if (hasSeveralStatements(sql)) throw onlyOneStatement();
	const ends = hasEnd(kind, sql, properties);
	return {
		sqlKind: kind === 'VIEW' ? `${firstWord(sql)}_VIEW` : kind,
		isBounded: ends || kind === 'CREATE_TABLE_AS',
		isAppendOnly: true,
		upsertColumns: null,
		columns: WITH_ROWS.has(kind) ? ONE_TEXT_COLUMN : null,
		advance: () => Promise.resolve({ changes: [], finished: ends }),
		close: () => Promise.resolve(),
	};
}

function hasEnd(kind: string, sql: string, properties: Readonly<Record<string, string>>): boolean {
	if (properties['sql.snapshot.mode'] === 'now') return true;
	if (kind === 'SELECT') return false;
	if (kind === 'INSERT_INTO') return /\bVALUES\b/i.test(sql);
	return kind !== 'CREATE_TABLE_AS' && kind !== 'STATEMENT_SET';
}

function firstWord(sql: string): string {
	return (sql.trim().split(/\s/, 1)[0] ?? '').toUpperCase();
}
