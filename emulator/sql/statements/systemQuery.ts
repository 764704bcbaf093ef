import type { PlanSession } from '../bound/session';
import { SqlError } from '../engine';
import { functionNamed } from '../functions/registry';
import type { CastExpr, Expr, Query, QueryBody, Select, TableRef } from '../syntax/tree/ast';
import { serializeTypeName } from '../types/formatType';
import { MAX_LENGTH } from '../types/flinkType';

const limited = (reason: string): SqlError =>
	new SqlError(`Access to INFORMATION_SCHEMA is currently limited. ${reason}`);

const basicQueries = (): SqlError =>
	limited('Only basic SQL queries (such as SELECT, WHERE, and UNION ALL) are supported.');
const basicExpressions = (): SqlError =>
	limited('Only basic SQL expressions (such as <>, =, AND, OR, IS NULL) are supported.');

const OPERATORS = new Set(['=', '<>', 'AND', 'OR', 'IS NULL', 'IS NOT NULL']);

/** Throws `SqlError` where a statement that writes rows reads INFORMATION_SCHEMA: only a SELECT may. */
export function refuseSystemTables({ reads }: PlanSession): void {
	if (reads.has('systemTable')) throw limited('Only foreground statements are supported.');
}

/**
 * Throws `SqlError` where a query of INFORMATION_SCHEMA is more than the service documents for one: SELECT, WHERE and
 * UNION ALL over its views alone, with comparisons for equality, IS [NOT] NULL, AND, OR, casts to STRING and INT, and
 * literals of those two. To be called with the query that has been bound in the session.
 */
export function checkSystemQuery(query: Query, session: PlanSession): void {
	if (!session.reads.has('systemTable')) return;
	if (session.reads.has('table')) throw limited('INFORMATION_SCHEMA queries must not access regular tables.');
	checkQuery(query, session);
}

function checkQuery({ ctes, body, orderBy, limit, offset }: Query, session: PlanSession): void {
	if (ctes.length > 0 || orderBy.length > 0 || limit !== null || offset > 0) throw basicQueries();
	checkBody(body, session);
}

function checkBody(body: QueryBody, session: PlanSession): void {
	switch (body.kind) {
		case 'select':
			return checkSelect(body, session);
		case 'nested':
			return checkQuery(body.query, session);
		case 'set':
			if (body.operator !== 'UNION' || !body.all) throw basicQueries();
			checkBody(body.left, session);
			return checkBody(body.right, session);
		default:
			throw basicQueries();
	}
}

function checkSelect(select: Select, session: PlanSession): void {
	const { distinct, groupBy, having, windows, from, where, items } = select;
	if (distinct || groupBy !== null || having !== null || windows.length > 0) throw basicQueries();
	checkFrom(from, session);
	for (const { expr } of items) if (expr.kind !== 'star') checkExpression(expr);
	if (where !== null) checkExpression(where);
}

/** One view of INFORMATION_SCHEMA, or a view of the catalog over it. */
function checkFrom(from: TableRef | null, session: PlanSession): void {
	if (from?.kind !== 'table' || from.asOf !== null) throw basicQueries();
	const object = session.catalogs.find(from.path, session);
	if (object?.kind === 'view') checkQuery(object.query, session.within(object.catalog, object.database));
}

function checkExpression(expr: Expr): void {
	switch (expr.kind) {
		case 'column':
			return;
		case 'literal':
			if (expr.value !== null && !['CHAR', 'INTEGER'].includes(expr.type.type)) throw basicExpressions();
			return;
		case 'cast':
			return checkCast(expr);
		case 'call':
			if (expr.over || functionNamed(expr.name)?.kind === 'aggregate') throw basicQueries();
			if (!OPERATORS.has(expr.name)) throw basicExpressions();
			return expr.args.forEach(checkExpression);
		case 'subquery':
			throw basicQueries();
		default:
			throw basicExpressions();
	}
}

/** NULL may have any type; a value may be made a STRING or an INT. */
function checkCast({ operand, type, safe }: CastExpr): void {
	if (safe) throw basicExpressions();
	if (operand.kind === 'literal' && operand.value === null) return;
	const isText = type.type === 'VARCHAR' && type.length === MAX_LENGTH;
	if (!isText && type.type !== 'INTEGER')
		throw limited(`Unsupported cast to '${serializeTypeName(type)}'. Currently, only STRING and INT types are supported.`);
	checkExpression(operand);
}
