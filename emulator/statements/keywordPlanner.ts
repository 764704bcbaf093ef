import { SqlError, type PlannedStatement, type SqlEngine } from '../sql/engine';
import { hasSeveralStatements, onlyOneStatement } from '../sql/text/oneStatement';
import { sqlKindOf } from './sqlKind';

const ONE_TEXT_COLUMN = [{ name: 'EXPR$0', type: { type: 'VARCHAR', nullable: true, length: 2147483647 } }];

const WITH_ROWS: ReadonlySet<string> = new Set(['SELECT', 'SHOW', 'DESCRIBE', 'EXPLAIN']);

/**
 * Stands in for a SQL engine: it looks at a statement's first words, knows no tables and gives no rows.
 * Snapshot queries and DDL finish, INSERT … VALUES finishes, other INSERTs and streaming queries run on.
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
	const isBounded = isBoundedKind(kind, sql, properties);
	return {
		sqlKind: kind === 'VIEW' ? `${firstWord(sql)}_VIEW` : kind,
		isBounded,
		isAppendOnly: true,
		upsertColumns: null,
		columns: WITH_ROWS.has(kind) ? ONE_TEXT_COLUMN : null,
		advance: () => Promise.resolve({ changes: [], finished: isBounded }),
		close: () => Promise.resolve(),
	};
}

function isBoundedKind(kind: string, sql: string, properties: Readonly<Record<string, string>>): boolean {
	if (kind === 'SELECT') return properties['sql.snapshot.mode'] === 'now';
	if (kind === 'INSERT_INTO') return /\bVALUES\b/i.test(sql);
	return kind !== 'CREATE_TABLE_AS' && kind !== 'STATEMENT_SET';
}

function firstWord(sql: string): string {
	return (sql.trim().split(/\s/, 1)[0] ?? '').toUpperCase();
}
