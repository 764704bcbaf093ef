import type { Nature, Relation } from '../../bound/relation';

/** What stands after FROM, bound. */
export interface FromClause {
	/** A table expression, joins and all. */
	readonly sql: string;
	/** The tables that the query's expressions see, in order. */
	readonly relations: readonly Relation[];
	readonly nature: Nature;
	/** Conditions that hold back what a stream cannot give yet. */
	readonly where: readonly string[];
}
