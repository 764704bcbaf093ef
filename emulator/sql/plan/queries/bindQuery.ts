import { validationError } from '../../text/sqlErrors';
import { castSql } from '../../types/castSql';
import { commonType } from '../../types/commonType';
import type { Query, QueryBody, SetOperation } from '../../syntax/tree/ast';
import { bindExpression } from '../expressions/bindExpression';
import { bindSelect } from './bindSelect';
import { bindValues } from './bindValues';
import type { BoundQuery, OutputColumn } from '../../bound/boundQuery';
import { expressionContext } from '../expressions/expressionContext';
import { finishQuery, type Ordering } from './finishQuery';
import type { QueryContext, VisibleCte } from '../context/queryContext';
import { combineNatures, withSubqueries, type Nature } from '../../bound/relation';
import { relationOf } from '../tables/relationOf';
import { Scope } from '../context/scope';

/** Gives a query its DuckDB SQL, its columns and its nature. Throws `SqlError` where it means nothing. */
export function bindQuery(query: Query, context: QueryContext): BoundQuery {
	let ctes: ReadonlyMap<string, VisibleCte> = context.ctes;
	for (const cte of query.ctes) ctes = new Map([...ctes, [cte.name.name, { cte, ctes }]]);
	const inner: QueryContext = { ...context, ctes };
	const tail = { orderBy: query.orderBy, limit: query.limit, offset: query.offset };
	if (query.body.kind === 'select') return bindSelect(query.body, tail, inner);
	const body = bindBody(query.body, { ...inner, top: false });
	if (tail.orderBy.length === 0 && tail.limit === null && tail.offset === 0) return body;
	const relation = relationOf(body, null, context.session);
	const expressions = expressionContext(new Scope([relation]), inner);
	const ordering = tail.orderBy.map((item): Ordering => {
		const position = Number(item.expr.kind === 'literal' ? item.expr.value : NaN);
		const column = relation.columns[position - 1];
		const bound = column
			? { sql: column.sql, type: column.type, column }
			: bindExpression(item.expr, expressions);
		return { item, bound };
	});
	const nature = withSubqueries(body.nature, expressions.natures());
	return finishQuery({ ...body, sql: `SELECT * FROM ${relation.sql}`, nature }, ordering, tail, inner);
}

function bindBody(body: QueryBody, context: QueryContext): BoundQuery {
	switch (body.kind) {
		case 'select':
			return bindSelect(body, { orderBy: [], limit: null, offset: 0 }, context);
		case 'nested':
			return bindQuery(body.query, context);
		case 'values':
			return bindValues(body, context);
		default:
			return bindSetOperation(body, context);
	}
}

function bindSetOperation(operation: SetOperation, context: QueryContext): BoundQuery {
	const left = bindBody(operation.left, context);
	const right = bindBody(operation.right, context);
	const name = `${operation.operator}${operation.all ? ' ALL' : ''}`;
	if (left.columns.length !== right.columns.length) {
		throw validationError(operation.right.at, `Column count mismatch in ${name}`);
	}
	const columns = left.columns.map((column, index): OutputColumn => {
		const other = right.columns[index];
		const type = other ? commonType([column.type, other.type]) : null;
		if (type === null)
			throw validationError(operation.right.at, `Type mismatch in column ${index + 1} of ${name}`);
		return { name: column.name, type, role: column.role && other?.role ? column.role : null };
	});
	const side = (query: BoundQuery) => aligned(query, columns, context);
	const nature = setNature(operation, combineNatures(left.nature, right.nature), columns.length);
	return { sql: `(${side(left)}) ${name} (${side(right)})`, columns, nature, slice: null };
}

/** One side of a set operation with the types that both sides share. */
function aligned(query: BoundQuery, columns: readonly OutputColumn[], context: QueryContext): string {
	const relation = relationOf(query, null, context.session);
	const cells = columns.map(({ type }, index) => {
		const column = relation.columns[index];
		return column ? `${castSql(column.sql, column.type, type, context.session.zone)} AS c${index}` : '';
	});
	return `SELECT ${cells.join(', ')} FROM ${relation.sql}`;
}

function setNature(operation: SetOperation, combined: Nature, width: number): Nature {
	if (operation.operator === 'UNION' && operation.all) return combined;
	const key = operation.all ? null : Array.from({ length: width }, (_, index) => index);
	return { ...combined, updating: true, key };
}
