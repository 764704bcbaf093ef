/** Where a piece of SQL stands: lines and columns count from 1, the end is inclusive, as Flink's messages do. */
export interface Span {
	readonly line: number;
	readonly column: number;
	readonly endLine: number;
	readonly endColumn: number;
}

/** From the start of one piece to the end of another. */
export function spanning(first: Span, last: Span): Span {
	return { line: first.line, column: first.column, endLine: last.endLine, endColumn: last.endColumn };
}
