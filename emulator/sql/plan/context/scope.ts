import { validationError } from '../../text/sqlErrors';
import type { ColumnExpr, Name, Path } from '../../syntax/tree/ast';
import { spanning } from '../../text/span';
import { fieldsOf, withNullable, type FlinkType } from '../../types/flinkType';
import type { Bound } from '../../bound/bound';
import type { Relation, RelationColumn } from '../../bound/relation';

const textOf = (path: Path): string => path.map((part) => part.name).join('.');

/** The tables that a name can mean, and those of the queries around. */
export class Scope {
	constructor(
		readonly relations: readonly Relation[],
		readonly outer: Scope | null = null,
		/** Aliases of the select list, which ORDER BY sees before the tables' columns. */
		readonly aliases: ReadonlyMap<string, Bound> = new Map(),
	) {}

	with(relations: readonly Relation[]): Scope {
		return new Scope([...this.relations, ...relations], this.outer);
	}

	/** What `a`, `t.a`, `t.a.field` or `catalog.database.table.a` means. Throws the validation error where it is nothing. */
	resolve(expr: ColumnExpr): Bound {
		const found = this.find(expr.path);
		if (found) return found;
		throw this.notFound(expr);
	}

	/** The relations a qualified star covers. */
	star(qualifier: Path): readonly Relation[] {
		if (qualifier.length === 0) return this.relations;
		const name = qualifier.at(-1)?.name;
		const found = this.relations.filter((relation) => relation.name === name);
		if (found.length > 0) return found;
		throw validationError(spanOf(qualifier), `Unknown identifier '${textOf(qualifier)}'`);
	}

	private find(path: Path): Bound | null {
		const [first, ...rest] = path;
		if (first === undefined) return null;
		const alias = rest.length === 0 ? this.aliases.get(first.name) : undefined;
		if (alias) return alias;
		return (
			this.findQualified(path) ?? this.findColumn(this.relations, path, 0) ?? this.outer?.find(path) ?? null
		);
	}

	private findQualified(path: Path): Bound | null {
		for (let position = Math.min(path.length - 1, 3); position >= 1; position -= 1) {
			const name = path[position - 1]?.name;
			const relations = this.relations.filter((relation) => relation.name === name);
			const found = relations.length > 0 ? this.findColumn(relations, path, position) : null;
			if (found) return found;
		}
		return null;
	}

	private findColumn(relations: readonly Relation[], path: Path, position: number): Bound | null {
		const name = path[position];
		if (name === undefined) return null;
		const columns = relations.flatMap((relation) =>
			relation.columns.filter((column) => column.name === name.name),
		);
		const visible = columns.length > 1 ? columns.filter((column) => !column.hidden) : columns;
		if (visible.length > 1 || (columns.length > 1 && visible.length === 0)) {
			throw validationError(spanOf(path), `Column '${name.name}' is ambiguous`);
		}
		const column: RelationColumn | undefined = visible[0];
		if (column === undefined) return null;
		const bound: Bound = { sql: column.sql, type: column.type, column };
		return path.slice(position + 1).reduce(fieldOf, bound);
	}

	private notFound(expr: ColumnExpr): Error {
		const { path } = expr;
		const last = path.at(-1)?.name ?? '';
		const qualifier = path.at(-2)?.name;
		const table = this.relations.find((relation) => relation.name === qualifier);
		const candidates = (table ? [table] : this.relations).flatMap((relation) => relation.columns);
		const similar = candidates.find((column) => column.name.toLowerCase() === last.toLowerCase());
		const hint = similar ? `; did you mean '${similar.name}'?` : '';
		if (qualifier !== undefined && !table) {
			return validationError(spanOf(path.slice(0, -1)), `Table '${textOf(path.slice(0, -1))}' not found`);
		}
		const place = table ? `in table '${qualifier}'` : 'in any table';
		return validationError(
			spanOf(table ? path.slice(-1) : path),
			`Column '${last}' not found ${place}${hint}`,
		);
	}
}

export function spanOf(path: Path): Name['at'] {
	const first = path[0];
	const last = path.at(-1);
	if (first === undefined || last === undefined) throw new RangeError('An empty name stands nowhere');
	return spanning(first.at, last.at);
}

/** A field of a ROW value. */
export function fieldOf(row: Bound, field: Name): Bound {
	const fields = fieldsOf(row.type);
	const index = fields.findIndex((candidate) => candidate.name === field.name);
	const type: FlinkType | undefined = fields[index]?.type;
	if (type === undefined) throw validationError(field.at, `Column '${field.name}' not found in any table`);
	return {
		sql: `struct_extract(${row.sql}, 'f${index}')`,
		type: withNullable(type, type.nullable || row.type.nullable),
	};
}
