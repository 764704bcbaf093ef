import type { Alias } from '../../syntax/tree/ast';
import { validationError } from '../../text/sqlErrors';
import type { BoundQuery } from '../../bound/boundQuery';
import type { Relation } from '../../bound/relation';
import type { PlanSession } from '../../bound/session';

/** A query as a table of the query around it. */
export function relationOf(query: BoundQuery, alias: Alias | null, session: PlanSession): Relation {
	const name = session.nextAlias();
	const columns = query.columns.map((column, index) => ({
		...column,
		sql: `${name}.c${index}`,
		hidden: false,
	}));
	return renamed({ name: null, sql: `(${query.sql}) AS ${name}`, columns, nature: query.nature }, alias);
}

/** `AS t(a, b)`: a new name for the relation, and for its columns where they are listed. */
export function renamed(relation: Relation, alias: Alias | null): Relation {
	if (alias === null) return relation;
	if (alias.columns.length === 0) return { ...relation, name: alias.name.name };
	const visible = relation.columns.filter((column) => !column.hidden);
	if (visible.length !== alias.columns.length) {
		throw validationError(
			alias.name.at,
			`List of column aliases must have same degree as table; table has ${visible.length} columns, whereas alias list has ${alias.columns.length} columns`,
		);
	}
	const columns = visible.map((column, index) => ({
		...column,
		name: alias.columns[index]?.name ?? column.name,
	}));
	return { ...relation, name: alias.name.name, columns };
}
