/**
 * `status.traits.sql_kind` from a statement's first words, good enough to tell what may be resumed and to
 * stand in where no SQL engine is behind the emulator. Null for text that does not begin like SQL.
 */
export function sqlKindOf(sql: string): string | null {
	const text = withoutComments(sql).trim().toUpperCase();
	return KINDS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/** Whether a stopped statement of this text may run again: those that write on their own, not those that are read. */
export function isResumable(sql: string): boolean {
	return RESUMABLE.has(sqlKindOf(sql) ?? '');
}

const RESUMABLE: ReadonlySet<string> = new Set(['INSERT_INTO', 'CREATE_TABLE_AS', 'STATEMENT_SET']);

const KINDS: ReadonlyArray<readonly [RegExp, string]> = [
	[/^(\(|SELECT\b|WITH\b|VALUES\b|TABLE\b)/, 'SELECT'],
	[/^INSERT\s+(INTO|OVERWRITE)\b/, 'INSERT_INTO'],
	[/^EXECUTE\s+STATEMENT\s+SET\b/, 'STATEMENT_SET'],
	[/^CREATE\s+(OR\s+REPLACE\s+)?(TEMPORARY\s+)?TABLE\b[\s\S]*\bAS\s+(SELECT|WITH|\()/, 'CREATE_TABLE_AS'],
	[/^CREATE\s+(OR\s+REPLACE\s+)?(TEMPORARY\s+)?TABLE\b/, 'CREATE_TABLE'],
	[/^(CREATE|DROP|ALTER)\s+VIEW\b/, 'VIEW'],
	[/^DROP\s+TABLE\b/, 'DROP_TABLE'],
	[/^ALTER\s+TABLE\b/, 'ALTER_TABLE'],
	[/^CREATE\s+(CATALOG|DATABASE|FUNCTION|MODEL|CONNECTION)\b/, 'CREATE'],
	[/^(DROP|ALTER)\s+(CATALOG|DATABASE|FUNCTION|MODEL|CONNECTION)\b/, 'ALTER'],
	[/^SHOW\b/, 'SHOW'],
	[/^(DESCRIBE|DESC)\b/, 'DESCRIBE'],
	[/^EXPLAIN\b/, 'EXPLAIN'],
	[/^(USE|SET|RESET)\b/, 'SET'],
];

function withoutComments(sql: string): string {
	return sql.replace(/^(\s|--[^\n]*(\n|$)|\/\*[\s\S]*?\*\/)+/, '');
}
