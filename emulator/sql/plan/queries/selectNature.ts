import type { Select, WindowSpec } from '../../syntax/tree/ast';
import { bindExpression } from '../expressions/bindExpression';
import type { BoundItem } from './boundItem';
import type { ExprContext } from '../context/exprContext';
import type { FromClause } from '../tables/fromClause';
import type { GroupClause } from './grouping';
import type { Nature, RelationColumn } from '../../bound/relation';
import type { PlanSession } from '../../bound/session';
import { rankOf, topNKey } from './topN';

interface Parts {
	readonly select: Select;
	readonly from: FromClause;
	readonly items: readonly BoundItem[];
	readonly group: GroupClause | null;
	readonly overs: readonly WindowSpec[];
	readonly session: PlanSession;
	readonly context: ExprContext;
}

interface SelectNature {
	readonly nature: Nature;
	/** Conditions that hold back what a stream cannot give yet. */
	readonly where: readonly string[];
}

/** The positions of the given columns in the output, or null where one is missing. */
function positions(
	columns: ReadonlyArray<{ readonly sql: string }>,
	items: readonly BoundItem[],
): number[] | null {
	const found = columns.map((column) => items.findIndex(({ bound }) => bound.sql === column.sql));
	return columns.length === 0 || found.includes(-1) ? null : found.sort((a, b) => a - b);
}

/** How the rows of a SELECT behave over time, from what its input does and what it does with it. */
export function selectNature(parts: Parts): SelectNature {
	const end = windowTopN(parts);
	if (!end?.role) return natureOf(parts);
	const { from } = parts;
	const nature = { ...from.nature, rank: null, key: null, updating: false, clocked: true };
	const { where, ...rest } = natureOf({ ...parts, from: { ...from, nature } });
	return { ...rest, where: [...where, `${end.sql} <= ${end.role.watermark}`] };
}

/**
 * The end of the window where WHERE keeps the first rows of every window of a stream: like an aggregate per window,
 * that gives them once, when the watermark has passed it.
 */
function windowTopN({ from, select, session, context }: Parts): RelationColumn | undefined {
	const columns = from.relations[0]?.columns ?? [];
	const { rank, bounded } = from.nature;
	const number = rank ? columns[rank.column] : undefined;
	if (!rank || !number || rank.updating || bounded || !session.streaming) return undefined;
	if (topNKey(select, rank, number.sql, context) === null) return undefined;
	const partition = rank.partition.map((position) => columns[position]);
	const start = partition.find((column) => column?.role?.part === 'windowStart');
	return start && partition.find((column) => column?.role?.part === 'windowEnd');
}

function natureOf(parts: Parts): SelectNature {
	const { from, group, select, items, overs } = parts;
	if (group) return groupNature(parts, group);
	const key = positions(keyColumns(parts), items);
	const nature: Nature = { ...from.nature, rank: null, key, retracting: from.nature.retracting || isUnranked(parts, key) };
	if (select.distinct) {
		const key = items.map((_, index) => index);
		return { nature: { ...nature, linear: null, updating: true, key }, where: [] };
	}
	if (overs.length === 0) return { nature, where: [] };
	const ordered = overs.every((spec) => isTimeOrdered(spec, parts.context));
	const updating = nature.updating || !ordered;
	const rank = rankOf(items, from.nature, parts.context);
	return { nature: { ...nature, linear: null, updating, key: null, rank }, where: [] };
}

/** Whether the first rows of every partition are kept and their ranks are not shown: one that falls out is withdrawn. */
function isUnranked({ from, select, context }: Parts, key: readonly number[] | null): boolean {
	const { rank } = from.nature;
	const column = rank ? from.relations[0]?.columns[rank.column] : undefined;
	return key === null && !!rank && !!column && topNKey(select, rank, column.sql, context) !== null;
}

/** The columns that identify a row of the input once its WHERE has been applied. */
function keyColumns({ from, select, context }: Parts): RelationColumn[] {
	const columns = from.relations[0]?.columns ?? [];
	const { rank, key } = from.nature;
	const rankColumn = rank ? columns[rank.column] : undefined;
	const found = rank && rankColumn ? topNKey(select, rank, rankColumn.sql, context) : key;
	return (found ?? []).map((position) => columns[position]).filter((column) => column !== undefined);
}

function isTimeOrdered(spec: WindowSpec, context: ExprContext): boolean {
	const [first] = spec.orderBy;
	if (!first || first.descending || spec.frame?.to.kind.endsWith('FOLLOWING')) return false;
	return bindExpression(first.expr, context).column?.role?.part === 'rowtime';
}

/**
 * An aggregate changes its rows as input comes in; one per window gives each row once, when the watermark has
 * passed the window's end.
 */
function groupNature(parts: Parts, group: GroupClause): SelectNature {
	const { from, items, session } = parts;
	const base: Nature = { ...from.nature, linear: null, rank: null, retracting: false };
	const part = (name: string): RelationColumn | undefined =>
		group.keys.map((key) => key.column).find((column) => column?.role?.part === name);
	const end = part('windowEnd');
	if (end?.role && part('windowStart') && !from.nature.updating) {
		const where = session.streaming && !from.nature.bounded ? [`${end.sql} <= ${end.role.watermark}`] : [];
		return { nature: { ...base, updating: false, key: null, clocked: true }, where };
	}
	const key = group.isPlain ? positions(group.keys, items) : null;
	const updatesApart = from.nature.updating || base.updatesApart === true;
	return { nature: { ...base, updating: true, key, updatesApart }, where: [] };
}
