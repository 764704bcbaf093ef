import type { Span } from '../../text/span';
import type { FlinkType } from '../../types/flinkType';

export interface Name {
	readonly name: string;
	readonly at: Span;
}

/** A name of one to three parts (table), or more (column with fields). */
export type Path = readonly Name[];

interface Node {
	readonly at: Span;
}

export interface ColumnExpr extends Node {
	readonly kind: 'column';
	readonly path: Path;
}
/** `*` or `t.*`; only in select lists and as `COUNT(*)`. */
export interface StarExpr extends Node {
	readonly kind: 'star';
	readonly qualifier: Path;
}
/** A constant. `value` is its plain text (digits, characters, hex digits, interval text); null is NULL. */
export interface LiteralExpr extends Node {
	readonly kind: 'literal';
	readonly type: FlinkType;
	readonly value: string | null;
}
/** A bare keyword as argument: a time unit, `BOTH`, a descriptor. */
export interface SymbolExpr extends Node {
	readonly kind: 'symbol';
	readonly name: string;
}
/** What a JSON function does where there is nothing, or an error. */
export type JsonBehaviour = 'NULL' | 'ERROR' | 'EMPTY ARRAY' | 'EMPTY OBJECT' | 'TRUE' | 'FALSE' | 'UNKNOWN';

export interface CallExpr extends Node {
	readonly kind: 'call';
	/** In capitals; operators under their own sign (`+`, `||`, `IS NULL`). */
	readonly name: string;
	/** The name as written, for messages. */
	readonly written: string;
	readonly args: readonly Expr[];
	readonly distinct?: boolean;
	readonly filter?: Expr;
	readonly over?: WindowSpec;
	readonly orderBy?: readonly OrderItem[];
	/** Clauses of JSON functions and of `LISTAGG … WITHIN GROUP`. */
	readonly returning?: FlinkType;
	readonly wrapper?: 'WITHOUT' | 'CONDITIONAL' | 'UNCONDITIONAL';
	readonly onEmpty?: Expr | JsonBehaviour;
	readonly onError?: Expr | JsonBehaviour;
	readonly ignoreNulls?: boolean;
}
export interface CastExpr extends Node {
	readonly kind: 'cast';
	readonly operand: Expr;
	readonly type: FlinkType;
	readonly safe: boolean;
}
export interface CaseExpr extends Node {
	readonly kind: 'case';
	readonly whens: ReadonlyArray<{ readonly when: Expr; readonly then: Expr }>;
	readonly otherwise: Expr | null;
}
export interface FieldExpr extends Node {
	readonly kind: 'field';
	readonly operand: Expr;
	readonly field: Name;
}
export interface SubqueryExpr extends Node {
	readonly kind: 'subquery';
	readonly form: 'scalar' | 'exists' | 'in' | 'array';
	readonly query: Query;
	/** The left side of IN. */
	readonly operand?: Expr;
}

export type Expr =
	| ColumnExpr
	| StarExpr
	| LiteralExpr
	| SymbolExpr
	| CallExpr
	| CastExpr
	| CaseExpr
	| FieldExpr
	| SubqueryExpr;

export interface OrderItem {
	readonly expr: Expr;
	readonly descending: boolean;
	readonly nullsFirst: boolean | null;
}

export interface WindowSpec {
	/** The name of a `WINDOW` clause entry that this one refers to. */
	readonly base: Name | null;
	readonly partitionBy: readonly Expr[];
	readonly orderBy: readonly OrderItem[];
	readonly frame: WindowFrame | null;
}
export interface WindowFrame {
	readonly unit: 'ROWS' | 'RANGE';
	readonly from: FrameBound;
	readonly to: FrameBound;
}
export interface FrameBound {
	readonly kind: 'UNBOUNDED PRECEDING' | 'UNBOUNDED FOLLOWING' | 'CURRENT ROW' | 'PRECEDING' | 'FOLLOWING';
	readonly distance: Expr | null;
}

export interface Query extends Node {
	readonly ctes: readonly CommonTable[];
	readonly body: QueryBody;
	readonly orderBy: readonly OrderItem[];
	/** Null: no limit. */
	readonly limit: number | null;
	readonly offset: number;
}
export interface CommonTable {
	readonly name: Name;
	readonly columns: readonly Name[];
	readonly query: Query;
}
export type QueryBody = Select | SetOperation | Values | NestedQuery;
export interface NestedQuery extends Node {
	readonly kind: 'nested';
	readonly query: Query;
}
export interface SetOperation extends Node {
	readonly kind: 'set';
	readonly operator: 'UNION' | 'INTERSECT' | 'EXCEPT';
	readonly all: boolean;
	readonly left: QueryBody;
	readonly right: QueryBody;
}
export interface Values extends Node {
	readonly kind: 'values';
	readonly rows: ReadonlyArray<readonly Expr[]>;
}
export interface SelectItem {
	readonly expr: Expr;
	readonly alias: Name | null;
}
export interface Grouping extends Node {
	readonly kind: 'SIMPLE' | 'ROLLUP' | 'CUBE' | 'SETS';
	readonly sets: ReadonlyArray<readonly Expr[]>;
}
export interface Select extends Node {
	readonly kind: 'select';
	readonly distinct: boolean;
	readonly items: readonly SelectItem[];
	readonly from: TableRef | null;
	readonly where: Expr | null;
	readonly groupBy: readonly Grouping[] | null;
	readonly having: Expr | null;
	readonly windows: ReadonlyArray<{ readonly name: Name; readonly spec: WindowSpec }>;
}

export interface Alias {
	readonly name: Name;
	readonly columns: readonly Name[];
}
interface Aliased extends Node {
	readonly alias: Alias | null;
}
export interface NamedTable extends Aliased {
	readonly kind: 'table';
	readonly path: Path;
	/** Options of a hint beside the name. */
	readonly hint: Readonly<Record<string, string>> | null;
	/** `FOR SYSTEM_TIME AS OF`, the time of a temporal join. */
	readonly asOf: Expr | null;
}
export interface DerivedTable extends Aliased {
	readonly kind: 'derived';
	readonly query: Query;
	readonly lateral: boolean;
}
export interface UnnestTable extends Aliased {
	readonly kind: 'unnest';
	readonly expr: Expr;
	readonly ordinality: boolean;
}
/** `TUMBLE(TABLE t, DESCRIPTOR(c), …)` and its sisters. */
export interface WindowTable extends Aliased {
	readonly kind: 'window';
	readonly name: Name;
	readonly input: TableRef;
	readonly timeColumn: Name;
	/** Keys of a SESSION. */
	readonly partitionBy: readonly Expr[];
	/** The sizes in the order of the function's signature; undefined where one is left out. */
	readonly args: ReadonlyArray<Expr | undefined>;
}
export interface JoinedTable extends Node {
	readonly kind: 'join';
	readonly type: 'INNER' | 'LEFT' | 'RIGHT' | 'FULL' | 'CROSS';
	readonly natural: boolean;
	readonly left: TableRef;
	readonly right: TableRef;
	readonly on: Expr | null;
	readonly using: readonly Name[];
}
export type TableRef = NamedTable | DerivedTable | UnnestTable | WindowTable | JoinedTable;
