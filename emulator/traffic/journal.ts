/** One request as it came and went; of its credentials only the key's id. */
export interface JournalEntry {
	readonly number: number;
	/** Epoch milliseconds by the emulator's clock. */
	readonly at: number;
	readonly method: string;
	/** As sent: escapes are not decoded. */
	readonly path: string;
	readonly query: string;
	readonly keyId: string | null;
	/** Counted from 1 in the order in which connections were opened. */
	readonly connection: number;
	/** Null while it is being answered, and for good when the connection was dropped or left hanging. */
	status: number | null;
	/** Real milliseconds from the end of the request to the answer; null like `status`. */
	durationMs: number | null;
	/** Kind of the fault that was played on it. */
	fault: string | null;
	requestId: string | null;
}

export interface JournalCounters {
	readonly requests: number;
	readonly rateLimited: number;
	readonly openConnections: number;
	readonly peakConnections: number;
	readonly connectionsOpened: number;
	readonly peakInFlight: number;
}

const KEPT = 100_000;

/** What was asked of the emulator, and how much at a time. The last hundred thousand requests are kept. */
export class Journal {
	private entries: JournalEntry[] = [];
	private requests = 0;
	private rateLimited = 0;
	private opened = 0;
	private open = 0;
	private peakOpen = 0;
	private inFlight = 0;
	private peakInFlight = 0;

	/** @returns the connection's number */
	connected(): number {
		this.open++;
		this.peakOpen = Math.max(this.peakOpen, this.open);
		return ++this.opened;
	}

	disconnected(): void {
		this.open--;
	}

	get openConnections(): number {
		return this.open;
	}

	begin(
		request: Pick<JournalEntry, 'at' | 'method' | 'path' | 'query' | 'keyId' | 'connection'>,
	): JournalEntry {
		const outcome = { status: null, durationMs: null, fault: null, requestId: null };
		const entry: JournalEntry = { ...request, number: ++this.requests, ...outcome };
		this.entries.push(entry);
		if (this.entries.length > 2 * KEPT) this.entries = this.entries.slice(-KEPT);
		this.inFlight++;
		this.peakInFlight = Math.max(this.peakInFlight, this.inFlight);
		return entry;
	}

	/** To be called once for each `begin`. */
	end(entry: JournalEntry): void {
		this.inFlight--;
		if (entry.status === 429) this.rateLimited++;
	}

	all(): readonly JournalEntry[] {
		return this.entries;
	}

	counters(): JournalCounters {
		return {
			requests: this.requests,
			rateLimited: this.rateLimited,
			openConnections: this.open,
			peakConnections: this.peakOpen,
			connectionsOpened: this.opened,
			peakInFlight: this.peakInFlight,
		};
	}

	/** Forgets requests and starts the peaks anew; connections that are open stay counted. */
	clear(): void {
		this.entries = [];
		this.requests = 0;
		this.rateLimited = 0;
		this.peakOpen = this.open;
		this.peakInFlight = this.inFlight;
	}
}
