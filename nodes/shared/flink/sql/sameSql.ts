/** Whether two texts are the same statement: white space around SQL and semicolons behind it make no other one. */
export function isSameSql(one: string, other: string): boolean {
	return bare(one) === bare(other);
}

/** Takes time linear in the length: `/[\s;]+$/` tries anew at each blank of a long run inside of the text. */
function bare(sql: string): string {
	let end = sql.length;
	while (end > 0 && /[\s;]/.test(sql.charAt(end - 1))) end--;
	return sql.slice(0, end).trimStart();
}
