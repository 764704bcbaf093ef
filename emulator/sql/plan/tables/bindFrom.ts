import { notSupported, validationError } from '../../text/sqlErrors';
import { elementOf, fieldsOf, INTEGER, keyOf, NULL_TYPE, valueOf, withNullable } from '../../types/flinkType';
import { familyOf } from '../../types/typeFamily';
import type { DerivedTable, NamedTable, TableRef, UnnestTable } from '../../syntax/tree/ast';
import { bindExpression } from '../expressions/bindExpression';
import { bindJoin } from './bindJoin';
import { bindWindowTable } from './bindWindowTable';
import { expressionContext } from '../expressions/expressionContext';
import type { FromClause } from './fromClause';
import { namedRelation } from './namedRelation';
import type { QueryContext } from '../context/queryContext';
import { CONSTANT, withSubqueries, type Relation, type RelationColumn } from '../../bound/relation';
import { relationOf, renamed } from './relationOf';
import { Scope } from '../context/scope';

const single = (relation: Relation): FromClause => ({
	sql: relation.sql,
	relations: [relation],
	nature: relation.nature,
	where: [],
});

export function bindFrom(table: TableRef, context: QueryContext): FromClause {
	switch (table.kind) {
		case 'table':
			return single(bindNamed(table, context));
		case 'derived':
			return single(bindDerived(table, context));
		case 'unnest':
			return single(bindUnnest(table, context));
		case 'window':
			return single(bindWindowTable(table, bindFrom(table.input, context), context));
		default:
			return bindJoin(table, context, bindFrom);
	}
}

/** A common table of the query, a table or a view. */
function bindNamed(table: NamedTable, context: QueryContext): Relation {
	const [first] = table.path;
	const visible = table.path.length === 1 && first ? context.ctes.get(first.name) : undefined;
	if (!visible) return namedRelation(table, context);
	if (table.hint) throw notSupported('A hint with options beside a common table');
	const { cte, ctes } = visible;
	const query = context.bindQuery(cte.query, { ...context, ctes, outer: null, lateral: [], top: false });
	const named = renamed(relationOf(query, null, context.session), { name: cte.name, columns: cte.columns });
	return renamed(named, table.alias);
}

function bindDerived(table: DerivedTable, context: QueryContext): Relation {
	const outer = table.lateral ? new Scope(context.lateral, context.outer) : context.outer;
	const query = context.bindQuery(table.query, { ...context, outer, lateral: [], top: false });
	const relation = relationOf(query, table.alias, context.session);
	return table.lateral ? { ...relation, sql: `LATERAL ${relation.sql}` } : relation;
}

/** The elements of a collection as rows: those of ROW type spread over columns, a map as keys and values. */
function bindUnnest(table: UnnestTable, context: QueryContext): Relation {
	const scope = new Scope(context.lateral, context.outer);
	const expressions = expressionContext(scope, context);
	const value = bindExpression(table.expr, expressions);
	const family = familyOf(value.type);
	if (!['ARRAY', 'MAP', 'MULTISET'].includes(family)) {
		throw validationError(
			table.at,
			`Cannot apply 'UNNEST' to arguments of type 'UNNEST(<${value.type.type}>)'`,
		);
	}
	const alias = context.session.nextAlias();
	const wrappers: Partial<Record<string, string>> = { MAP: 'map_entries', MULTISET: 'map_keys' };
	const list = `${wrappers[family] ?? ''}(${value.sql})`;
	const columns =
		family === 'MAP' ? mapColumns(alias, value.type) : elementColumns(alias, elementOf(value.type));
	if (table.ordinality) columns.push(unnested('ORDINALITY', INTEGER(false), `CAST(${alias}.o AS INTEGER)`));
	const suffix = table.ordinality ? ` WITH ORDINALITY AS ${alias}(e, o)` : ` AS ${alias}(e)`;
	const nature = withSubqueries(CONSTANT, expressions.natures());
	return renamed({ name: null, sql: `unnest(${list})${suffix}`, columns, nature }, table.alias);
}

function unnested(name: string, type: RelationColumn['type'], sql: string): RelationColumn {
	return { name, type, sql, hidden: false, role: null };
}

function mapColumns(alias: string, type: RelationColumn['type']): RelationColumn[] {
	return [
		unnested('KEY', keyOf(type), `${alias}.e.key`),
		unnested('VALUE', valueOf(type), `${alias}.e.value`),
	];
}

function elementColumns(alias: string, type: RelationColumn['type']): RelationColumn[] {
	if (familyOf(type) !== 'ROW')
		return [unnested('EXPR$0', type.type === 'NULL' ? NULL_TYPE : type, `${alias}.e`)];
	return fieldsOf(type).map((field, index) =>
		unnested(
			field.name,
			withNullable(field.type, field.type.nullable || type.nullable),
			`struct_extract(${alias}.e, 'f${index}')`,
		),
	);
}
