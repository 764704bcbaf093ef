import type { SeenStatement } from '../../flink/watch/watch';
import type { Statement } from '../statements/statement';

/** A statement as a poll found it, and what the watch needs of it. */
export interface Sighting extends SeenStatement {
	readonly statement: Statement;
}

/** Without a uid (no answer of the service lacks it) its birth identifies a statement. */
export function seenStatement(statement: Statement): Sighting {
	const { uid, name, phase, createdAt, updatedAt, endedAt } = statement;
	return {
		uid: uid === '' ? `${name} ${createdAt ?? ''}` : uid,
		name,
		phase: phase ?? null,
		endedAt: epochMs(endedAt),
		updatedAt: epochMs(updatedAt),
		statement,
	};
}

/** Epoch milliseconds of an RFC 3339 time; null where it is none, or the year 1 that stands for none. */
function epochMs(time: string | undefined): number | null {
	const parsed = time === undefined ? Number.NaN : Date.parse(time);
	return parsed > 0 ? parsed : null;
}
