import type { PlannedStatement, WireColumn, WireValue } from '../engine';
import { bindQuery } from '../plan/queries/bindQuery';
import type { QueryContext } from '../plan/context/queryContext';
import type { PlanSession } from '../bound/session';
import type { Database } from '../run/database';
import type { Sequence } from '../run/sequence';
import { varchar, type FlinkType } from '../types/flinkType';

/** What a statement is planned with. */
export interface StatementContext {
	readonly session: PlanSession;
	readonly database: Database;
	readonly sequence: Sequence;
	/** Epoch milliseconds. */
	readonly now: number;
	/** Numbers for tables of the engine's own. */
	nextId(): number;
}

type Advance = PlannedStatement['advance'];
type Shape = Pick<PlannedStatement, 'sqlKind'> & Partial<PlannedStatement>;

/** A planned statement; what is not said is that of DDL: bounded, no rows. */
export function planned(
	shape: Shape,
	advance: Advance,
	close: () => Promise<void> = () => Promise.resolve(),
): PlannedStatement {
	let over = false;
	return {
		isBounded: true,
		isAppendOnly: true,
		upsertColumns: null,
		columns: null,
		...shape,
		async advance(now, room) {
			if (over) return { changes: [], finished: true };
			const result = await advance(now, room);
			over = over || result.finished;
			return result;
		},
		async close() {
			over = true;
			await close();
		},
	};
}

/** A statement that does one thing and is COMPLETED. */
export function once(sqlKind: string, action: (now: number) => Promise<void>): PlannedStatement {
	return planned({ sqlKind }, async (now) => {
		await action(now);
		return { changes: [], finished: true };
	});
}

/** A statement whose rows are known from the catalog alone. */
export function constantRows(
	sqlKind: string,
	columns: readonly WireColumn[],
	rows: () => ReadonlyArray<readonly WireValue[]>,
): PlannedStatement {
	return planned({ sqlKind, columns }, async () => ({
		changes: rows().map((row) => ({ op: 0, row })),
		finished: true,
	}));
}

export const textColumn = (name: string): WireColumn => ({ name, type: varchar() });
export const wireColumn = ({
	name,
	type,
}: {
	readonly name: string;
	readonly type: FlinkType;
}): WireColumn => ({ name, type });

/** What the query of a statement sees: nothing but the session. */
export function queryContext(session: PlanSession): QueryContext {
	return { session, ctes: new Map(), outer: null, lateral: [], top: true, bindQuery };
}
