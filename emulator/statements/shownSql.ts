/** Options of a connection that hold a secret, by the end of their names. */
const SECRET_OPTION = /('(?:[^']|'')*(?:key|secret|password|token|credentials?)'\s*=\s*)'(?:[^']|'')*'/gi;

/**
 * The SQL as answers show it: in place of the secrets of a CREATE CONNECTION there is a mask, as the service does "as a
 * best effort". Null: nothing is masked.
 */
export function shownSql(sql: string, mask: string | null): string {
	if (mask === null || !/^\s*CREATE\s+(?:OR\s+REPLACE\s+)?CONNECTION\b/i.test(sql)) return sql;
	return sql.replace(SECRET_OPTION, (_whole, before: string) => `${before}'${mask}'`);
}
