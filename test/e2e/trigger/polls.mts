import { setTimeout as sleep } from 'node:timers/promises';
import { journalOf } from '../harness/journal.mjs';
import type { LocalConfluent } from '../harness/localConfluent.mjs';

/** A listing request, seen from the emulator. */
export interface ListingRequest {
	/** Epoch milliseconds by the emulator's clock. */
	readonly at: number;
	readonly isFirstPage: boolean;
	/** Null while it waits for its answer. */
	readonly status: number | null;
}

const LOOK_MS = 50;

/** The requests for listings of statements so far, oldest first. */
export async function listings(confluent: LocalConfluent): Promise<ListingRequest[]> {
	const entries = await journalOf(confluent);
	return entries
		.filter(({ method, path }) => method === 'GET' && path.endsWith('/statements'))
		.map(({ at, query, status }) => ({ at, status, isFirstPage: !query.includes('page_token') }));
}

/** Waits until the listings are as wanted; looks all the time, gives up after `timeoutMs` milliseconds. */
export async function untilListings(confluent: LocalConfluent, wanted: (listings: readonly ListingRequest[]) => boolean, timeoutMs: number): Promise<void> {
	const deadline = Date.now() + timeoutMs;
	while (!wanted(await listings(confluent))) {
		if (Date.now() > deadline) throw new Error(`n8n does not poll as expected: ${JSON.stringify((await listings(confluent)).slice(-5))}, now ${String(Date.now())}`);
		await sleep(LOOK_MS);
	}
}
