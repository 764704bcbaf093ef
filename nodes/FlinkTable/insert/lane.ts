import type { IDataObject } from 'n8n-workflow';
import { CancelledError } from '../../shared/confluent/http/errors/cancelledError';
import { InsertError, isOpenInsert } from '../../shared/confluent/tables/insertError';
import { awaitInserted, insertRows, type Insertion } from '../../shared/confluent/tables/insertRows';
import type { TableSchema } from '../../shared/flink/table/tableSchema';
import { asError } from '../../shared/language/asError';
import { mapInOrder } from '../../shared/language/mapInOrder';
import type { Turns } from '../../shared/language/turns';
import type { Later } from '../../shared/n8n/items/operation';
import type { BatchEnd } from './batchEnding';
import { planBatches, type Batch, type WaitingRow } from './batches';
import type { InsertProgress } from './insertProgress';
import type { InsertSettings } from './readInsert';

/** Milliseconds in which the next statement is on its way. */
const NEXT_SENT_MS = 10;

/**
 * The rows of one table.
 *
 * Rows are gathered until every item of the run has written its own; then they are inserted, in the order of their
 * items. Statements of a table follow each other, since of rows with the same key the last one counts; where each row
 * has a statement and the table has no key, they go side by side. Past a statement that may yet write, no row of a
 * table with a key is sent.
 */
export class Lane {
	private readonly rows: WaitingRow[] = [];
	private readonly schemas = new Map<string, Promise<TableSchema>>();
	/** Resolves when all is inserted, or has failed, and is cleared up. */
	private ended: Promise<void> | undefined;
	/** Deletions of statements whose rows are in the table: the next statement does not wait for them. */
	private readonly clearings: Array<Promise<void>> = [];
	/** Reports of statements that have ended to their rows. */
	private readonly reports: Array<Promise<void>> = [];
	/** Of a table with a key: the statement that may yet write. */
	private open: InsertError | undefined;

	/** @param lookUps questions for schemas, of this table and of others, have turns */
	constructor(
		private readonly progress: InsertProgress,
		private readonly lookUps: Turns,
	) {}

	/**
	 * The table's schema, asked for once in the run.
	 *
	 * @param settings what the question runs on, and as whom: the answer, or its error, is that of items that have the same
	 */
	async schema({ computePoolId, principal }: InsertSettings, read: () => Promise<TableSchema>): Promise<TableSchema> {
		const asWhom = `${computePoolId ?? ''} ${principal ?? ''}`;
		const schema = this.schemas.get(asWhom) ?? this.lookUps.take(read);
		this.schemas.set(asWhom, schema);
		return await schema;
	}

	/** Adds a row. What it returns inserts the rows that were added until then. */
	add(row: WaitingRow, schema: TableSchema): Later {
		this.rows.push(row);
		return async () => await this.endOf(row, schema);
	}

	private async endOf(row: WaitingRow, schema: TableSchema): Promise<IDataObject[]> {
		const isFirst = this.ended === undefined;
		const ended = (this.ended ??= this.carryOutAll(schema));
		const end = await row.ending?.reported;
		// One of them holds the run until all is cleared up. The others are given out while statements follow, but for
		// errors: one may end the run, and with it what is under way.
		if (isFirst || end?.failure !== undefined) await ended;
		if (end === undefined) throw new CancelledError();
		if (end.failure !== undefined) throw end.failure;
		const output = row.output();
		return [row.settings.outputStatement ? { ...output, _statement: end.statement } : output];
	}

	private async carryOutAll(schema: TableSchema): Promise<void> {
		const hasKey = schema.primaryKey.length > 0;
		const batches = planBatches(this.rows, schema.table);
		const isOrdered = hasKey || this.rows.some(({ settings }) => settings.batching === 'single');
		try {
			await mapInOrder(batches, isOrdered ? 1 : batches.length, async (batch) => {
				await this.progress.inTurn(async () => await this.carryOut(batch, hasKey));
			});
		} catch (error) {
			for (const { ending } of batches) ending.report({ failure: asError(error), statement: '' });
		}
		await Promise.all([...this.clearings, ...this.reports]);
	}

	private async carryOut(batch: Batch, hasKey: boolean): Promise<void> {
		const insertion = batch.insertion();
		const failure = this.progress.hasEnded ? new CancelledError() : (this.heldBack(batch, insertion) ?? (await this.insert(batch, insertion)));
		if (hasKey && isOpenInsert(failure)) this.open = failure;
		this.reports.push(report(batch, { failure, statement: insertion.draft.name }));
	}

	private heldBack({ left }: Batch, { table, rows }: Insertion): Error | undefined {
		if (this.open === undefined || left?.wasSeen === true) return undefined;
		const { name, failure } = this.open.facts;
		return new InsertError({ reason: 'insertHeldBack', name, table, rows, before: [], failure });
	}

	private async insert({ rows, left }: Batch, insertion: Insertion): Promise<Error | undefined> {
		const [first] = rows;
		try {
			const clients = { ...first.session.fromNow(), clearingUp: (cleared: Promise<void>) => void this.clearings.push(cleared) };
			await (left?.wasSeen === true ? awaitInserted(clients, insertion) : insertRows(clients, insertion));
			this.progress.inserted(insertion.table, rows.length);
			return undefined;
		} catch (error) {
			if (!(error instanceof InsertError)) return asError(error);
			// What may have been written must not be sent a second time, under another name, where n8n repeats the run.
			for (const { session } of rows) {
				session.memory.ownId = isOpenInsert(error) ? insertion.draft.name : undefined;
				session.memory.wasSeen = error.facts.reason !== 'insertUnclear';
			}
			return new InsertError({ ...error.facts, before: this.progress.failed() });
		}
	}
}

/** Reports to the rows of a statement. Where they are many, the next one is sent first: what they make of it is work. */
async function report({ rows: [first, ...others], ending }: Batch, end: BatchEnd): Promise<void> {
	if (others.length > 0) await first.session.statements.api.scope.clock.sleep(NEXT_SENT_MS);
	ending.report(end);
}
