import type { Span } from '../../text/span';
import type { FlinkType } from '../../types/flinkType';
import type { Expr, Name, Path, Query } from './ast';

export interface TableColumn {
	readonly name: Name;
	/** Null for a computed column, whose type follows from its expression. */
	readonly type: FlinkType | null;
	readonly comment: string | null;
	readonly computed: { readonly expr: Expr; readonly text: string } | null;
	/** `METADATA [FROM 'key'] [VIRTUAL]`. */
	readonly metadata: { readonly key: string | null; readonly isVirtual: boolean } | null;
	readonly primaryKey: boolean;
}

export interface Watermark {
	readonly column: Name;
	readonly expr: Expr;
	readonly text: string;
}

export interface Distribution {
	readonly columns: readonly Name[];
	readonly buckets: number | null;
}

export interface CreateTable {
	readonly kind: 'CREATE_TABLE';
	readonly at: Span;
	readonly path: Path;
	readonly ifNotExists: boolean;
	readonly columns: readonly TableColumn[];
	readonly primaryKey: readonly Name[];
	readonly primaryKeyName: string | null;
	readonly watermark: Watermark | null;
	readonly comment: string | null;
	readonly distribution: Distribution | null;
	readonly options: Readonly<Record<string, string>>;
	readonly like: Path | null;
	readonly query: Query | null;
}

export interface CreateView {
	readonly kind: 'CREATE_VIEW';
	readonly path: Path;
	readonly ifNotExists: boolean;
	readonly columns: readonly Name[];
	readonly comment: string | null;
	readonly query: Query;
	/** The SQL after AS, kept as the view's definition. */
	readonly text: string;
}

export interface DropObject {
	readonly kind: 'DROP_TABLE' | 'DROP_VIEW';
	readonly path: Path;
	readonly ifExists: boolean;
}

export type TableAlteration =
	| { readonly kind: 'set'; readonly options: Readonly<Record<string, string>> }
	| { readonly kind: 'reset'; readonly keys: readonly string[] }
	| { readonly kind: 'add'; readonly columns: readonly TableColumn[] }
	| { readonly kind: 'drop'; readonly columns: readonly Name[] }
	| { readonly kind: 'rename' }
	| { readonly kind: 'columnType'; readonly column: Name }
	| { readonly kind: 'watermark'; readonly watermark: Watermark | null };

export interface AlterTable {
	readonly kind: 'ALTER_TABLE';
	readonly path: Path;
	readonly alteration: TableAlteration;
}

export interface Insert {
	readonly kind: 'INSERT_INTO';
	readonly path: Path;
	readonly columns: readonly Name[];
	readonly query: Query;
}

export interface StatementSet {
	readonly kind: 'STATEMENT_SET';
	readonly inserts: readonly Insert[];
}

export type ShowSubject =
	| 'CATALOGS'
	| 'DATABASES'
	| 'TABLES'
	| 'VIEWS'
	| 'FUNCTIONS'
	| 'USER FUNCTIONS'
	| 'COLUMNS'
	| 'CURRENT CATALOG'
	| 'CURRENT DATABASE'
	| 'CREATE TABLE'
	| 'CREATE VIEW';

export interface Show {
	readonly kind: 'SHOW';
	readonly at: Span;
	readonly subject: ShowSubject;
	/** `FROM`/`IN`, or the table of `SHOW CREATE TABLE` and `SHOW COLUMNS`. */
	readonly path: Path;
	readonly like: { readonly pattern: string; readonly negated: boolean; readonly ignoreCase: boolean } | null;
}

export interface Describe {
	readonly kind: 'DESCRIBE';
	readonly path: Path;
	readonly extended: boolean;
}

export interface Use {
	readonly kind: 'USE' | 'USE_CATALOG';
	readonly path: Path;
}

export interface Explain {
	readonly kind: 'EXPLAIN';
	readonly query: Query;
	/** Whether the query stood behind INSERT INTO. */
	readonly isInsert: boolean;
}

export type Statement =
	| { readonly kind: 'SELECT'; readonly query: Query }
	| CreateTable
	| CreateView
	| DropObject
	| AlterTable
	| Insert
	| StatementSet
	| Show
	| Describe
	| Use
	| Explain;
