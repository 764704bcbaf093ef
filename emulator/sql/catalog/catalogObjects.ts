import type { Expr, Query } from '../syntax/tree/ast';
import type { FlinkType } from '../types/flinkType';
import type { TableStorage } from './tableStorage';

export interface CatalogColumn {
	readonly name: string;
	readonly type: FlinkType;
	readonly comment: string | null;
	/** The storage's name for the column; null for computed columns. */
	readonly storedAs: string | null;
	readonly computed: { readonly expr: Expr; readonly text: string } | null;
	/** A column that stands for something of the record itself, such as its timestamp; no key where its name is the key. */
	readonly metadata: { readonly key: string | null; readonly isVirtual: boolean } | null;
}

export interface TableWatermark {
	readonly column: string;
	readonly expr: Expr;
	readonly text: string;
}

interface CatalogObject {
	readonly catalog: string;
	readonly database: string;
	readonly name: string;
	readonly comment: string | null;
}

export interface CatalogTable extends CatalogObject {
	readonly kind: 'table';
	readonly columns: readonly CatalogColumn[];
	readonly primaryKey: readonly string[];
	readonly primaryKeyName: string | null;
	readonly watermark: TableWatermark | null;
	readonly distribution: { readonly columns: readonly string[]; readonly buckets: number | null } | null;
	readonly options: Readonly<Record<string, string>>;
	readonly storage: TableStorage;
	/** Sample tables can be read only. */
	readonly readOnly: boolean;
}

export interface CatalogView extends CatalogObject {
	readonly kind: 'view';
	readonly query: Query;
	/** The SQL after AS. */
	readonly text: string;
	readonly columns: ReadonlyArray<{ readonly name: string; readonly type: FlinkType }>;
}
