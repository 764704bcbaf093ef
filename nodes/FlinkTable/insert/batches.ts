import type { IDataObject } from 'n8n-workflow';
import { HIDDEN_LABEL } from '../../shared/confluent/statements/labels';
import { SNAPSHOT_MODE } from '../../shared/confluent/statements/queryTraits';
import type { Insertion } from '../../shared/confluent/tables/insertRows';
import { insertStatement, insertStatements } from '../../shared/flink/table/insertStatements';
import { generatedName } from '../../shared/n8n/submission/readDraft';
import { placedAt } from '../readPlace';
import type { InsertInput } from './readInsert';
import type { RowSession } from './rowSession';

/** A row that waits for its statement. */
export interface WaitingRow {
	readonly session: RowSession;
	/** The values that were given are not kept: there may be very many. */
	readonly input: Omit<InsertInput, 'row'>;
	/** As it stands in VALUES. */
	readonly literal: string;
	/** Whether there is a MULTISET in it: that is a subquery which collects its elements, and in a stream goes on changing. */
	readonly collects: boolean;
	/** The values as they are inserted. */
	readonly output: IDataObject;
	/** Called once, with the output or what went wrong. */
	readonly settle: (end: IDataObject | Error) => void;
}

/** A statement that an earlier try of the run has left. */
interface LeftStatement {
	readonly name: string;
	/** Whether it was seen; else it may be that it was never created. */
	readonly wasSeen: boolean;
}

/** Rows that share a statement. */
export interface Batch {
	readonly rows: Rows;
	readonly insertion: Insertion;
	/** Where an earlier try has submitted it. */
	readonly left: LeftStatement | undefined;
}

type Rows = readonly [WaitingRow, ...WaitingRow[]];

/**
 * Rows in the order of their items, cut into statements: rows share one where they follow each other and are sent in
 * the same way. Rows that an earlier try has put into one statement stay together.
 */
export function planBatches(rows: readonly WaitingRow[], table: string): Batch[] {
	const ordered = [...rows].sort((a, b) => a.session.itemIndex - b.session.itemIndex);
	return groupsOf(ordered).flatMap((group) => batchesOf(group, table));
}

function groupsOf(rows: readonly WaitingRow[]): Rows[] {
	const groups: Array<[WaitingRow, ...WaitingRow[]]> = [];
	const left = new Map<string, WaitingRow[]>();
	let last: { readonly way: string; readonly rows: WaitingRow[] } | undefined;
	for (const row of rows) {
		const { ownId } = row.session.memory;
		const way = wayOf(row.input);
		const group = ownId === undefined ? (last?.way === way ? last.rows : undefined) : left.get(ownId);
		if (group !== undefined) {
			group.push(row);
			continue;
		}
		const begun: [WaitingRow, ...WaitingRow[]] = [row];
		groups.push(begun);
		last = ownId === undefined ? { way, rows: begun } : undefined;
		if (ownId !== undefined) left.set(ownId, begun);
	}
	return groups;
}

/** What rows of one statement have in common. */
function wayOf({ computePoolId, principal, labels, properties, rowsPerStatement, keepStatement }: WaitingRow['input']): string {
	return JSON.stringify([computePoolId ?? null, principal ?? null, labels, Object.entries(properties), rowsPerStatement, keepStatement]);
}

function batchesOf(group: Rows, table: string): Batch[] {
	const [{ session, input }] = group;
	const { ownId, wasSeen = true } = session.memory;
	const literals = group.map(({ literal }) => literal);
	if (ownId !== undefined) {
		// All of its rows are in it, however long they are by now.
		const left = { name: ownId, wasSeen };
		return [{ rows: group, insertion: insertionOf(group, table, insertStatement(table, literals), left), left }];
	}
	return insertStatements(table, literals, input.rowsPerStatement).flatMap(({ sql, from, count }) => {
		const [first, ...others] = group.slice(from, from + count);
		if (first === undefined) return [];
		const rows: Rows = [first, ...others];
		return [{ rows, insertion: insertionOf(rows, table, sql), left: undefined }];
	});
}

function insertionOf(rows: Rows, table: string, sql: string, left?: LeftStatement): Insertion {
	const [{ session, input }] = rows;
	const mode: Record<string, string> = rows.some(({ collects }) => collects) ? { [SNAPSHOT_MODE]: 'now' } : {};
	return {
		draft: {
			name: left?.name ?? generatedName(session.statements, input.workflowName),
			sql,
			properties: placedAt(session.placeOf(input), { ...mode, ...input.properties }),
			computePoolId: input.computePoolId,
			principal: input.principal,
			labels: input.keepStatement ? input.labels : [...input.labels, HIDDEN_LABEL],
		},
		table,
		rows: rows.length,
		isKept: input.keepStatement,
	};
}
