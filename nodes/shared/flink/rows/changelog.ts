import { ResultFormatError } from './resultFormatError';

/** By the code of `results.data[].op`. */
export const OP_LABELS = ['+I', '-U', '+U', '-D'] as const;

export type OpLabel = (typeof OP_LABELS)[number];

/** One row of a changelog, its values as they came. */
export interface Change {
	readonly op: OpLabel;
	readonly row: readonly unknown[];
}

/**
 * The changes of one page, `results.data`. A change without an op is an insertion, as in every append-only result.
 *
 * @param width how many columns a row has
 * @throws ResultFormatError for an op that is not known, and for a row that is not as wide as the schema
 */
export function parseChanges(data: readonly unknown[], width: number): Change[] {
	return data.map((entry) => parseChange(entry, width));
}

function parseChange(entry: unknown, width: number): Change {
	const { op, row } =
		typeof entry === 'object' && entry !== null ? (entry as { op?: unknown; row?: unknown }) : {};
	if (!Array.isArray(row)) throw new ResultFormatError({ reason: 'entryWithoutRow' });
	if (row.length !== width) throw new ResultFormatError({ reason: 'rowWidth', values: row.length, columns: width });
	const label = op === undefined || op === null ? '+I' : OP_LABELS[typeof op === 'number' ? op : -1];
	if (label === undefined) throw new ResultFormatError({ reason: 'unknownOp', op: JSON.stringify(op) });
	return { op: label, row };
}
