import type { IDataObject } from 'n8n-workflow';
import { HIDDEN_LABEL } from '../../shared/confluent/statements/labels';
import { SNAPSHOT_MODE } from '../../shared/confluent/statements/queryTraits';
import type { Insertion } from '../../shared/confluent/tables/insertRows';
import { insertStatements } from '../../shared/flink/table/insertStatements';
import { typeOfColumn } from '../../shared/flink/table/tableColumn';
import type { TableSchema } from '../../shared/flink/table/tableSchema';
import { hasMultiset } from '../../shared/flink/table/writtenTypes';
import { generatedName } from '../../shared/n8n/submission/readDraft';
import { placedAt } from '../readPlace';
import type { TableSession } from '../session';
import type { InsertInput } from './readInsert';

/** A row that waits for its statement. */
export interface WaitingRow {
	readonly session: TableSession;
	/** The values that were given are not kept: there may be very many. */
	readonly input: Omit<InsertInput, 'row'>;
	/** As it stands in VALUES. */
	readonly literal: string;
	/** The values as they are inserted. */
	readonly output: IDataObject;
	/** Called once, with the output or what went wrong. */
	readonly settle: (end: IDataObject | Error) => void;
}

/** Rows that share a statement. */
export interface Batch {
	readonly rows: readonly [WaitingRow, ...WaitingRow[]];
	readonly insertion: Insertion;
	/** The statement that has them already, where an earlier try of the run has left it running. */
	readonly leftName: string | undefined;
}

/**
 * Rows in the order of their items, cut into statements: rows share one where they follow each other and are sent in
 * the same way.
 */
export function planBatches(rows: readonly WaitingRow[], schema: TableSchema): Batch[] {
	const ordered = [...rows].sort((a, b) => a.session.itemIndex - b.session.itemIndex);
	return runsOf(ordered).flatMap((run) => batchesOf(run, schema));
}

type Run = readonly [WaitingRow, ...WaitingRow[]];

function runsOf(rows: readonly WaitingRow[]): Run[] {
	const runs: Array<[WaitingRow, ...WaitingRow[]]> = [];
	let key: string | undefined;
	for (const row of rows) {
		const own = wayOf(row);
		const last = runs.at(-1);
		if (last === undefined || own !== key) runs.push([row]);
		else last.push(row);
		key = own;
	}
	return runs;
}

/** What rows of one statement have in common. */
function wayOf({ session, input: { computePoolId, principal, labels, properties, rowsPerStatement, keepStatement } }: WaitingRow): string {
	return JSON.stringify([session.memory.ownId ?? null, computePoolId ?? null, principal ?? null, labels, Object.entries(properties), rowsPerStatement, keepStatement]);
}

function batchesOf(run: Run, schema: TableSchema): Batch[] {
	const { session, input } = run[0];
	const leftName = session.memory.ownId;
	const insertion = (sql: string, rows: number): Insertion => ({
		draft: {
			name: generatedName(session.statements, input.workflowName),
			sql,
			properties: placedAt(session.placeOf(input), { ...modeFor(schema), ...input.properties }),
			computePoolId: input.computePoolId,
			principal: input.principal,
			labels: input.keepStatement ? input.labels : [...input.labels, HIDDEN_LABEL],
		},
		table: schema.table,
		rows,
		isKept: input.keepStatement,
	});
	if (leftName !== undefined) return [{ rows: run, insertion: insertion('', run.length), leftName }];
	const statements = insertStatements(schema.table, run.map(({ literal }) => literal), input.rowsPerStatement);
	return statements.flatMap(({ sql, from, count }) => {
		const [first, ...others] = run.slice(from, from + count);
		return first === undefined ? [] : [{ rows: [first, ...others] as const, insertion: insertion(sql, count), leftName: undefined }];
	});
}

/** A MULTISET is written as a subquery that collects its elements, which in a stream goes on changing. */
function modeFor({ columns }: TableSchema): Record<string, string> {
	return columns.some((column) => hasMultiset(typeOfColumn(column))) ? { [SNAPSHOT_MODE]: 'now' } : {};
}
