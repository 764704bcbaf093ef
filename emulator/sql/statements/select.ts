import { CARRY_OVER, SqlError, type Change, type PlannedStatement, type WireValue } from '../engine';
import { bindQuery } from '../plan/queries/bindQuery';
import type { BoundQuery } from '../bound/boundQuery';
import type { PlanSession } from '../bound/session';
import { changelog } from '../run/changelog';
import { ContinuousQuery, type Delta } from '../run/continuousQuery';
import type { Query } from '../syntax/tree/ast';
import { BOOLEAN } from '../types/flinkType';
import { encodeValue } from '../wire/encodeValue';
import { planned, queryContext, wireColumn, type StatementContext } from './statementContext';

/** SELECT: the rows of a bounded query, or the changelog of a stream for as long as somebody reads it. */
export function planSelect(query: Query, context: StatementContext): PlannedStatement {
	const { session, database } = context;
	const bound = bindQuery(query, queryContext(session));
	checkCarryOver(bound, session);
	const isBounded = bound.nature.bounded;
	const isAppendOnly = !bound.nature.updating || !session.streaming;
	const run = new ContinuousQuery(database, bound, context.nextId(), context.now, session.stateTtl);
	const slice = sliceOf(bound);
	return planned(
		{
			sqlKind: 'SELECT',
			isBounded,
			isAppendOnly,
			upsertColumns: isAppendOnly ? null : bound.nature.key,
			columns: withUniqueNames(bound.columns).map(wireColumn),
			offsets: () => database.exclusive(() => run.offsets()),
		},
		(now, room = Infinity) =>
			database.exclusive(async () => {
				const changes: Change[] = [];
				while (changes.length < room) {
					const delta = await run.step(now, session.streaming, room - changes.length);
					if (!delta) break;
					for (const change of slice.apply(await readChanges(delta, bound, context))) changes.push(change);
					await delta.commit();
					if (slice.isFull()) break;
				}
				return { changes, finished: isBounded || slice.isFull() };
			}),
		() => database.release(() => run.close()),
	);
}

/**
 * Offsets can be taken over by a query that looks at each row by itself: here, one of a single table without a limit.
 * Throws `SqlError` for another one.
 */
function checkCarryOver({ nature, slice }: BoundQuery, { reading }: PlanSession): void {
	const isStateless = nature.linear !== null && nature.storages.size === 1 && nature.arrivals.length === 0 && slice === null;
	if (reading.carriesOver && !isStateless)
		throw new SqlError(
			`'${CARRY_OVER}' can only be used by stateless statements, which process each row of a table independently of all others. This statement is not stateless.`,
		);
}

/** A name that comes again gets a number behind it: `w`, `w0`, `w1`. */
function withUniqueNames(columns: BoundQuery['columns']): BoundQuery['columns'] {
	const used = new Set<string>();
	return columns.map((column) => {
		let { name } = column;
		for (let attempt = 0; used.has(name); attempt += 1) name = `${column.name}${attempt}`;
		used.add(name);
		return { ...column, name };
	});
}

async function readChanges(delta: Delta, bound: BoundQuery, context: StatementContext): Promise<Change[]> {
	const read = async (sql: string): Promise<WireValue[][]> => {
		const rows = await context.database.rows(sql);
		return rows.map((row) =>
			[...bound.columns.map(({ type }) => type), ...(bound.isWatched ? [BOOLEAN()] : [])].map((type, index) =>
				encodeValue(row[index] ?? null, type, context.session.zone),
			),
		);
	};
	const removed = delta.removed === null ? [] : await read(delta.removed);
	const added = await read(delta.added);
	const changes = removed.length === 0 ? added.map((row): Change => ({ op: 0, row })) : changelog(removed, added, bound.nature);
	if (!bound.isWatched) return changes;
	const width = bound.columns.length;
	return changes.filter(({ row }) => row[width] === 'TRUE').map(({ op, row }) => ({ op, row: row.slice(0, width) }));
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
