import type { EmulatorProcess } from '../emulatorProcess';

/** What the service met of one execution. */
export interface ServerTime {
	readonly requests: number;
	/** INSERTs that were submitted. */
	readonly statements: number;
	readonly refused: number;
	/**
	 * Seconds that cannot be saved, measured at the server, the latency included: the table's schema is submitted and
	 * read; then each INSERT is submitted and once seen to have completed, one after the other; the last is deleted.
	 * What the service works on an INSERT, it works within these requests.
	 */
	readonly floor: number;
}

interface Sum {
	readonly count: number;
	readonly seconds: number;
}

/**
 * @param lanes tables that are filled side by side
 * @param before requests that are not of the execution
 */
export async function serverTime(emulator: EmulatorProcess, lanes: number, before: number): Promise<ServerTime> {
	const entries = (await emulator.journal()).entries.slice(before);
	const sum = (method: string, matches: (path: string) => boolean): Sum => {
		const found = entries.filter((entry) => entry.method === method && matches(entry.path));
		return { count: found.length, seconds: found.reduce((total, { durationMs }) => total + (durationMs ?? 0), 0) / 1000 };
	};
	const posts = sum('POST', () => true);
	const results = sum('GET', (path) => path.endsWith('/results'));
	const statements = posts.count - lanes;
	// The last look at each: what a client looks more often than that is its own doing.
	const lastLooks = new Map(entries.filter(({ method, path }) => method === 'GET' && !path.endsWith('/results')).map(({ path, durationMs }) => [path, (durationMs ?? 0) / 1000]));
	const looks = [...lastLooks.values()].reduce((total, seconds) => total + seconds, 0);
	const deletions = sum('DELETE', () => true);
	const inTurn = (posts.seconds + looks + results.seconds) / lanes;
	return { requests: entries.length, statements, refused: entries.filter(({ status }) => status === 429).length, floor: inTurn + deletions.seconds / Math.max(1, deletions.count) };
}
