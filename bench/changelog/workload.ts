import { parseColumns, type Column } from '../../nodes/shared/flink/rows/resultSchema';

export const KEYS = 100_000;

const PAGE_SIZE = 1_000;

/** An aggregate by customer, as `SELECT customer_id, COUNT(*), SUM(amount), MAX(ordered_at) … GROUP BY customer_id` gives. */
export const COLUMNS: readonly Column[] = parseColumns({
	columns: [
		{ name: 'customer_id', type: { type: 'VARCHAR', nullable: false } },
		{ name: 'orders', type: { type: 'BIGINT', nullable: false } },
		{ name: 'total', type: { type: 'DECIMAL', nullable: true, precision: 12, scale: 2 } },
		{ name: 'last_order', type: { type: 'TIMESTAMP_WITH_LOCAL_TIME_ZONE', nullable: true, precision: 3 } },
	],
});

interface WireChange {
	readonly op: number;
	readonly row: readonly string[];
}

export interface Workload {
	/** `results.data` of one page after the other. */
	readonly pages: Iterable<WireChange[]>;
	/** How many rows stand after all pages. */
	standing(): number;
}

/**
 * A changelog over `KEYS` keys: a key that is met for the first time is inserted; one that is there is deleted
 * in one case of ten, else retracted and updated. The same numbers come out every time.
 */
export function createWorkload(changes: number): Workload {
	const standing = new Map<string, readonly string[]>();
	return { pages: pagesOf(changesOf(changes, standing)), standing: () => standing.size };
}

function* changesOf(count: number, standing: Map<string, readonly string[]>): Generator<WireChange> {
	const random = createRandom(20240615);
	for (let given = 0; given < count; given++) {
		const key = `customer-${Math.floor(random() * KEYS)}`;
		const row = standing.get(key);
		const isLast = given === count - 1;
		if (row !== undefined && (isLast || random() < 0.1)) {
			standing.delete(key);
			yield { op: 3, row };
			continue;
		}
		const next = nextRow(key, row, random);
		standing.set(key, next);
		if (row === undefined) {
			yield { op: 0, row: next };
			continue;
		}
		yield { op: 1, row };
		yield { op: 2, row: next };
		given++;
	}
}

function nextRow(key: string, row: readonly string[] | undefined, random: () => number): string[] {
	const orders = Number(row?.[1] ?? 0) + 1;
	const total = (Number(row?.[2] ?? 0) + random() * 500).toFixed(2);
	const second = Math.floor(random() * 86_400_000);
	return [
		key,
		String(orders),
		total,
		new Date(1_718_409_600_000 + second).toISOString().slice(0, -1).replace('T', ' '),
	];
}

/** Through JSON, so that no string is shared between pages that would not be shared on the wire. */
function* pagesOf(changes: Iterable<WireChange>): Generator<WireChange[]> {
	let page: WireChange[] = [];
	for (const change of changes) {
		page.push(change);
		if (page.length < PAGE_SIZE) continue;
		yield JSON.parse(JSON.stringify(page)) as WireChange[];
		page = [];
	}
	if (page.length > 0) yield JSON.parse(JSON.stringify(page)) as WireChange[];
}

/** Mulberry32: small, and good enough to spread keys. */
function createRandom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}
