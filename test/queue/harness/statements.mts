import { setTimeout as sleep } from 'node:timers/promises';
import { groupBy } from '../../e2e/trigger/executions.mjs';
import type { LocalConfluent } from '../../e2e/harness/localConfluent.mjs';

const LOOK_MS = 200;

export interface StatementSeen {
	readonly name: string;
	readonly uid: string;
	readonly phase: string;
	readonly sql: string;
}

interface JournalEntry {
	readonly method: string;
	readonly path: string;
	readonly status: number | null;
}

/** Every statement that exists in Confluent Cloud. */
export async function statements(confluent: LocalConfluent): Promise<StatementSeen[]> {
	return ((await confluent.control('GET', 'statements')) as { statements: StatementSeen[] }).statements;
}

/** The statements of each order. */
export async function statementsByOrder(confluent: LocalConfluent): Promise<Map<string, StatementSeen[]>> {
	return groupBy(await statements(confluent), ({ sql }) => / = (\d+)$/.exec(sql)?.[1] ?? sql);
}

/** What was asked of it since the journal was cleared: POSTs of statements by status, and refusals for the limits. */
export async function requests(confluent: LocalConfluent): Promise<{ all: number; created: number; conflicts: number; refused: number }> {
	const { entries } = (await confluent.control('GET', 'journal')) as { entries: JournalEntry[] };
	const posts = entries.filter(({ method, path }) => method === 'POST' && path.endsWith('/statements'));
	const count = (list: readonly JournalEntry[], wanted: (status: number) => boolean) => list.filter(({ status }) => status !== null && wanted(status)).length;
	return {
		all: entries.length,
		created: count(posts, (status) => status < 300),
		conflicts: count(posts, (status) => status === 409),
		refused: count(entries, (status) => status === 429),
	};
}

export async function clearJournal(confluent: LocalConfluent): Promise<void> {
	await confluent.control('DELETE', 'journal');
}

/** Waits until so many statements have completed. */
export async function untilCompleted(confluent: LocalConfluent, count: number, timeoutMs: number): Promise<void> {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const completed = (await statements(confluent)).filter(({ phase }) => phase === 'COMPLETED').length;
		if (completed >= count) return;
		if (Date.now() > deadline) throw new Error(`After ${String(timeoutMs / 1000)} s ${String(completed)} statements of ${String(count)} have completed`);
		await sleep(LOOK_MS);
	}
}
