/* eslint-disable @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { DuckDBBlobValue, DuckDBListValue, type DuckDBType, type DuckDBValue } from '@duckdb/node-api';

/** A function that DuckDB lacks, on DuckDB's values. */
export interface Definition {
	readonly parameterTypes: readonly DuckDBType[];
	/** VARCHAR where it is not said. */
	readonly returnType?: DuckDBType;
	/** Gives another value each time. */
	readonly volatile?: boolean;
	/** Whether `of` is called for NULLs too; else a NULL among the arguments makes the result NULL. */
	readonly takesNulls?: boolean;
	/** @param row counted from 0 in a batch of rows */
	of(args: readonly DuckDBValue[], row: number): DuckDBValue;
}

export type Definitions = Readonly<Record<string, Definition>>;

export const textOf = (value: DuckDBValue | undefined): string => String(value);

/** An argument that may be NULL, as text. */
export const textOrNull = (value: DuckDBValue | undefined): string | null =>
	value === null || value === undefined ? null : String(value);

export const bytesOf = (value: DuckDBValue | undefined): Uint8Array =>
	value instanceof DuckDBBlobValue ? value.bytes : new Uint8Array();

export const itemsOf = (value: DuckDBValue | undefined): readonly DuckDBValue[] =>
	value instanceof DuckDBListValue ? value.items : [];
