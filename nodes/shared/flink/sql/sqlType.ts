/** A type of Flink SQL. */
export type SqlType = TypeMeaning & {
	/** In canonical spelling, without its own NOT NULL. It is one type and nothing else, whatever it was read from. */
	readonly text: string;
	readonly nullable: boolean;
};

export type TypeMeaning =
	| { readonly kind: 'boolean' | 'date' }
	| { readonly kind: 'float' | 'double' }
	| { readonly kind: 'variant' }
	| { readonly kind: 'integer'; readonly bits: 8 | 16 | 32 | 64 }
	/** CHAR and BINARY are of `fixed` length: characters, or bytes. */
	| { readonly kind: 'text' | 'binary'; readonly length: number; readonly fixed: boolean }
	| { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
	/** `precision`: digits after the second. An instant is a TIMESTAMP_LTZ. */
	| { readonly kind: 'time' | 'timestamp' | 'instant'; readonly precision: number }
	/** `finest`: the last of its units, which it counts. */
	| { readonly kind: 'yearMonth' | 'dayTime'; readonly finest: IntervalUnit }
	| { readonly kind: 'array' | 'multiset'; readonly element: SqlType }
	| { readonly kind: 'map'; readonly key: SqlType; readonly value: SqlType }
	| { readonly kind: 'row'; readonly fields: readonly RowField[] };

export interface RowField {
	readonly name: string;
	readonly type: SqlType;
}

export type IntervalUnit = 'YEAR' | 'MONTH' | 'DAY' | 'HOUR' | 'MINUTE' | 'SECOND';

/** As a part of another type, or of a column, has it. */
export function withNullability({ text, nullable }: SqlType): string {
	return nullable ? text : `${text} NOT NULL`;
}
