import { validationError } from '../../text/sqlErrors';
import { withNullable } from '../../types/flinkType';
import type { JoinedTable, Name, NamedTable, TableRef } from '../../syntax/tree/ast';
import { bindCondition } from '../expressions/bindCondition';
import { bindExpression } from '../expressions/bindExpression';
import { expressionContext } from '../expressions/expressionContext';
import type { ExprContext } from '../context/exprContext';
import type { FromClause } from './fromClause';
import { intervalJoin } from './intervalJoin';
import { versionedRelation } from './namedRelation';
import type { QueryContext } from '../context/queryContext';
import { combineNatures, isFixed, withSubqueries, type Nature, type Relation } from '../../bound/relation';
import { Scope } from '../context/scope';
import { comparable } from '../../functions/comparisons';

/** `left JOIN right`: the columns of both, those of an outer side nullable. `bindSide` binds either side. */
export function bindJoin(
	join: JoinedTable,
	context: QueryContext,
	bindSide: (table: TableRef, context: QueryContext) => FromClause,
): FromClause {
	const left = bindSide(join.left, context);
	const lateral = { ...context, lateral: [...context.lateral, ...left.relations] };
	const temporal = join.right.kind === 'table' && join.right.asOf !== null ? join.right : null;
	const right = temporal
		? bindTemporal(temporal, left, context)
		: { ...bindSide(join.right, lateral), during: null };
	const shared = sharedColumns(join, left, right);
	const conditions = [...shared.conditions];
	const expressions = expressionContext(
		new Scope([...left.relations, ...right.relations], context.outer),
		context,
	);
	if (join.on) conditions.push(bindCondition(join.on, expressions, 'ON').sql);
	if (right.during) conditions.push(right.during);
	const type =
		join.type === 'CROSS' || (conditions.length === 0 && join.type === 'INNER') ? 'CROSS' : join.type;
	const on = type === 'CROSS' ? '' : ` ON ${conditions.join(' AND ') || 'TRUE'}`;
	const behaviour = temporal
		? { nature: temporalNature(left.nature, right.nature), where: left.where }
		: streamOf(join, type, left, right, expressions);
	return {
		sql: `${left.sql} ${type} JOIN ${right.sql}${on}`,
		relations: [
			...optional(left.relations, ['RIGHT', 'FULL'].includes(type)),
			...optional(hideShared(right.relations, shared.names), ['LEFT', 'FULL'].includes(type)),
		],
		nature: withSubqueries(behaviour.nature, expressions.natures()),
		where: behaviour.where,
	};
}

/** How the rows of a join behave over time, and what is held back for that. */
function streamOf(
	join: JoinedTable,
	type: string,
	left: FromClause,
	right: FromClause,
	expressions: ExprContext,
): Pick<FromClause, 'nature' | 'where'> {
	const nature = joinNature(left.nature, right.nature, type);
	// What is held back on the side that may be missing would be missing there.
	const lost = [
		...(['LEFT', 'FULL'].includes(type) ? right.where : []),
		...(['RIGHT', 'FULL'].includes(type) ? left.where : []),
	];
	const where = [...left.where, ...right.where].filter((condition) => !lost.includes(condition));
	const changes = left.nature.updating || right.nature.updating || lost.length > 0;
	if (!expressions.session.streaming || changes || !nature.updating) {
		return { nature: { ...nature, updating: nature.updating || changes }, where };
	}
	const held = intervalJoin(join, left.relations, right.relations, expressions);
	if (held === null) return { nature, where };
	return { nature: { ...nature, updating: false, clocked: true }, where: [...where, ...held] };
}

function optional(relations: readonly Relation[], isOptional: boolean): readonly Relation[] {
	if (!isOptional) return relations;
	return relations.map((relation) => ({
		...relation,
		columns: relation.columns.map((column) => ({ ...column, type: withNullable(column.type, true) })),
	}));
}

/** `FOR SYSTEM_TIME AS OF t`: the version of the right side that was valid at the left row's time. */
function bindTemporal(
	table: NamedTable,
	left: FromClause,
	context: QueryContext,
): FromClause & { during: string | null } {
	const scope = new Scope(left.relations, context.outer);
	const at = table.asOf ? bindExpression(table.asOf, expressionContext(scope, context)) : null;
	const { relation, during } = versionedRelation(table, at?.sql ?? 'NULL', context);
	return { sql: relation.sql, relations: [relation], nature: relation.nature, where: [], during };
}

function temporalNature(left: Nature, right: Nature): Nature {
	return { ...combineNatures(left, right), updating: left.updating, key: null, linear: left.linear };
}

function joinNature(left: Nature, right: Nature, type: string): Nature {
	const combined = combineNatures(left, right);
	if (isFixed(right) && ['INNER', 'CROSS', 'LEFT'].includes(type))
		return { ...combined, linear: left.linear };
	if (isFixed(left) && ['INNER', 'CROSS', 'RIGHT'].includes(type))
		return { ...combined, linear: right.linear };
	return { ...combined, updating: combined.updating || !['INNER', 'CROSS'].includes(type) };
}

/** The columns of USING or NATURAL: equal on both sides, and one column of the result. */
function sharedColumns(
	join: JoinedTable,
	left: FromClause,
	right: FromClause,
): { names: Set<string>; conditions: string[] } {
	const find = (clause: FromClause, name: string) =>
		clause.relations
			.flatMap((relation) => relation.columns)
			.find((column) => column.name === name && !column.hidden);
	const natural = left.relations
		.flatMap((relation) => relation.columns)
		.filter((column) => !column.hidden && find(right, column.name) !== undefined)
		.map((column): Name => ({ name: column.name, at: join.at }));
	const names = join.natural ? natural : join.using;
	const conditions = names.map(({ name, at }) => {
		const [a, b] = [find(left, name), find(right, name)];
		const sides = a && b ? comparable(a, b, 'UTC') : null;
		if (!sides) throw validationError(at, `Column '${name}' not found in any table`);
		return `${sides[0]} = ${sides[1]}`;
	});
	return { names: new Set(names.map(({ name }) => name)), conditions };
}

function hideShared(relations: readonly Relation[], names: ReadonlySet<string>): readonly Relation[] {
	if (names.size === 0) return relations;
	return relations.map((relation) => ({
		...relation,
		columns: relation.columns.map((column) =>
			names.has(column.name) ? { ...column, hidden: true } : column,
		),
	}));
}
