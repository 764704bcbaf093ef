import { validationError } from '../../text/sqlErrors';
import { fieldsOf, withNullable } from '../../types/flinkType';
import type { Path, Select, WindowSpec } from '../../syntax/tree/ast';
import { containsAggregate } from '../expressions/bindCall';
import { bindCondition } from '../expressions/bindCondition';
import { bindExpression } from '../expressions/bindExpression';
import { bindFrom } from '../tables/bindFrom';
import type { BoundItem } from './boundItem';
import type { BoundQuery } from '../../bound/boundQuery';
import type { ExprContext } from '../context/exprContext';
import { expressionContext } from '../expressions/expressionContext';
import { finishQuery, type Ordering, type Tail } from './finishQuery';
import type { FromClause } from '../tables/fromClause';
import { bindGrouping, checkGrouped, type GroupClause } from './grouping';
import type { QueryContext } from '../context/queryContext';
import { CONSTANT, withSubqueries } from '../../bound/relation';
import { fieldOf, Scope } from '../context/scope';
import { selectNature } from './selectNature';
import { bindWhere } from './bindWhere';

const NOTHING: FromClause = { sql: '', relations: [], nature: CONSTANT, where: [] };

/** `SELECT … FROM … WHERE … GROUP BY … HAVING …` with the ORDER BY and LIMIT that follow it. */
export function bindSelect(select: Select, tail: Tail, context: QueryContext): BoundQuery {
	const tables = select.from ? bindFrom(select.from, context) : NOTHING;
	const scope = new Scope(tables.relations, context.outer);
	const plain = expressionContext(scope, context);
	const filter = bindWhere(select, tables.nature, plain, context);
	const from = { ...tables, nature: filter.nature };
	const group = groupClause(select, plain);
	const overs: WindowSpec[] = [];
	const output = outputContext(select, plain, group, overs);
	const items = bindItems(select, scope, output).map((item) => inGroupingSets(item, group));
	if (group) checkItems(select, items, group, output);
	const having = select.having
		? bindCondition(select.having, { ...output, windows: 'forbidden' }, 'HAVING')
		: null;
	const { nature, where } = selectNature({
		select,
		from,
		items,
		group,
		overs,
		session: context.session,
		context: plain,
	});
	const clauses = [...from.where, ...filter.conditions, ...where];
	const columns = items.map(({ name, bound }) => ({
		name,
		type: bound.type,
		role: bound.column?.role ?? null,
	}));
	const watched = having && nature.updating && isWatchable(select, tail, context) ? having : null;
	const cells = items.map(({ bound }, index) => `${bound.sql} AS c${index}`);
	if (watched) cells.push(`${watched.sql} AS c${items.length}`);
	const source = sourceSql(from.sql, clauses);
	const sql =
		`SELECT ${select.distinct ? 'DISTINCT ' : ''}${cells.join(', ')}${source}${group?.sql ?? ''}` +
		(having && !watched ? ` HAVING ${having.sql}` : '');
	const ordering = bindOrdering(tail, items, output, group);
	const merged = withSubqueries(nature, plain.natures());
	const isGlobal = group !== null && !select.groupBy && from.sql !== '' && isStream(context);
	const query = {
		sql,
		columns,
		nature: merged,
		slice: null,
		...(watched ? { isWatched: true } : {}),
		...(isGlobal ? { input: `SELECT 1${source} LIMIT 1` } : {}),
	};
	const arrival = group || select.distinct ? null : arrivalOf(from);
	return finishQuery(query, ordering, tail, context, arrival);
}

const isStream = (context: QueryContext): boolean => context.top && context.session.streaming;

/**
 * Whether what HAVING lets through can be looked at change by change: an update may bring a row in, or lead it out.
 */
const isWatchable = (select: Select, tail: Tail, context: QueryContext): boolean =>
	isStream(context) && !select.distinct && tail.orderBy.length === 0 && tail.limit === null && tail.offset === 0;

function sourceSql(from: string, clauses: readonly string[]): string {
	return (from === '' ? '' : ` FROM ${from}`) + (clauses.length > 0 ? ` WHERE ${clauses.join(' AND ')}` : '');
}

/** The order in which the rows of the only table came. */
function arrivalOf({ relations: [only, ...others] }: FromClause): string | null {
	return others.length === 0 ? (only?.arrival ?? null) : null;
}

/** The GROUP BY; an empty one where aggregates stand without. */
function groupClause(select: Select, context: ExprContext): GroupClause | null {
	if (select.groupBy) return bindGrouping(select.groupBy, context);
	const aggregates = select.having !== null || select.items.some(({ expr }) => containsAggregate(expr));
	return aggregates ? { sql: '', keys: [], isPlain: true } : null;
}

function outputContext(
	select: Select,
	plain: ExprContext,
	group: GroupClause | null,
	overs: WindowSpec[],
): ExprContext {
	return {
		...plain,
		aggregates: group ? 'allowed' : 'forbidden',
		windows: 'allowed',
		maybeEmpty: group !== null && group.keys.length === 0,
		namedWindows: new Map(select.windows.map(({ name, spec }) => [name.name, spec])),
		onOver: (spec) => overs.push(spec),
	};
}

function bindItems(select: Select, scope: Scope, context: ExprContext): BoundItem[] {
	const items: BoundItem[] = [];
	for (const [index, item] of select.items.entries()) {
		const { expr, alias } = item;
		if (expr.kind === 'star') items.push(...starItems(expr.qualifier, scope, expr.at));
		else {
			const bound = bindExpression(expr, context);
			const last =
				expr.kind === 'column' ? expr.path.at(-1)?.name : expr.kind === 'field' ? expr.field.name : undefined;
			items.push({ name: alias?.name ?? last ?? `EXPR$${index}`, bound, item });
		}
	}
	return items;
}

/** `t.r.*`: the fields of a row, where the name is that of a column and of no table. */
function rowItems(qualifier: Path, scope: Scope, at: Select['at']): BoundItem[] | null {
	const name = qualifier.at(-1)?.name;
	if (qualifier.length === 0 || scope.relations.some((relation) => relation.name === name)) return null;
	const row = scope.resolve({ kind: 'column', path: qualifier, at });
	return fieldsOf(row.type).map((field) => ({ name: field.name, bound: fieldOf(row, { name: field.name, at }), item: null }));
}

function starItems(qualifier: Path, scope: Scope, at: Select['at']): BoundItem[] {
	const row = rowItems(qualifier, scope, at);
	if (row) return row;
	const relations = scope.star(qualifier);
	if (relations.length === 0) throw validationError(at, 'SELECT * requires a FROM clause');
	return relations.flatMap((relation) =>
		relation.columns
			.filter((column) => !column.hidden)
			.map((column) => ({
				name: column.name,
				bound: { sql: column.sql, type: column.type, column },
				item: null,
			})),
	);
}

/** A key that some grouping set leaves out is NULL there. */
function inGroupingSets(item: BoundItem, group: GroupClause | null): BoundItem {
	if (!group || group.isPlain || !group.keys.some((key) => key.sql === item.bound.sql)) return item;
	return { ...item, bound: { ...item.bound, type: withNullable(item.bound.type, true) } };
}

function checkItems(
	select: Select,
	items: readonly BoundItem[],
	group: GroupClause,
	context: ExprContext,
): void {
	const keys = new Set(group.keys.map((key) => key.sql));
	for (const { item, bound, name } of items) {
		if (item) checkGrouped(item.expr, keys, context);
		else if (!keys.has(bound.sql))
			throw validationError(select.at, `Expression '${name}' is not being grouped`);
	}
	if (select.having) checkGrouped(select.having, keys, context);
}

function bindOrdering(
	tail: Tail,
	items: readonly BoundItem[],
	output: ExprContext,
	group: GroupClause | null,
): Ordering[] {
	const aliases = new Map(items.filter(({ item }) => item?.alias).map(({ name, bound }) => [name, bound]));
	const scope = new Scope(output.scope.relations, output.scope.outer, aliases);
	return tail.orderBy.map((item): Ordering => {
		const ordinal =
			item.expr.kind === 'literal' && item.expr.type.type === 'INTEGER' ? Number(item.expr.value) : null;
		if (ordinal !== null) {
			const chosen = items[ordinal - 1];
			if (!chosen) throw validationError(item.expr.at, 'Ordinal out of range');
			return { item, bound: chosen.bound, position: ordinal };
		}
		const bound = bindExpression(item.expr, { ...output, scope });
		const position = items.findIndex((candidate) => candidate.bound.sql === bound.sql) + 1;
		if (position > 0) return { item, bound, position };
		if (group) checkGrouped(item.expr, new Set(group.keys.map((key) => key.sql)), { ...output, scope });
		return { item, bound };
	});
}
