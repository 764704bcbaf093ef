import type { Change, PlannedStatement } from '../sql/engine';
import type { ScriptedResults } from './behaviours';

/** Scripted results as a plan: the same reading, paging and expiry as for SQL that really ran. It starts when it is first advanced. */
export function scriptedPlan(results: ScriptedResults): PlannedStatement {
	const waiting = [...(results.rows ?? [])].sort((a, b) => (a.afterMs ?? 0) - (b.afterMs ?? 0));
	let given = 0;
	let startedAt: number | undefined;
	return {
		sqlKind: results.sqlKind ?? (results.columns === null ? 'INSERT_INTO' : 'SELECT'),
		isBounded: results.isBounded ?? true,
		isAppendOnly: results.isAppendOnly ?? isAppendOnly(results),
		upsertColumns: results.upsertColumns ?? null,
		columns: results.columns,
		advance(now) {
			startedAt ??= now;
			const changes: Change[] = [];
			for (
				let batch = waiting[given];
				batch && startedAt + (batch.afterMs ?? 0) <= now;
				batch = waiting[given]
			) {
				for (const change of batch.changes) changes.push(change);
				given++;
			}
			return Promise.resolve({ changes, finished: given === waiting.length && results.endless !== true });
		},
		close: () => Promise.resolve(),
	};
}

function isAppendOnly(results: ScriptedResults): boolean {
	return (results.rows ?? []).every(({ changes }) => changes.every(({ op }) => op === 0));
}
