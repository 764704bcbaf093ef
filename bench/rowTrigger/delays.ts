/* eslint-disable @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '../../emulator';
import { RowTriggerHost, until } from '../../test/nodes/FlinkRowTrigger/rowTriggerHost';
import type { EmulatorProcess } from '../emulatorProcess';
import { createTable, orderOf, pathOf, PLACE } from './tables';

/** Active triggers, each with a table of its own. */
export interface Delays {
	/** From a row in its table to the start of its execution, in milliseconds, one for each row. */
	readonly ms: readonly number[];
	/** Of one trigger, while no rows came. */
	readonly requestsAMinute: number;
}

/** Rows come so long after one another, in milliseconds: soon after the last one, as well as long after the pauses have grown. */
const GAP = { least: 1_000, most: 9_000 } as const;
/** For how long requests are counted while no rows come; the pauses have grown by then. */
const IDLE_MS = 30_000;
const GROWING_MS = 5_000;

/** Writes rows to the tables, one at a time and at random moments, and then none. */
export async function measureDelays(emulator: EmulatorProcess, triggers: number, rowsEach: number): Promise<Delays> {
	const watched: Watched[] = [];
	for (let number = 0; number < triggers; number++) watched.push(await Watched.start(emulator, `orders_${number}`));
	try {
		const ms = (await Promise.all(watched.map(async (one, index) => await one.delays(rowsEach, seededRandom(index))))).flat();
		await sleep(GROWING_MS);
		const before = (await emulator.journal()).counters.requests;
		await sleep(IDLE_MS);
		const asked = (await emulator.journal()).counters.requests - before;
		return { ms, requestsAMinute: (asked / triggers) * (60_000 / IDLE_MS) };
	} finally {
		for (const one of watched) await one.close();
	}
}

class Watched {
	private readonly startedAt = new Map<unknown, number>();

	private constructor(
		private readonly emulator: EmulatorProcess,
		private readonly table: string,
		private readonly host: RowTriggerHost,
	) {
		host.onExecution = (rows) => {
			for (const { order_id: id } of rows) this.startedAt.set(id, Date.now());
		};
	}

	static async start(emulator: EmulatorProcess, table: string): Promise<Watched> {
		await createTable(emulator, table);
		const host = new RowTriggerHost(emulator, { sql: `SELECT * FROM ${table}`, options: PLACE });
		const watched = new Watched(emulator, table, host);
		await host.activate();
		return watched;
	}

	async delays(rows: number, random: () => number): Promise<number[]> {
		const ms: number[] = [];
		for (let number = 0; number < rows; number++) {
			await sleep(GAP.least + random() * (GAP.most - GAP.least));
			await this.emulator.appendRows(pathOf(this.table), [orderOf(number)]);
			const writtenAt = Date.now();
			await until(() => this.startedAt.has(number), `row ${number}`);
			// The trigger may have it before its writer has the answer.
			ms.push(Math.max(0, (this.startedAt.get(number) ?? Number.NaN) - writtenAt));
		}
		if (this.startedAt.size !== rows) throw new Error(`${this.startedAt.size} rows of ${rows} came`);
		return ms;
	}

	async close(): Promise<void> {
		await this.host.dispose();
		const [error] = this.host.errors;
		if (error !== undefined) throw error;
	}
}
