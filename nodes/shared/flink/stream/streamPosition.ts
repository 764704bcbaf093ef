import { asList, asNumber, asText, isRecord } from '../../language/guards';
import type { JsonObject } from '../../language/jsonValue';

/** A page from which a statement may be read on. */
export interface ResumePoint {
	/** Undefined is the first page. */
	readonly token: string | undefined;
	/** The ordinal of the page's first change. */
	readonly first: number;
	/** How many of its changes, from the first on, are done. */
	readonly done: number;
}

/** How far a stream has come. */
export interface StreamPosition {
	readonly statement: string;
	readonly uid: string;
	/** To be tried in turn: a page is gone once a later one was asked for, which may have happened since. */
	readonly points: readonly ResumePoint[];
	/** Epoch milliseconds at which all rows of the tables had been given; undefined where that never was. */
	readonly caughtUpAt: number | undefined;
}

const VERSION = 1;

/** As JSON. */
export function storePosition({ statement, uid, points, caughtUpAt }: StreamPosition): JsonObject {
	return {
		v: VERSION,
		statement,
		uid,
		points: points.map(({ token, first, done }) => ({ token: token ?? null, first, done })),
		caughtUpAt: caughtUpAt ?? null,
	};
}

/** Admits a stored position from whatever there is; undefined for anything else. */
export function restorePosition(stored: unknown): StreamPosition | undefined {
	if (!isRecord(stored) || stored['v'] !== VERSION) return undefined;
	const [statement, uid] = [asText(stored['statement']), asText(stored['uid'])];
	const points = asList(stored['points']).map(restorePoint);
	if (statement === undefined || uid === undefined || !points.every((point) => point !== undefined)) return undefined;
	return { statement, uid, points, caughtUpAt: asNumber(stored['caughtUpAt']) };
}

function restorePoint(stored: unknown): ResumePoint | undefined {
	if (!isRecord(stored)) return undefined;
	const [first, done] = [asNumber(stored['first']), asNumber(stored['done'])];
	return first === undefined || done === undefined ? undefined : { token: asText(stored['token']), first, done };
}
