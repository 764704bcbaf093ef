import { SqlError } from '../engine';
import { NOTHING } from '../catalog/tableScan';
import type { ScanStart } from '../catalog/scanStart';
import type { Database } from './database';

/** The records of a table in the order in which they were written, as a topic of Kafka with one partition has them. */
export class RecordLog {
	/** @param records a SELECT of their numbers, `n`, and times, `t` */
	constructor(
		private readonly database: Database,
		private readonly records: string,
	) {}

	/**
	 * The number of the last record before a start, -1 where there is none.
	 *
	 * @param end the number of the last record that is there
	 * @throws SqlError for an offset that no record has
	 */
	async before(start: ScanStart, end: number): Promise<number> {
		switch (start.from) {
			case 'earliest':
				return NOTHING;
			case 'latest':
				return end;
			case 'timestamp': {
				const time = `make_timestamp(${BigInt(start.millis) * 1000n})`;
				const first = await this.number(`SELECT min(n) FROM (${this.records}) WHERE t >= ${time} AND n <= ${end}`);
				return first === null ? end : first - 1;
			}
			default:
				return this.beforeOffset(start.offset, end);
		}
	}

	async count(upTo: number): Promise<number> {
		return (await this.number(`SELECT count(*) FROM (${this.records}) WHERE n <= ${upTo}`)) ?? 0;
	}

	/** The number of the first record after another, null where there is none. */
	following(seq: number): Promise<number | null> {
		return this.number(`SELECT min(n) FROM (${this.records}) WHERE n > ${seq}`);
	}

	private async beforeOffset(offset: bigint, end: number): Promise<number> {
		const there = await this.count(end);
		if (offset < 0n || offset > BigInt(there))
			throw new SqlError(`The offset ${offset} is out of range: the partition 0 has the offsets 0 to ${there}.`);
		if (offset === 0n) return NOTHING;
		const last = await this.number(`SELECT n FROM (${this.records}) ORDER BY n LIMIT 1 OFFSET ${offset - 1n}`);
		if (last === null || BigInt(await this.count(last)) !== offset) throw new SqlError('An offset among the first rows of a sample table is not supported by this emulator.');
		return last;
	}

	private async number(sql: string): Promise<number | null> {
		const [[value] = []] = await this.database.rows(sql);
		return value === null || value === undefined ? null : Number(value);
	}
}
