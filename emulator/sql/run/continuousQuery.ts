import type { BoundQuery } from '../bound/boundQuery';
import type { Database } from './database';

/** What changed since the last step, as queries with the columns of the result. */
export interface Delta {
	readonly added: string;
	/** Null when rows are only added. */
	readonly removed: string | null;
	/** Makes the new result the old one; what was read is over. */
	commit(): Promise<void>;
}

const NOTHING_BEFORE = -1;

/** A timestamp literal of DuckDB. */
export function momentSql(epochMillis: number): string {
	return `make_timestamp(${BigInt(Math.trunc(epochMillis)) * 1000n})`;
}

/**
 * Follows the result of a query as its tables grow: rows that come out of new rows alone are worked out from those;
 * everything else is evaluated again when the tables have changed, and compared with what was there before.
 */
export class ContinuousQuery {
	private position = NOTHING_BEFORE;
	private versions: string | null = null;
	private previous: string | null = null;
	private opened = false;
	/** The result before and the result now take turns. */
	private readonly tables: readonly string[];

	constructor(
		private readonly database: Database,
		private readonly query: BoundQuery,
		/** Part of the names of temporary tables; unique in the engine. */
		id: number,
		/** What CURRENT_TIMESTAMP stands at where results are compared: they would differ at every look otherwise. */
		private readonly startedAt: number,
	) {
		this.tables = [`result_${id}_a`, `result_${id}_b`];
	}

	/** The changes up to `now`, or null when there can be none. Only inside `exclusive`. */
	async step(now: number): Promise<Delta | null> {
		const { storages, linear } = this.query.nature;
		for (const storage of storages) await storage.prepare(now);
		await this.database.run(`SET VARIABLE now = ${momentSql(now)}`);
		if (linear) return this.stepLinear(linear, now);
		return this.stepCompared(now);
	}

	async close(): Promise<void> {
		if (!this.opened) return;
		for (const table of this.tables) await this.database.run(`DROP TABLE IF EXISTS ${table}`);
		this.previous = null;
	}

	private async stepLinear(
		linear: NonNullable<BoundQuery['nature']['linear']>,
		now: number,
	): Promise<Delta | null> {
		const position = linear.storage.position(now);
		if (position <= this.position) return null;
		await this.database.run(`SET VARIABLE clock = ${momentSql(now)}`);
		await this.database.run(`SET VARIABLE ${linear.scan} = ${this.position}`);
		const commit = async () => {
			this.position = position;
			await this.database.run(`RESET VARIABLE ${linear.scan}`);
		};
		return { added: this.query.sql, removed: null, commit };
	}

	private async stepCompared(now: number): Promise<Delta | null> {
		const { storages, clocked, updating } = this.query.nature;
		const versions = [...storages].map((storage) => storage.version(now)).join() + (clocked ? `@${now}` : '');
		if (versions === this.versions) return null;
		await this.database.run(`SET VARIABLE clock = ${momentSql(this.startedAt)}`);
		const current = this.tables.find((table) => table !== this.previous) ?? '';
		const { previous } = this;
		this.opened = true;
		await this.database.run(`CREATE OR REPLACE TEMP TABLE ${current} AS ${this.query.sql}`);
		const commit = async () => {
			this.versions = versions;
			this.previous = current;
			if (previous !== null) await this.database.run(`DROP TABLE ${previous}`);
		};
		if (previous === null) return { added: `SELECT * FROM ${current}`, removed: null, commit };
		const difference = (from: string, without: string) =>
			`SELECT * FROM ${from} EXCEPT ALL SELECT * FROM ${without}`;
		return {
			added: difference(current, previous),
			removed: updating ? difference(previous, current) : null,
			commit,
		};
	}
}
