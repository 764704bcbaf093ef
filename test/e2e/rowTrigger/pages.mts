import { setTimeout as sleep } from 'node:timers/promises';
import { journalOf, type JournalEntry } from '../harness/journal.mjs';
import type { LocalConfluent } from '../harness/localConfluent.mjs';

const LOOK_MS = 20;

/** The requests for pages of results so far, oldest first. */
export async function pageRequests(confluent: LocalConfluent): Promise<JournalEntry[]> {
	const entries = await journalOf(confluent);
	return entries.filter(({ method, path }) => method === 'GET' && path.endsWith('/results'));
}

/** How many different pages have been asked for. */
export async function pagesAskedFor(confluent: LocalConfluent): Promise<number> {
	return new Set((await pageRequests(confluent)).map(({ path, query }) => `${path}?${query}`)).size;
}

/** Resolves while a request for a page waits for its answer, which the next one does for a second. */
export async function untilPageWaits(confluent: LocalConfluent, timeoutMs: number): Promise<void> {
	await confluent.control('POST', 'faults', { method: 'GET', path: '*/results', times: 1, fault: { kind: 'latency', ms: 1_000 } });
	for (const deadline = Date.now() + timeoutMs; (await pageRequests(confluent)).at(-1)?.status !== null; await sleep(LOOK_MS)) {
		if (Date.now() > deadline) throw new Error('n8n asks for no page');
	}
}
