import type { IDataObject } from 'n8n-workflow';
import { HIDDEN_LABEL } from '../../shared/confluent/statements/labels';
import { SNAPSHOT_MODE } from '../../shared/confluent/statements/queryTraits';
import type { Insertion } from '../../shared/confluent/tables/insertRows';
import { insertStatement, insertStatements } from '../../shared/flink/table/insertStatements';
import { generatedName } from '../../shared/n8n/submission/readDraft';
import { placedAt } from '../readPlace';
import { BatchEnding } from './batchEnding';
import type { InsertSettings } from './readInsert';
import type { RowSession } from './rowSession';

/** A row that waits for its statement. */
export interface WaitingRow {
	readonly session: RowSession;
	readonly settings: InsertSettings;
	/** As it stands in VALUES. */
	readonly literal: string;
	/** Whether there is a MULTISET in it: that is a subquery which collects its elements, and in a stream goes on changing. */
	readonly collects: boolean;
	/** The values as they are inserted; asked for once they are. */
	readonly output: () => IDataObject;
	/** The end of its statement, once rows are cut into statements. */
	ending?: BatchEnding;
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
	readonly ending: BatchEnding;
	/** Called once, when its turn has come: its name has the time in it, and its SQL is long. */
	readonly insertion: () => Insertion;
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
	let last: { readonly settings: InsertSettings; readonly rows: WaitingRow[] } | undefined;
	for (const row of rows) {
		const { ownId } = row.session.memory;
		const group = ownId === undefined ? (last !== undefined && isSameWay(last.settings, row.settings) ? last.rows : undefined) : left.get(ownId);
		if (group !== undefined) {
			group.push(row);
			continue;
		}
		const begun: [WaitingRow, ...WaitingRow[]] = [row];
		groups.push(begun);
		last = ownId === undefined ? { settings: row.settings, rows: begun } : undefined;
		if (ownId !== undefined) left.set(ownId, begun);
	}
	return groups;
}

function isSameWay(a: InsertSettings, b: InsertSettings): boolean {
	return a === b || wayOf(a) === wayOf(b);
}

/** What rows of one statement have in common. */
function wayOf({ computePoolId, principal, labels, properties, rowsPerStatement, keepStatement }: InsertSettings): string {
	return JSON.stringify([computePoolId ?? null, principal ?? null, labels, Object.entries(properties), rowsPerStatement, keepStatement]);
}

function batchesOf(group: Rows, table: string): Batch[] {
	const [{ session, settings }] = group;
	const { ownId, wasSeen = true } = session.memory;
	const literals = group.map(({ literal }) => literal);
	if (ownId !== undefined) {
		// All of its rows are in it, however long they are by now.
		const left = { name: ownId, wasSeen };
		return [batchOf(group, () => insertionOf(group, table, insertStatement(table, literals), left), left)];
	}
	return insertStatements(table, literals, settings.rowsPerStatement).flatMap((statement) => {
		const [first, ...others] = group.slice(statement.from, statement.from + statement.count);
		if (first === undefined) return [];
		const rows: Rows = [first, ...others];
		return [batchOf(rows, () => insertionOf(rows, table, statement.sql))];
	});
}

function batchOf(rows: Rows, insertion: () => Insertion, left?: LeftStatement): Batch {
	const ending = new BatchEnding();
	for (const row of rows) row.ending = ending;
	return { rows, insertion, left, ending };
}

function insertionOf(rows: Rows, table: string, sql: string, left?: LeftStatement): Insertion {
	const [{ session, settings }] = rows;
	const mode: Record<string, string> = rows.some(({ collects }) => collects) ? { [SNAPSHOT_MODE]: 'now' } : {};
	return {
		draft: {
			name: left?.name ?? generatedName(session.statements, settings.workflowName),
			sql,
			properties: placedAt(session.placeOf(settings), { ...mode, ...settings.properties }),
			computePoolId: settings.computePoolId,
			principal: settings.principal,
			labels: settings.keepStatement ? settings.labels : [...settings.labels, HIDDEN_LABEL],
		},
		table,
		rows: rows.length,
		isKept: settings.keepStatement,
	};
}
