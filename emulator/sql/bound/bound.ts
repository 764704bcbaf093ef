import type { LiteralExpr } from '../syntax/tree/ast';
import type { FlinkType } from '../types/flinkType';
import type { RelationColumn } from './relation';

/** An expression with its meaning: DuckDB SQL that gives a value of the Flink type. */
export interface Bound {
	readonly sql: string;
	readonly type: FlinkType;
	/** Set when the expression is nothing but a column. */
	readonly column?: RelationColumn;
	/** Set when the expression is nothing but a constant. */
	readonly literal?: LiteralExpr;
	/** Set when the expression is nothing but a cast that needs no care of its own: of what, and into what. */
	readonly cast?: { readonly operand: Bound; readonly type: FlinkType };
	/** Set when the expression is made of constants alone, so that Flink works it out in planning. */
	readonly isConstant?: boolean;
}

export const areConstant = (args: readonly Bound[]): boolean => args.every((arg) => arg.isConstant === true);

export const anyNullable = (args: readonly Bound[]): boolean => args.some((arg) => arg.type.nullable);
