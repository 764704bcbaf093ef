import type { TableColumn } from './tableColumn';

export const TABLE_KINDS = ['table', 'view'] as const;

export type TableKind = (typeof TABLE_KINDS)[number];

/** A Kafka cluster, as Flink sees it. */
export interface DatabaseEntry {
	/** `lkc-…` */
	readonly id: string;
	readonly name: string;
}

/** A table or view of a database. */
export interface TableEntry {
	/** The environment, by name. */
	readonly catalog: string;
	/** The Kafka cluster, by name. */
	readonly database: string;
	readonly table: string;
	readonly kind: TableKind;
	readonly comment: string | null;
}

export interface Watermark {
	readonly column: string;
	readonly expression: string;
}

/** How the rows of a table are spread over the partitions of its topic. */
export interface Distribution {
	/** Such as `HASH`. */
	readonly algorithm: string | null;
	readonly columns: readonly string[];
	readonly buckets: number | null;
}

/** All that INFORMATION_SCHEMA says of a table or view. */
export interface TableSchema extends TableEntry {
	/** In the table's order, with those that are hidden. */
	readonly columns: readonly TableColumn[];
	/** Its columns in their order; empty where it has none. */
	readonly primaryKey: readonly string[];
	readonly watermark: Watermark | null;
	readonly distribution: Distribution | null;
	readonly options: Readonly<Record<string, string>>;
}
