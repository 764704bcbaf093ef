/* eslint-disable @n8n/community-nodes/no-restricted-globals -- not in the published package: n8n's rules for nodes do not apply here */
import type { StatementBehaviour } from '../emulator';
import { credentialsFor } from '../test/host/host';
import { loadSources } from '../test/host/package';
import { runNode } from '../test/host/runNode';
import type { Bench } from './bench';
import { startEmulatorProcess, type EmulatorProcess } from './emulatorProcess';
import { median } from './table';

const LOADER = loadSources();

/** Moments at which statements become readable, in milliseconds after they were submitted. */
const MOMENTS = Array.from({ length: 24 }, (_, index) => Math.round(100 + (index * 9_900) / 23));

/** Few enough that the limit of 1000 requests a minute does not slow them. */
const AT_A_TIME = 6;

const COLUMNS = [{ name: 'v', type: { type: 'INTEGER', nullable: false } }];
const CHANGES = [{ op: 0 as const, row: ['1'] }];

/** Demanded: milliseconds beyond the round trips, as a median, and requests up to the moment. */
const REACH = { medianMs: 300, requests: 30 } as const;

interface Course {
	readonly name: string;
	/** From the moment to the item, those that cannot be saved: the phase, the rows, the phase after them, the deletion. */
	readonly roundTrips: number;
	readonly behaviour: (readyAtMs: number) => StatementBehaviour;
}

const COURSES: readonly Course[] = [
	{
		name: 'PENDING until then',
		roundTrips: 4,
		behaviour: (ms) => ({
			steps: [{ phase: 'RUNNING', after: { ms } }],
			results: { columns: COLUMNS, rows: [{ changes: CHANGES }] },
		}),
	},
	{
		name: 'RUNNING, rows only then',
		roundTrips: 3,
		behaviour: (ms) => ({
			steps: [{ phase: 'RUNNING', after: { ms: 50 } }],
			results: { columns: COLUMNS, rows: [{ afterMs: ms - 50, changes: CHANGES }] },
		}),
	},
];

interface Measurement {
	/** From the moment the rows could be read to the moment the node was done. */
	readonly delayMs: number;
	/** Up to the moment, and in all. */
	readonly requestsBefore: number;
	readonly requests: number;
}

async function measure(
	emulator: EmulatorProcess,
	{ behaviour }: Course,
	readyAtMs: number,
	name: string,
): Promise<Measurement> {
	const sql = `SELECT '${name}'`;
	await emulator.behave({ ...behaviour(readyAtMs), sqlContains: name, times: 1 });
	const parameters = { resource: 'statement', operation: 'executeQuery', sql };
	const { json, error } = await runNode(LOADER, credentialsFor(emulator), {
		type: 'flinkStatement',
		parameters,
		workflowName: name,
	});
	const doneAt = Date.now();
	if (error !== undefined || json.length !== 1) throw new Error(error?.message ?? `${json.length} rows`);
	const entries = (await emulator.journal()).entries;
	const created = (await emulator.history()).find((transition) => transition.name.startsWith(`n8n-${name}-`));
	if (created === undefined) throw new Error(`There is no statement of ${name}`);
	const readyAt = created.at + readyAtMs;
	const own = entries.filter(({ path }) => path.includes(created.name));
	// The submit names no statement in its path.
	return {
		delayMs: doneAt - readyAt,
		requestsBefore: 1 + own.filter(({ at }) => at <= readyAt).length,
		requests: 1 + own.length,
	};
}

async function measureAll(
	emulator: EmulatorProcess,
	course: Course,
	roundTripMs: number,
): Promise<Measurement[]> {
	await emulator.reset();
	await emulator.configure({ lifecycle: 'immediate', results: { emptyFirstPages: 0 } });
	if (roundTripMs > 0) await emulator.fault({ fault: { kind: 'latency', ms: roundTripMs } });
	const measurements: Measurement[] = [];
	for (let first = 0; first < MOMENTS.length; first += AT_A_TIME) {
		const batch = MOMENTS.filter((_, index) => index % (MOMENTS.length / AT_A_TIME) === first / AT_A_TIME);
		measurements.push(
			...(await Promise.all(batch.map((ms, index) => measure(emulator, course, ms, `s${first + index}x`)))),
		);
	}
	return measurements;
}

function rowOf({ name, roundTrips }: Course, roundTripMs: number, all: readonly Measurement[]): Array<string | number> {
	const delays = all.map(({ delayMs }) => delayMs);
	const middle = median(delays);
	const beyond = middle - roundTrips * roundTripMs;
	const requestsBefore = Math.max(...all.map(({ requestsBefore: before }) => before));
	const isReached = beyond <= REACH.medianMs && requestsBefore <= REACH.requests;
	if (!isReached) process.exitCode = 1;
	return [
		name,
		`${roundTripMs} ms`,
		`${Math.round(middle)} ms`,
		`${Math.round(beyond)} ms`,
		`${Math.round(Math.max(...delays))} ms`,
		requestsBefore,
		Math.max(...all.map(({ requests }) => requests)),
		isReached ? 'reached' : 'missed',
	];
}

export const bench: Bench = {
	title: 'from the moment rows can be read to the end of the node, for statements of up to 10 s',
	async run() {
		const emulator = await startEmulatorProcess();
		try {
			const rows: Array<Array<string | number>> = [];
			for (const course of COURSES) {
				for (const roundTripMs of [0, 80]) {
					const all = await measureAll(emulator, course, roundTripMs);
					rows.push(rowOf(course, roundTripMs, all));
				}
			}
			return [
				{
					caption: `${MOMENTS.length} statements in each row, readable from 0.1 to 10 s after they were submitted. Demanded: a median of ${REACH.medianMs} ms beyond the round trips, ${REACH.requests} requests in the ten seconds before.`,
					columns: [
						'',
						'round trip',
						'median',
						'beyond the round trips',
						'longest',
						'requests before',
						'requests in all',
						'reach',
					],
					rows,
				},
			];
		} finally {
			await emulator.stop();
		}
	},
};
