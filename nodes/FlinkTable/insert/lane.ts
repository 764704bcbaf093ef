import type { IDataObject } from 'n8n-workflow';
import { CancelledError } from '../../shared/confluent/http/errors/cancelledError';
import { InsertError, isOpenInsert } from '../../shared/confluent/tables/insertError';
import { awaitInserted, insertRows } from '../../shared/confluent/tables/insertRows';
import type { TableSchema } from '../../shared/flink/table/tableSchema';
import { asError } from '../../shared/language/asError';
import { mapInOrder } from '../../shared/language/mapInOrder';
import type { Later } from '../../shared/n8n/items/operation';
import { planBatches, type Batch, type WaitingRow } from './batches';
import type { InsertProgress } from './insertProgress';

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
	/** Of a table with a key: the statement that may yet write. */
	private open: InsertError | undefined;

	constructor(private readonly progress: InsertProgress) {}

	/**
	 * The table's schema, asked for once in the run.
	 *
	 * @param asWhom what the question runs on, and as whom: the answer, or its error, is that of items that have the same
	 */
	async schema(asWhom: string, read: () => Promise<TableSchema>): Promise<TableSchema> {
		const schema = this.schemas.get(asWhom) ?? read();
		this.schemas.set(asWhom, schema);
		return await schema;
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
		const hasKey = schema.primaryKey.length > 0;
		const batches = planBatches(this.rows, schema.table);
		const isOrdered = hasKey || this.rows.some(({ input }) => input.batching === 'single');
		await mapInOrder(batches, isOrdered ? 1 : batches.length, async (batch) => {
			await this.progress.inTurn(async () => await this.carryOut(batch, hasKey));
		});
	}

	/** Each row hears of its own end. */
	private async carryOut(batch: Batch, hasKey: boolean): Promise<void> {
		const failure = this.progress.hasEnded ? new CancelledError() : (this.heldBack(batch) ?? (await this.insert(batch)));
		if (hasKey && isOpenInsert(failure)) this.open = failure;
		for (const { settle, output, input } of batch.rows) {
			settle(failure ?? (input.outputStatement ? { ...output, _statement: batch.insertion.draft.name } : output));
		}
	}

	private heldBack({ insertion: { table, rows }, left }: Batch): Error | undefined {
		if (this.open === undefined || left?.wasSeen === true) return undefined;
		const { name, failure } = this.open.facts;
		return new InsertError({ reason: 'insertHeldBack', name, table, rows, before: [], failure });
	}

	private async insert({ rows, insertion, left }: Batch): Promise<Error | undefined> {
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

/** A promise, and what settles it: an error rejects it. */
function settleable(): { readonly promise: Promise<IDataObject[]>; readonly settle: (end: IDataObject | Error) => void } {
	let settle: (end: IDataObject | Error) => void = () => undefined;
	const promise = new Promise<IDataObject[]>((resolve, reject) => {
		settle = (end) => (end instanceof Error ? reject(end) : resolve([end]));
	});
	return { promise, settle };
}
