import type { ResultSettings } from '../state/options';
import { isResumable } from '../statements/sqlKind';
import { isForeground, isTerminal, type StatementRecord } from '../statements/statement';
import type { Jobs } from './jobs';
import type { Transitions } from './transitions';

/** Milliseconds between the system's own writes to a running statement, each of which makes a new resource version. */
const UPKEEP_MS = 60_000;
/** Terminal statements are removed after thirty days. */
const RETENTION_MS = 30 * 24 * 3_600_000;
const NO_READER =
	'This statement was automatically stopped since no client has consumed the results for 5 minutes or more.';

/** What the service does to statements that it decides about by itself. */
export interface Orders {
	/** Leaves `spec.stopped` as it is: that is a client's wish, and nobody has wished this. */
	stop(statement: StatementRecord, at: number, reason: string): void;
	leave(statement: StatementRecord, at: number): void;
}

/** What each phase brings with it, whoever led the statement there. */
export class Upkeep {
	constructor(
		private readonly jobs: Jobs,
		private readonly settings: { readonly results: ResultSettings },
		private readonly transitions: () => Transitions,
		private readonly orders: Orders,
	) {}

	settle(statement: StatementRecord, at: number): void {
		if (statement.phase === 'RUNNING' || statement.phase === 'DEGRADED') this.keepRunning(statement, at);
		if (statement.phase === 'FAILING') this.jobs.halt(statement);
		if (isTerminal(statement)) this.putAway(statement, at);
	}

	private keepRunning(statement: StatementRecord, at: number): void {
		statement.runningSince ??= at;
		this.write(statement, at);
		this.watchForReaders(statement, at);
	}

	private putAway(statement: StatementRecord, at: number): void {
		statement.endedAt = at;
		statement.results?.end();
		if (statement.phase === 'STOPPED' && isResumable(statement.sql)) this.jobs.pause(statement);
		else this.jobs.halt(statement);
		this.transitions().within(statement, at + RETENTION_MS, (when) => this.orders.leave(statement, when));
	}

	/** Once in a while, and only once however long nobody looked. */
	private write(statement: StatementRecord, from: number): void {
		this.transitions().within(statement, from + UPKEEP_MS, (at) => {
			statement.scalingUpdatedAt = at;
			this.transitions().touch(statement, at);
			this.write(statement, Math.max(at, this.jobs.now() - UPKEEP_MS));
		});
	}

	private watchForReaders(statement: StatementRecord, at: number): void {
		const { idleStopMs } = this.settings.results;
		const due = Math.max(at, statement.lastReadAt ?? at) + idleStopMs;
		this.transitions().within(statement, due, (when) => {
			if (!isForeground(statement)) return;
			if ((statement.lastReadAt ?? 0) + idleStopMs > when) {
				this.watchForReaders(statement, at);
				return;
			}
			this.orders.stop(statement, when, NO_READER);
		});
	}
}
