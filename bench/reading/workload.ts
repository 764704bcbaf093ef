import type { Change } from '../../emulator';
import type { EmulatorProcess } from '../emulatorProcess';

export const ROWS = 100_000;

const VARCHAR = { type: 'VARCHAR', nullable: false };
const COLUMNS = [
	{ name: 'order_id', type: { type: 'BIGINT', nullable: false } },
	{ name: 'customer', type: VARCHAR },
	{ name: 'total', type: { type: 'DECIMAL', nullable: true, precision: 12, scale: 2 } },
	{ name: 'ordered_at', type: { type: 'TIMESTAMP_WITH_LOCAL_TIME_ZONE', nullable: false, precision: 3 } },
];

function createChanges(): Change[] {
	return Array.from({ length: ROWS }, (_, index) => ({
		op: 0,
		row: [
			String(index),
			`customer-${index % 5_000}`,
			(index / 7).toFixed(2),
			new Date(1_718_409_600_000 + index * 997).toISOString().slice(0, -1).replace('T', ' '),
		],
	}));
}

/** Lays the orders down anew, to be read once, in pages of so many rows. */
export async function layDown(emulator: EmulatorProcess, rowsPerPage: number): Promise<void> {
	await emulator.reset();
	await emulator.configure({ lifecycle: 'immediate', results: { rowsPerPage, emptyFirstPages: 0 } });
	await emulator.behave({ results: { columns: COLUMNS, rows: [{ changes: createChanges() }] } });
}
