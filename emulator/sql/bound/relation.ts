import type { FlinkType } from '../types/flinkType';
import type { TableScan } from '../catalog/tableScan';

/** What a column means for event time. */
export interface TimeRole {
	readonly part: 'rowtime' | 'windowStart' | 'windowEnd';
	/** SQL for the time up to which this column's rows are complete. */
	readonly watermark: string;
}

export interface RelationColumn {
	readonly name: string;
	readonly type: FlinkType;
	/** How an expression of the query around it refers to the column. */
	readonly sql: string;
	/** System columns such as `$rowtime`: there when named, left out of `*`. */
	readonly hidden: boolean;
	readonly role: TimeRole | null;
}

/** Rows that stand in the statement itself, VALUES, and come one after the other all the same. */
export interface Arrival {
	/** Of DuckDB: how many of the rows are there. Unset, all are. */
	readonly variable: string;
	readonly rows: number;
}

/** How the rows of a relation behave over time when nothing bounds them. */
export interface Nature {
	readonly bounded: boolean;
	/** Rows are not only added but changed or withdrawn. */
	readonly updating: boolean;
	/** Positions of the columns that identify a row of an updating relation. */
	readonly key: readonly number[] | null;
	/** The column that numbers the rows of a partition, the columns of the partition, and whether the numbered rows are updated. */
	readonly rank: {
		readonly column: number;
		readonly partition: readonly number[];
		readonly updating: boolean;
	} | null;
	/** What an update withdraws and what it adds are taken in one after the other: an aggregate shows what lies between. */
	readonly updatesApart?: boolean;
	/** Withdrawn rows stand alone (`-D`), as those of a Top-N do, and are no first half of an update. */
	readonly retracting: boolean;
	/** Every new row of this scan gives its rows of the result by itself. */
	readonly linear: TableScan | null;
	readonly storages: ReadonlySet<TableScan>;
	readonly arrivals: readonly Arrival[];
	/** The result changes as time passes even if no row arrives: windows close. */
	readonly clocked: boolean;
}

export interface Relation {
	/** The relation's own name in the query; null for what cannot be referred to. */
	readonly name: string | null;
	/** A table expression that stands in FROM, alias included. */
	readonly sql: string;
	readonly columns: readonly RelationColumn[];
	readonly nature: Nature;
	/** SQL of the order in which the rows came, where it is known: of rows that are alike, the first one wins. */
	readonly arrival?: string;
}

/** A relation that is there once and for all: constants, the information schema. */
export const CONSTANT: Nature = {
	bounded: true,
	updating: false,
	key: null,
	rank: null,
	retracting: false,
	linear: null,
	storages: new Set(),
	arrivals: [],
	clocked: false,
};

/**
 * The nature of rows that queries inside of expressions have a say in: a row may be withdrawn once such a query has
 * other rows, unless they are there once and for all.
 */
export function withSubqueries(nature: Nature, subqueries: readonly Nature[]): Nature {
	const changing = subqueries.filter((inner) => !isFixed(inner));
	if (changing.length === 0) return nature;
	const { bounded, storages, arrivals, clocked } = changing.reduce(combineNatures, nature);
	return { ...nature, bounded, updating: true, linear: null, storages, arrivals, clocked };
}

/** As `withSubqueries`, for `WHERE x IN (…)` and `WHERE EXISTS (…)`: what has once been let through stays. */
export function withSemiJoins(nature: Nature, subqueries: readonly Nature[]): Nature {
	const updating = nature.updating || subqueries.some((inner) => inner.updating);
	return { ...withSubqueries(nature, subqueries), updating };
}

/** Whether the rows of a relation are there once and for all. */
export const isFixed = (nature: Nature): boolean =>
	nature.bounded && !nature.updating && nature.storages.size === 0;

/** Both natures together, as of a join or a union: what is derived from the rows is left to the caller. */
export function combineNatures(left: Nature, right: Nature): Nature {
	return {
		bounded: left.bounded && right.bounded,
		updating: left.updating || right.updating,
		key: null,
		rank: null,
		retracting: left.retracting || right.retracting,
		linear: null,
		storages: new Set([...left.storages, ...right.storages]),
		arrivals: [...left.arrivals, ...right.arrivals],
		clocked: left.clocked || right.clocked,
		updatesApart: left.updatesApart === true || right.updatesApart === true,
	};
}
