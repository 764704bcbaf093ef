import type { LocalConfluent } from './localConfluent.mjs';

/** A request as the emulator met it. */
export interface JournalEntry {
	/** Epoch milliseconds by the emulator's clock. */
	readonly at: number;
	readonly method: string;
	readonly path: string;
	readonly query: string;
	/** Null while it waits for its answer. */
	readonly status: number | null;
}

/** The requests so far, oldest first. */
export async function journalOf(confluent: LocalConfluent): Promise<JournalEntry[]> {
	const { entries } = (await confluent.control('GET', 'journal')) as { entries: JournalEntry[] };
	return entries;
}
