import type { JsonObject } from '../../language/jsonValue';
import { parseChanges, type OpLabel } from '../rows/changelog';
import { compileRowDecoder } from '../rows/decodeRow';
import type { DecodeOptions } from '../rows/decodeValue';
import type { ResultTraits } from '../rows/rowCollector';
import type { RowTexts } from '../rows/rowTexts';

/** `changelog`: every change as it came, with its `_op`. `newStates`: rows as they are now, after an insertion or an update. */
export const STREAM_OUTPUTS = ['changelog', 'newStates'] as const;

export type StreamOutput = (typeof STREAM_OUTPUTS)[number];

export interface StreamShape extends DecodeOptions {
	readonly output: StreamOutput;
	/** Adds to each row which statement it is of, and its place in the result. */
	readonly includeMetadata: boolean;
}

/** A row of a stream as it is given. */
export interface StreamRow {
	readonly item: JsonObject;
	/** Its place among the changes of its statement, from 0. */
	readonly ordinal: number;
}

interface RowMetadata {
	readonly statement: string;
	readonly position: number;
}

const OP_MEMBER = '_op';
const METADATA_MEMBER = '_metadata';
const METADATA_NAMES: ReadonlyArray<keyof RowMetadata> = ['statement', 'position'];
const NEW_STATES: ReadonlySet<OpLabel> = new Set<OpLabel>(['+I', '+U']);

/** Reads the pages of one statement. */
export interface PageReader {
	/**
	 * The rows of a page.
	 *
	 * @param data `results.data` of the page
	 * @param first the ordinal of its first change
	 * @throws ResultFormatError
	 */
	(data: readonly unknown[], first: number): StreamRow[];
	/** Where the texts in the rows are from. */
	readonly texts: RowTexts;
}

/**
 * Reads the pages of one statement. A result whose rows are only ever added gives its rows, without `_op`, whatever the
 * output is.
 *
 * @param statement the name that the metadata gives
 */
export function createPageReader(traits: ResultTraits, statement: string, { output, includeMetadata, ...options }: StreamShape): PageReader {
	const withOp = output === 'changelog' && traits.isAppendOnly !== true;
	const { decode, texts } = compileRowDecoder(traits.columns, options, {
		before: withOp ? [OP_MEMBER] : [],
		after: includeMetadata ? [METADATA_MEMBER] : [],
	});
	const isWanted = (op: OpLabel) => output === 'changelog' || NEW_STATES.has(op);
	const width = traits.columns.length;
	const read = (data: readonly unknown[], first: number) => {
		const rows: StreamRow[] = [];
		for (const [index, { op, row }] of parseChanges(data, width).entries()) {
			if (!isWanted(op)) continue;
			const ordinal = first + index;
			const item = decode(row);
			if (withOp) item[OP_MEMBER] = op;
			if (includeMetadata) item[METADATA_MEMBER] = { statement, position: ordinal } satisfies RowMetadata;
			rows.push({ item, ordinal });
		}
		return rows;
	};
	return Object.assign(read, { texts: includeMetadata ? { ...texts, others: [...texts.others, ...METADATA_NAMES, statement] } : texts });
}
