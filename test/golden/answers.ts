import expressionFile from './answers/expressions.json';
import queryFile from './answers/queries.json';
import tableFile from './answers/tables.json';

/** A value in the text form of Confluent's results. */
export type Value = string | null | readonly Value[];

/** Flink's answer to `SELECT <sql> AS r`: a value with its type, or a refusal. */
export interface ExpressionAnswer {
	/** The file of questions, without `.expr`. */
	readonly file: string;
	readonly group: string;
	readonly sql: string;
	/** As in SQL, with NOT NULL. */
	readonly type?: string;
	readonly value?: Value;
	/** Flink's message. */
	readonly refused?: string;
}

export interface AnsweredColumn {
	readonly name: string;
	readonly type: string;
}

export interface AnsweredRow {
	/** `+I`, `-U`, `+U`, `-D`; rows of batch queries have none. */
	readonly op?: string;
	readonly row: readonly Value[];
}

/** Flink's answer to a query over the tables. */
export interface QueryAnswer {
	readonly name: string;
	readonly mode: 'batch' | 'streaming';
	readonly sql: string;
	/** Rows in any order, rows in this order, exactly this changelog, the same table at the end of the changelog. */
	readonly compare?: 'rows' | 'ordered' | 'changes' | 'folded';
	readonly columns?: readonly AnsweredColumn[];
	readonly rows?: readonly AnsweredRow[];
	readonly refused?: string;
}

/** A table that the queries read. */
export interface QuestionTable {
	readonly name: string;
	/** `name TYPE`. */
	readonly columns: readonly string[];
	readonly watermark?: string;
	/** The columns of the primary key. */
	readonly key?: readonly string[];
	/** Of an upsert table, the first item of a row is its kind. */
	readonly changelog?: 'upsert';
	/** SQL literals in order of arrival; null is NULL. */
	readonly rows: ReadonlyArray<ReadonlyArray<string | null>>;
}

export const EXPRESSIONS = expressionFile as readonly ExpressionAnswer[];
export const QUERIES = queryFile as readonly QueryAnswer[];
export const TABLES = tableFile as readonly QuestionTable[];
