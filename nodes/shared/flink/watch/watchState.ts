import { isRecord } from '../../language/guards';
import type { TrackedStatement, WatchState } from './watch';
import { packEntry, unpackEntry } from './watchEntry';

/** Bytes of JSON that a stored statement costs at most, on average over all that are stored. */
export const BYTES_PER_STATEMENT = 80;

/** Bytes that a state may take beyond that: few statements keep their names however long they are. */
export const SPARE_BYTES = 896;

const VERSION = 1;

/** The JSON that n8n stores. */
export type StoredWatch = {
	readonly v: typeof VERSION;
	/** Fingerprint of what is watched: a state of something else says nothing about it. */
	readonly scope: string;
	/** Which polls left it: `SilentPolls` finds by it what later ones saw. */
	readonly chain: string;
	/** Epoch milliseconds. */
	readonly startedAt: number;
	/** Entries of `watchEntry.ts`, separated by commas. One string, because n8n wraps every stored object. */
	readonly statements: string;
};

/** `absent` where nothing was stored yet, `broken` where what is stored is not a state that this version wrote. */
export type ReadWatch =
	| { readonly kind: 'absent' | 'broken' }
	| { readonly kind: 'state'; readonly scope: string; readonly chain: string; readonly state: WatchState };

/**
 * The state in the form that is stored. Entries take `BYTES_PER_STATEMENT` on average: where long names would
 * exceed that by more than `SPARE_BYTES`, the longest are left out: those statements' deletion cannot be reported.
 */
export function storeWatch(scope: string, chain: string, state: WatchState): StoredWatch {
	const packed = [...state.statements.values()].map((statement) => ({ statement, entry: packEntry(statement) }));
	let excess = packed.reduce((sum, { entry }) => sum + entry.length + ','.length - BYTES_PER_STATEMENT, -','.length - SPARE_BYTES);
	const longestFirst = excess > 0 ? [...packed].sort((a, b) => b.entry.length - a.entry.length) : [];
	for (const each of longestFirst) {
		if (excess <= 0) break;
		const short = packEntry({ ...each.statement, name: null });
		excess -= each.entry.length - short.length;
		each.entry = short;
	}
	const statements = packed.map(({ entry }) => entry).join(',');
	return { v: VERSION, scope, chain, startedAt: state.startedAt, statements };
}

/** Admits a stored state from whatever n8n hands back. */
export function restoreWatch(stored: unknown): ReadWatch {
	if (stored === undefined || stored === null) return { kind: 'absent' };
	if (!isStoredWatch(stored)) return { kind: 'broken' };
	const statements = unpackEntries(stored.statements);
	if (statements === undefined) return { kind: 'broken' };
	return { kind: 'state', scope: stored.scope, chain: stored.chain, state: { startedAt: stored.startedAt, statements } };
}

function isStoredWatch(value: unknown): value is StoredWatch {
	if (!isRecord(value) || value['v'] !== VERSION || !Number.isFinite(value['startedAt'])) return false;
	return [value['scope'], value['chain'], value['statements']].every((each) => typeof each === 'string');
}

/** Undefined where the text is not what `storeWatch` wrote. */
function unpackEntries(text: string): Map<string, TrackedStatement> | undefined {
	const statements = new Map<string, TrackedStatement>();
	for (const entry of text === '' ? [] : text.split(',')) {
		const statement = unpackEntry(entry);
		if (statement === undefined) return undefined;
		statements.set(statement.uid, statement);
	}
	return statements;
}
