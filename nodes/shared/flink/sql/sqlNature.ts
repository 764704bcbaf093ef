import { scanSql } from './sqlScanner';

/**
 * What a statement does: `query` gives rows, `write` fills a table, `definition` makes, changes or removes an object
 * (DDL). `other` is all that is not known here.
 */
export type SqlKind = 'query' | 'write' | 'definition' | 'other';

export interface SqlNature {
	readonly kind: SqlKind;
	/** It keeps a table up to date for as long as it is there: CREATE MATERIALIZED TABLE. */
	readonly isContinuous: boolean;
	/** Whether it reads from a table: one that does not, such as INSERT … VALUES, ends whatever the mode. */
	readonly readsTables: boolean;
}

const QUERY = /^(?:SELECT|WITH|VALUES|TABLE|SHOW|DESCRIBE|DESC|EXPLAIN|EXECUTE SELECT)\b/;
const WRITE = /^(?:INSERT|EXECUTE INSERT|EXECUTE STATEMENT SET|BEGIN STATEMENT SET)\b/;
const DEFINITION = /^(?:CREATE|ALTER|DROP|REPLACE|TRUNCATE)\b/;
const FILLED_TABLE = /^(?:CREATE|REPLACE|ALTER)\b(?: (?:OR|REPLACE|ALTER|TEMPORARY|SYSTEM))*( MATERIALIZED)? TABLE\b.* AS\b/;
/** What a query reads from, unless it is made up on the spot. `TABLE` also stands for a query, and in window functions. */
const SOURCE = /\b(?:FROM|JOIN) (?!\(|UNNEST\b|LATERAL\b|TABLE\b)|(?<!\b(?:CREATE|REPLACE|TEMPORARY|MATERIALIZED|FROM|LATERAL|JOIN)) TABLE (?!\()/;

/** The nature of a statement by its text alone. Takes time linear in its length. */
export function sqlNature(sql: string): SqlNature {
	const code = codeOf(sql);
	const readsTables = SOURCE.test(code);
	if (QUERY.test(code)) return { kind: 'query', isContinuous: false, readsTables };
	if (WRITE.test(code)) return { kind: 'write', isContinuous: false, readsTables };
	if (!DEFINITION.test(code)) return { kind: 'other', isContinuous: false, readsTables };
	const filled = FILLED_TABLE.exec(outsideParentheses(code));
	return { kind: filled === null ? 'definition' : 'write', isContinuous: filled?.[1] !== undefined, readsTables };
}

/** What makes a query remember rows, or compare them: what it has read then says nothing of what it will give. */
const STATE =
	/\b(?:GROUP BY|HAVING|DISTINCT|OVER|ORDER BY|LIMIT|FETCH|OFFSET|UNION(?! ALL)|INTERSECT|EXCEPT|MATCH_RECOGNIZE|TUMBLE|HOP|CUMULATE|SESSION|EXISTS|IN \( SELECT)\b|\b(?:COUNT|SUM|AVG|MIN|MAX|LISTAGG|COLLECT|ARRAY_AGG|FIRST_VALUE|LAST_VALUE|STDDEV\w*|VAR_\w+|VARIANCE) \(|\bJOIN (?!UNNEST\b)|\bFROM (?:(?!\b(?:WHERE|SELECT|UNION)\b)[^(),])*,/;

/**
 * Whether a query keeps state as far as its text tells: it joins, groups, sorts or compares rows. One that only filters
 * and computes does not, and can be gone on with by another statement from where it has stopped.
 */
export function keepsState(sql: string): boolean {
	return STATE.test(codeOf(sql));
}

/** The code in upper case, one space between its words; a quoted name is one word, a string or comment none. */
function codeOf(sql: string): string {
	const parts = scanSql(sql).map(({ kind, start, end }) => {
		if (kind === 'code') return sql.slice(start, end);
		return kind === 'quotedIdentifier' || kind === 'placeholder' ? ' QUOTED ' : ' ';
	});
	return parts
		.join('')
		.toUpperCase()
		.replace(/[()]/g, ' $& ')
		.split(/[\s;]+/)
		.filter((word) => word !== '')
		.join(' ')
		.replace(/^(?:\( )+/, '');
}

/** In a column list `AS` begins a computed column, and no query. */
function outsideParentheses(code: string): string {
	let depth = 0;
	return code
		.split(' ')
		.filter((word) => {
			if (word === '(') depth++;
			else if (word === ')') depth = Math.max(0, depth - 1);
			return depth === 0 && word !== ')';
		})
		.join(' ');
}
