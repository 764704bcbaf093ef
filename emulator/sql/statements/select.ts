import type { Change, PlannedStatement, WireValue } from '../engine';
import { bindQuery } from '../plan/queries/bindQuery';
import type { BoundQuery } from '../bound/boundQuery';
import { changelog } from '../run/changelog';
import { ContinuousQuery, type Delta } from '../run/continuousQuery';
import type { Query } from '../syntax/tree/ast';
import { encodeValue } from '../wire/encodeValue';
import { planned, queryContext, wireColumn, type StatementContext } from './statementContext';

/** SELECT: the rows of a bounded query, or the changelog of a stream for as long as somebody reads it. */
export function planSelect(query: Query, context: StatementContext): PlannedStatement {
	const { session, database } = context;
	const bound = bindQuery(query, queryContext(session));
	const isBounded = bound.nature.bounded;
	const isAppendOnly = !bound.nature.updating || !session.streaming;
	const run = new ContinuousQuery(database, bound, context.nextId(), context.now);
	const slice = sliceOf(bound);
	return planned(
		{
			sqlKind: 'SELECT',
			isBounded,
			isAppendOnly,
			upsertColumns: isAppendOnly ? null : bound.nature.key,
			columns: bound.columns.map(wireColumn),
		},
		(now) =>
			database.exclusive(async () => {
				const delta = await run.step(now);
				const changes = delta ? slice.apply(await readChanges(delta, bound, context)) : [];
				await delta?.commit();
				return { changes, finished: isBounded || slice.isFull() };
			}),
		() => database.release(() => run.close()),
	);
}

async function readChanges(delta: Delta, bound: BoundQuery, context: StatementContext): Promise<Change[]> {
	const read = async (sql: string): Promise<WireValue[][]> => {
		const rows = await context.database.rows(sql);
		return rows.map((row) =>
			bound.columns.map(({ type }, index) => encodeValue(row[index] ?? null, type, context.session.zone)),
		);
	};
	const removed = delta.removed === null ? [] : await read(delta.removed);
	const added = await read(delta.added);
	if (removed.length === 0) return added.map((row) => ({ op: 0, row }));
	return changelog(removed, added, bound.nature);
}

interface Slice {
	/** Drops the rows to skip and those beyond the limit. */
	apply(changes: Change[]): Change[];
	/** Whether all the rows asked for have been given. */
	isFull(): boolean;
}

/** OFFSET and LIMIT over a stream of rows that are only added: the first that come. */
function sliceOf({ slice }: BoundQuery): Slice {
	if (slice === null) return { apply: (changes) => changes, isFull: () => false };
	let skip = slice.offset;
	let left = slice.limit ?? Infinity;
	return {
		apply(changes) {
			const skipped = Math.min(skip, changes.length);
			const taken = changes.slice(skipped, skipped + Math.min(left, changes.length));
			skip -= skipped;
			left -= taken.length;
			return taken;
		},
		isFull: () => left <= 0,
	};
}
