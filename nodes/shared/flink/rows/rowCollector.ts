import type { JsonObject } from '../../language/jsonValue';
import { parseChanges, type Change } from './changelog';
import { compileRowDecoder } from './decodeRow';
import type { DecodeOptions } from './decodeValue';
import { createMaterializer } from './materializer';
import type { Column } from './resultSchema';

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
	/** The items, at most `limit` of them. */
	items(limit?: number): JsonObject[];
}

const OP_MEMBER = '_op';

export function createRowCollector(traits: ResultTraits, output: QueryOutput, options: DecodeOptions): RowCollector {
	return output === 'changelog' ? new ChangeCollector(traits, options) : new TableCollector(traits, options);
}

class ChangeCollector implements RowCollector {
	readonly isFinal = true;
	private readonly changes: Change[] = [];

	constructor(
		private readonly traits: ResultTraits,
		private readonly options: DecodeOptions,
	) {}

	get size(): number {
		return this.changes.length;
	}

	add(data: readonly unknown[]): void {
		for (const change of parseChanges(data, this.traits.columns.length)) this.changes.push(change);
	}

	end(): void {
		// Changes are given as they came.
	}

	items(limit = this.size): JsonObject[] {
		const decodeRow = compileRowDecoder(this.traits.columns, this.options, [OP_MEMBER]);
		return this.changes.slice(0, limit).map(({ op, row }) => decodeRow(row, { [OP_MEMBER]: op }));
	}
}

class TableCollector implements RowCollector {
	readonly isFinal: boolean;
	private readonly materializer;

	constructor(
		private readonly traits: ResultTraits,
		private readonly options: DecodeOptions,
	) {
		this.isFinal = traits.isAppendOnly === true;
		this.materializer = createMaterializer(traits, traits.columns);
	}

	get size(): number {
		return this.materializer.size;
	}

	add(data: readonly unknown[]): void {
		for (const change of parseChanges(data, this.traits.columns.length)) this.materializer.add(change);
	}

	end(): void {
		this.materializer.end();
	}

	items(limit = this.size): JsonObject[] {
		const decodeRow = compileRowDecoder(this.traits.columns, this.options);
		const items: JsonObject[] = [];
		for (const row of this.materializer.rows()) {
			if (items.length >= limit) break;
			items.push(decodeRow(row));
		}
		return items;
	}
}
