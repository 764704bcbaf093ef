import type { IDataObject } from 'n8n-workflow';
import { CancelledError } from '../../shared/confluent/http/errors/cancelledError';
import { InsertError } from '../../shared/confluent/tables/insertError';
import { awaitInserted, insertRows } from '../../shared/confluent/tables/insertRows';
import type { TableSchema } from '../../shared/flink/table/tableSchema';
import { asError } from '../../shared/language/asError';
import { mapInOrder } from '../../shared/language/mapInOrder';
import type { Later } from '../../shared/n8n/items/operation';
import { planBatches, type Batch, type WaitingRow } from './batches';
import type { InsertRun } from './insertRun';

/** Statements under way at once where their order is of no consequence: as many as the runner has items. */
const STATEMENTS_IN_PARALLEL = 50;

/**
 * The rows of one table.
 *
 * Rows are gathered until every item of the run has written its own; then they are inserted, in the order of their
 * items. Statements of a table follow each other, since of rows with the same key the last one counts; where each row
 * has a statement and the table has no key, they go side by side.
 */
export class Lane {
	private readonly rows: WaitingRow[] = [];
	private schemaRead: Promise<TableSchema> | undefined;
	/** Resolves when all is inserted, or has failed, and is cleared up. */
	private ended: Promise<void> | undefined;
	/** Deletions of statements whose rows are in the table: the next statement does not wait for them. */
	private readonly clearings: Array<Promise<void>> = [];

	constructor(private readonly run: InsertRun) {}

	/** The table's schema, asked for once in the run. */
	async schema(read: () => Promise<TableSchema>): Promise<TableSchema> {
		return await (this.schemaRead ??= read());
	}

	/** Adds a row. What it returns inserts the rows that were added until then. */
	add(row: Omit<WaitingRow, 'settle'>, schema: TableSchema): Later {
		const { promise, settle } = settleable();
		this.rows.push({ ...row, settle });
		return async () => {
			this.ended ??= this.carryOutAll(schema);
			try {
				return await promise;
			} finally {
				await this.ended;
			}
		};
	}

	private async carryOutAll(schema: TableSchema): Promise<void> {
		try {
			await this.insertAll(schema);
		} catch (error) {
			for (const { settle } of this.rows) settle(asError(error));
		}
		await Promise.all(this.clearings);
	}

	private async insertAll(schema: TableSchema): Promise<void> {
		const isOrdered = schema.primaryKey.length > 0 || this.rows.some(({ input }) => input.batching === 'single');
		await mapInOrder(planBatches(this.rows, schema), isOrdered ? 1 : STATEMENTS_IN_PARALLEL, async (batch) => await this.carryOut(batch));
	}

	/** Each row hears of its own end. */
	private async carryOut(batch: Batch): Promise<void> {
		const failure = this.run.hasEnded ? new CancelledError() : await this.insert(batch);
		for (const { settle, output, input } of batch.rows) {
			settle(failure ?? (input.outputStatement ? { ...output, _statement: batch.insertion.draft.name } : output));
		}
	}

	private async insert({ rows, insertion, leftName }: Batch): Promise<Error | undefined> {
		const [first] = rows;
		const keep = (name: string | undefined) => {
			for (const { session } of rows) session.memory.ownId = name;
		};
		try {
			const clients = { ...first.session.fromNow(), clearingUp: (cleared: Promise<void>) => void this.clearings.push(cleared) };
			if (leftName === undefined) await insertRows(clients, insertion);
			else await awaitInserted(clients, { ...insertion, name: leftName });
			this.run.inserted(insertion.table, rows.length);
			return undefined;
		} catch (error) {
			if (!(error instanceof InsertError)) return asError(error);
			// What goes on must not be sent a second time where n8n repeats the run.
			const { reason, name } = error.facts;
			keep(reason === 'insertGoesOn' || reason === 'insertUnseen' ? name : undefined);
			return new InsertError({ ...error.facts, before: this.run.failed() });
		}
	}
}

/** A promise, and what settles it: an error rejects it. */
function settleable(): { readonly promise: Promise<IDataObject[]>; readonly settle: (end: IDataObject | Error) => void } {
	let settle: (end: IDataObject | Error) => void = () => undefined;
	const promise = new Promise<IDataObject[]>((resolve, reject) => {
		settle = (end) => (end instanceof Error ? reject(end) : resolve([end]));
	});
	return { promise, settle };
}
