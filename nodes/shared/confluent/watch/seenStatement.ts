import type { SeenStatement } from '../../flink/watch/watch';
import { asRecord, asText } from '../../language/guards';
import type { Statement } from '../statements/statement';

/** What the watch needs of a statement. Without a uid (no answer of the service lacks it) its birth tells it apart. */
export function seenStatement(statement: Statement): SeenStatement {
	const { raw, uid, name, createdAt, updatedAt } = statement;
	const status = asRecord(raw['status']);
	return {
		uid: uid === '' ? `${name} ${createdAt ?? ''}` : uid,
		name,
		// Not `statement.phase`, which is PENDING where the service gives none: that is no change to PENDING.
		phase: asText(status['phase']) ?? null,
		endedAt: epochMs(asText(status['end_time'])),
		updatedAt: epochMs(updatedAt),
	};
}

/** Epoch milliseconds of an RFC 3339 time; null where it is none, or the year 1 that stands for none. */
function epochMs(time: string | undefined): number | null {
	const parsed = time === undefined ? Number.NaN : Date.parse(time);
	return parsed > 0 ? parsed : null;
}
