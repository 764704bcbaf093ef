import type { BoundQuery } from '../bound/boundQuery';
import { SqlError } from '../engine';
import { NOTHING, type TableScan } from '../catalog/tableScan';
import { GONE, UP_TO, type TableChange } from '../catalog/tableStorage';
import type { Database } from './database';

/** What changed since the last step, as queries with the columns of the result. */
export interface Delta {
	readonly added: string;
	/** Null when rows are only added. */
	readonly removed: string | null;
	/** Makes the new result the old one; what was read is over. */
	commit(): Promise<void>;
}

/** More changes than these that wait for a query are not looked at one by one. */
export const SINGLE_CHANGES = 100;

/** A moment of the tables' history: up to which change rows have come, and up to which rows have gone. */
interface Moment {
	readonly upTo: number;
	readonly gone: number;
	/** How many rows of each VALUES are there; undefined for all. */
	readonly arrived?: number;
}

/** Up to which `seq` a step takes a table in. */
type Taken = (scan: TableScan) => number;

/** A timestamp literal of DuckDB. */
export function momentSql(epochMillis: number): string {
	return `make_timestamp(${BigInt(Math.trunc(epochMillis)) * 1000n})`;
}

/**
 * Follows the result of a query as its tables grow: rows that come out of new rows alone are worked out from those;
 * everything else is evaluated again when the tables have changed, and compared with what was there before.
 */
export class ContinuousQuery {
	private position = NOTHING;
	private begun = false;
	private versions: string | null = null;
	private previous: string | null = null;
	private opened = false;
	/** Moments that are still to be looked at, one after the other. */
	private waiting: Moment[] | null = null;
	/** The last change of the tables that has been looked at. */
	private seen = 0;
	/** The result before and the result now take turns. */
	private readonly tables: readonly string[];

	constructor(
		private readonly database: Database,
		private readonly query: BoundQuery,
		/** Part of the names of temporary tables; unique in the engine. */
		id: number,
		/** What CURRENT_TIMESTAMP stands at where results are compared: they would differ at every look otherwise. */
		private readonly startedAt: number,
		/** How long Flink would keep the query's state, in milliseconds; 0 is for ever. */
		private readonly stateTtl = 0,
	) {
		this.tables = [`result_${id}_a`, `result_${id}_b`];
	}

	/**
	 * The next changes up to `now`, or null when there are none left: all of them at once, or, where `isSingle` asks for
	 * it and there are no more than `SINGLE_CHANGES`, those that follow from one change of the tables. Only inside
	 * `exclusive`.
	 *
	 * @param room how many rows may be taken in at once; a query that runs again takes in all there are
	 */
	async step(now: number, isSingle = false, room = Infinity): Promise<Delta | null> {
		const { storages, linear } = this.query.nature;
		for (const storage of storages) await storage.prepare(now);
		await this.begin();
		await this.database.run(`SET VARIABLE now = ${momentSql(now)}`);
		// A query that failed while its rows were read has left it set.
		await this.database.run(`RESET VARIABLE ${UP_TO}`);
		if (linear) return this.stepLinear(linear, now, room);
		if (this.stateTtl > 0 && !this.query.nature.bounded && now - this.startedAt > this.stateTtl)
			throw new SqlError("A statement that runs for longer than its 'sql.state-ttl' is not supported by this emulator.");
		if (isSingle) this.waiting ??= await this.momentsUpTo(now);
		const moment = this.waiting?.shift();
		if (moment) return this.stepTo(moment);
		this.waiting = null;
		return this.stepCompared(now);
	}

	/** How far the tables have been taken in, as `status.latest_offsets` says it: by topic. Only inside `exclusive`. */
	async offsets(): Promise<Record<string, string>> {
		const found: Record<string, string> = {};
		for (const scan of this.query.nature.storages) {
			const text = await scan.offsets();
			if (text !== null) found[scan.topic] ??= text;
		}
		return found;
	}

	async close(): Promise<void> {
		for (const scan of this.begun ? this.query.nature.storages : [])
			if (scan.isPartial) await this.database.run(`RESET VARIABLE ${scan.startVariable}`);
		this.begun = false;
		if (!this.opened) return;
		for (const table of this.tables) await this.database.run(`DROP TABLE IF EXISTS ${table}`);
		this.previous = null;
	}

	/** Says from where each table is read, once it is known. */
	private async begin(): Promise<void> {
		if (this.begun) return;
		this.begun = true;
		const { storages, linear } = this.query.nature;
		for (const scan of storages)
			if (scan.isPartial) await this.database.run(`SET VARIABLE ${scan.startVariable} = ${scan.before}`);
		if (linear) this.position = linear.before;
	}

	private async stepLinear(
		linear: TableScan,
		now: number,
		room: number,
	): Promise<Delta | null> {
		const end = linear.position(now);
		if (end <= this.position) return null;
		const position = await this.within(linear, end, room);
		await this.database.run(`SET VARIABLE clock = ${momentSql(now)}`);
		await this.database.run(`SET VARIABLE ${linear.afterVariable} = ${this.position}`);
		await this.database.run(`SET VARIABLE ${UP_TO} = ${position}`);
		const others = [...this.query.nature.storages].filter((scan) => scan !== linear);
		const commit = async () => {
			this.position = position;
			linear.take(position);
			for (const scan of others) scan.take(scan.position(now));
			await this.database.run(`RESET VARIABLE ${linear.afterVariable}`);
			await this.database.run(`RESET VARIABLE ${UP_TO}`);
		};
		return { added: this.query.sql, removed: null, commit };
	}

	/** The `seq` up to which there are no more new rows than there is room for. */
	private async within(scan: TableScan, end: number, room: number): Promise<number> {
		if (end - this.position <= room) return end;
		const first = await scan.following(this.position);
		return first === null ? end : Math.min(end, first - 1 + Math.max(1, Math.floor(room)));
	}

	/** The changes of the tables since the last look, none where there are too many or they cannot be told apart. */
	private async momentsUpTo(now: number): Promise<Moment[]> {
		const { storages, clocked, updatesApart } = this.query.nature;
		const after = this.seen;
		this.seen = Math.max(after, ...[...storages].map((storage) => storage.position(now)));
		const lists = clocked ? [null] : [...storages].map((storage) => storage.changesAfter(after, now));
		const changes: TableChange[] = [];
		for (const list of lists) {
			if (list === null) return [];
			changes.push(...(await list));
		}
		if (changes.length > SINGLE_CHANGES) return [];
		const inOrder = changes.sort((a, b) => a.seq - b.seq);
		const ofTables = inOrder.flatMap(({ seq, withdraws }): Moment[] => [
			...(updatesApart && withdraws ? [{ upTo: seq - 1, gone: seq }] : []),
			{ upTo: seq, gone: seq },
		]);
		return [...this.arrivingRows(), ...ofTables];
	}

	/** At the first look: the moments at which rows of VALUES come, before any of a table. */
	private arrivingRows(): Moment[] {
		const { arrivals, updating } = this.query.nature;
		const most = Math.max(0, ...arrivals.map(({ rows }) => rows));
		if (this.versions !== null || !updating || this.query.slice !== null || most > SINGLE_CHANGES) return [];
		return Array.from({ length: most }, (_, index) => ({ upTo: 0, gone: 0, arrived: index + 1 }));
	}

	/** What changed by a moment of the tables' history. */
	private async stepTo(moment: Moment): Promise<Delta> {
		await this.database.run(`SET VARIABLE ${UP_TO} = ${moment.upTo}`);
		await this.database.run(`SET VARIABLE ${GONE} = ${moment.gone}`);
		const variables = moment.arrived === undefined ? [] : this.query.nature.arrivals.map(({ variable }) => variable);
		for (const variable of variables) await this.database.run(`SET VARIABLE ${variable} = ${moment.arrived}`);
		try {
			return await this.compared(this.versions, () => moment.upTo);
		} finally {
			for (const variable of variables) await this.database.run(`RESET VARIABLE ${variable}`);
			await this.database.run(`RESET VARIABLE ${UP_TO}`);
			await this.database.run(`RESET VARIABLE ${GONE}`);
		}
	}

	private async stepCompared(now: number): Promise<Delta | null> {
		const { storages, clocked } = this.query.nature;
		const versions = [...storages].map((storage) => storage.version(now)).join() + (clocked ? `@${now}` : '');
		return versions === this.versions ? null : this.compared(versions, (scan) => scan.position(now));
	}

	/** No changes, and still no result. */
	private nothing(versions: string | null, taken: Taken): Delta {
		const commit = async () => {
			this.versions = versions;
			this.take(taken);
		};
		return { added: 'SELECT 1 WHERE FALSE', removed: null, commit };
	}

	private take(taken: Taken): void {
		for (const scan of this.query.nature.storages) scan.take(taken(scan));
	}

	/** The result now beside the result before. */
	private async compared(versions: string | null, taken: Taken): Promise<Delta> {
		await this.database.run(`SET VARIABLE clock = ${momentSql(this.startedAt)}`);
		const { input } = this.query;
		if (input !== undefined && this.previous === null && (await this.database.rows(input)).length === 0)
			return this.nothing(versions, taken);
		const current = this.tables.find((table) => table !== this.previous) ?? '';
		const { previous } = this;
		this.opened = true;
		await this.database.run(`CREATE OR REPLACE TEMP TABLE ${current} AS ${this.query.sql}`);
		const commit = async () => {
			this.versions = versions;
			this.previous = current;
			this.take(taken);
			if (previous !== null) await this.database.run(`DROP TABLE ${previous}`);
		};
		if (previous === null) return { added: `SELECT * FROM ${current}`, removed: null, commit };
		const difference = (from: string, without: string) =>
			`SELECT * FROM ${from} EXCEPT ALL SELECT * FROM ${without}`;
		return {
			added: difference(current, previous),
			removed: this.query.nature.updating ? difference(previous, current) : null,
			commit,
		};
	}
}
