import type { JsonObject } from '../../language/jsonValue';
import { parseChanges, type Change } from './changelog';
import { compileRowDecoder, type RowDecoder } from './decodeRow';
import { isSettledByDecoding, type DecodeOptions } from './decodeValue';
import { createMaterializer, type Materializer } from './materializer';
import type { Column } from './resultSchema';
import type { RowTexts } from './rowTexts';

/** `table`: the rows that stand after all changes, those whose update is under way as they were. `changelog`: every change as it came, with its `_op`. */
export const QUERY_OUTPUTS = ['table', 'changelog'] as const;

export type QueryOutput = (typeof QUERY_OUTPUTS)[number];

/** What is known of a result before its first row. */
export interface ResultTraits {
	readonly columns: readonly Column[];
	/** Indices of the key columns, where there is a key. */
	readonly upsertColumns?: readonly number[] | undefined;
	/** Whether rows are only ever added. Not known counts as no. */
	readonly isAppendOnly?: boolean | undefined;
}

/** Takes the pages of a result and holds what a node gives. */
export interface RowCollector {
	/**
	 * @param data `results.data` of one page
	 * @throws ResultFormatError
	 */
	add(data: readonly unknown[]): void;
	/** The result has ended, and reading was not only stopped: no change of the last page waits for another one. */
	end(): void;
	/** How many items there are now. */
	readonly size: number;
	/** Whether what is there stays as it is: the first items can be given before the result has ended. */
	readonly isFinal: boolean;
	/** Where the texts in the items are from. */
	readonly texts: RowTexts;
	/** The items, at most as many as are wanted. */
	items(): JsonObject[];
}

const OP_MEMBER = '_op';

/**
 * Rows that stay as they are become items as soon as they come, so that nothing of a page outlives it: half of the work of
 * reading many rows is to keep two forms of each.
 *
 * @param limit how many items are wanted: what is beyond them is counted, and not decoded
 */
export function createRowCollector(traits: ResultTraits, output: QueryOutput, options: DecodeOptions, limit = Infinity): RowCollector {
	if (output === 'changelog') return new ChangeCollector(traits, options, limit);
	const isSettled = traits.isAppendOnly === true && traits.columns.every(({ type }) => isSettledByDecoding(type));
	return isSettled ? new AppendingCollector(traits, options, limit) : new TableCollector(traits, options, limit);
}

class ChangeCollector implements RowCollector {
	readonly isFinal = true;
	size = 0;
	private readonly wanted: JsonObject[] = [];
	private readonly decoder: RowDecoder;
	private readonly width: number;

	constructor(
		{ columns }: ResultTraits,
		options: DecodeOptions,
		private readonly limit: number,
	) {
		this.decoder = compileRowDecoder(columns, options, { before: [OP_MEMBER] });
		this.width = columns.length;
	}

	add(data: readonly unknown[]): void {
		for (const { op, row } of parseChanges(data, this.width)) {
			if (this.size++ >= this.limit) continue;
			const item = this.decoder.decode(row);
			item[OP_MEMBER] = op;
			this.wanted.push(item);
		}
	}

	get texts(): RowTexts {
		return this.decoder.texts;
	}

	end(): void {
		// Changes are given as they came.
	}

	items(): JsonObject[] {
		return this.wanted;
	}
}

/** A table whose rows are only ever added. Should another change come all the same, it is played, with all that came before it. */
class AppendingCollector implements RowCollector {
	readonly isFinal = true;
	private readonly wanted: JsonObject[] = [];
	/** Rows beyond the limit, as they came: a page may have many more than are wanted. */
	private readonly more: Array<readonly unknown[]> = [];
	private readonly decoder: RowDecoder;
	private readonly width: number;
	private changing: TableCollector | undefined;

	constructor(
		private readonly traits: ResultTraits,
		private readonly options: DecodeOptions,
		private readonly limit: number,
	) {
		this.decoder = compileRowDecoder(traits.columns, options);
		this.width = traits.columns.length;
	}

	get size(): number {
		return this.changing?.size ?? this.wanted.length + this.more.length;
	}

	add(data: readonly unknown[]): void {
		for (const change of parseChanges(data, this.width)) {
			if (this.changing === undefined && change.op === '+I') this.append(change.row);
			else this.changed().play({ op: change.op, row: this.settled(change.row) });
		}
	}

	get texts(): RowTexts {
		return this.decoder.texts;
	}

	end(): void {
		this.changing?.end();
	}

	items(): JsonObject[] {
		return this.changing?.items() ?? this.wanted;
	}

	private append(row: readonly unknown[]): void {
		if (this.wanted.length < this.limit) this.wanted.push(this.decoder.decode(row));
		else this.more.push(row);
	}

	/** Of the items the rows are made again, with decoded values in them, which are told apart as well as those that came. */
	private changed(): TableCollector {
		if (this.changing !== undefined) return this.changing;
		const changing = new TableCollector(this.traits, this.options, this.limit);
		for (const item of this.wanted) changing.play({ op: '+I', row: this.valuesOf(item) });
		for (const row of this.more) changing.play({ op: '+I', row: this.settled(row) });
		this.wanted.length = 0;
		this.more.length = 0;
		this.changing = changing;
		return changing;
	}

	private settled(row: readonly unknown[]): readonly unknown[] {
		return this.valuesOf(this.decoder.decode(row));
	}

	private valuesOf(item: JsonObject): readonly unknown[] {
		return this.decoder.names.map((name) => item[name]);
	}
}

/** A table whose rows may change until the result has ended: they become items at the end. */
class TableCollector implements RowCollector {
	readonly isFinal: boolean;
	private readonly materializer: Materializer;
	private readonly decoder: RowDecoder;
	private readonly width: number;

	constructor(
		traits: ResultTraits,
		options: DecodeOptions,
		private readonly limit: number,
	) {
		this.isFinal = traits.isAppendOnly === true;
		this.materializer = createMaterializer(traits, traits.columns);
		this.decoder = compileRowDecoder(traits.columns, options);
		this.width = traits.columns.length;
	}

	get size(): number {
		return this.materializer.size;
	}

	add(data: readonly unknown[]): void {
		for (const change of parseChanges(data, this.width)) this.play(change);
	}

	play(change: Change): void {
		this.materializer.add(change);
	}

	get texts(): RowTexts {
		return this.decoder.texts;
	}

	end(): void {
		this.materializer.end();
	}

	items(): JsonObject[] {
		const { decode } = this.decoder;
		const items: JsonObject[] = [];
		for (const row of this.materializer.rows()) {
			if (items.length >= this.limit) break;
			items.push(decode(row));
		}
		return items;
	}
}
