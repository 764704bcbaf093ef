import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { CancelledError } from '../../confluent/http/errors/cancelledError';
import { UnclearOutcomeError } from '../../confluent/http/errors/unclearOutcome';
import { ReplacementError } from '../../confluent/statements/replacementError';
import { isOpenInsert } from '../../confluent/tables/insertError';
import { mapInOrder } from '../../language/mapInOrder';
import { SHOW_ALL, type Redact } from '../../language/redaction';
import { asNodeError } from '../errors/nodeError';
import { ConstantParameters } from '../parameters/constantParameters';
import { Parameters } from '../parameters/parameters';
import { itemSource } from '../parameters/parameterSource';
import { readOnce } from '../parameters/readOnce';
import { ItemWork, type ItemBounds, type RunBounds } from './itemWork';
import { secretFreeRows } from '../network/secretFreeRows';
import type { ItemResult, Later, Operation } from './operation';
import { Breath } from './breath';
import { recallRun, type ItemMemory, type ItemOutcome, type RunMemory } from './runMemory';

export type { ItemBounds } from './itemWork';

/** Items of one execution under way at once: as many as there may be connections to the host. */
export const ITEMS_IN_PARALLEL = 50;

/**
 * Carries out the chosen operation for every item: in parallel, results in input order, each output item
 * paired with its input. With "continue on fail" an item's error becomes its output; otherwise the first
 * error ends the run: no further item is begun, those under way stop waiting, and it is thrown.
 *
 * @param redactFor hides the secret of an item's credential in all that comes out: items, errors, remarks
 * Where n8n repeats the run ("Retry On Fail"), an item that had succeeded has its earlier results, and nothing is sent.
 */
export async function runOperations<Session>(
	context: IExecuteFunctions,
	operations: ReadonlyArray<Operation<Session>>,
	createSession: (bounds: ItemBounds, itemIndex: number) => Promise<Session>,
	redactFor: (itemIndex: number) => Promise<Redact> = async () => SHOW_ALL,
): Promise<INodeExecutionData[][]> {
	return await new Run(context, operations, createSession, redactFor).all();
}

/** Remarks that are shown one by one; a run over many items may have many more. */
const MOST_REMARKS = 20;

/** Items that wait for what they share are under way; those that wait for the others have a rest. */
type ItemOutput = INodeExecutionData[] | Waiting | Unended;

interface Waiting {
	readonly work: ItemWork;
	readonly rest: Later;
}

interface Unended {
	readonly underWay: Promise<INodeExecutionData[] | Waiting>;
}

const readTimeout = readOnce(['options'], (parameters) => parameters.timeoutSeconds());

class Run<Session> {
	private readonly siblings = new AbortController();
	private readonly cancelled: AbortSignal | undefined;
	private readonly bounds: RunBounds;
	private readonly hints = new Map<string, number>();
	/** What other items than the one whose error ends the run cannot say of their work. */
	private readonly unclear = new Set<string>();
	private readonly created: string[] = [];
	private readonly memory: RunMemory;
	private readonly mayBeRepeated: boolean;
	private readonly breath = new Breath();
	/** Items that others need not wait for to begin. */
	private readonly underWay: Array<Unended['underWay']> = [];
	/** The error that ends the run. */
	private ending: Error | undefined;
	private readonly constants: ConstantParameters;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly operations: ReadonlyArray<Operation<Session>>,
		private readonly createSession: (bounds: ItemBounds, itemIndex: number) => Promise<Session>,
		private readonly redactFor: (itemIndex: number) => Promise<Redact>,
	) {
		this.cancelled = context.getExecutionCancelSignal();
		this.memory = recallRun(context);
		this.mayBeRepeated = context.getNode().retryOnFail === true;
		this.constants = new ConstantParameters(context.getNode().parameters);
		this.bounds = {
			owner: {},
			endings: this.cancelled === undefined ? [this.siblings.signal] : [this.cancelled, this.siblings.signal],
			hint: (message) => this.hint(message),
			created: (what) => void this.created.push(what),
		};
	}

	async all(): Promise<INodeExecutionData[][]> {
		try {
			const begun = await this.begun();
			const waiting = await allOf(begun, async (item) => ('underWay' in item ? await item.underWay : item));
			// What is left is for those to bound that share it: an item may only wait for what another one does.
			const results = await allOf(waiting, async (item) => (Array.isArray(item) ? item : await this.rest(item)));
			this.showHints();
			// Only a run with an error in it is repeated.
			if (results.every((items) => items.every((item) => item.error === undefined))) this.memory.clear();
			const [only] = results;
			return [results.length === 1 && only !== undefined ? only : results.flat()];
		} catch (error) {
			throw this.withRemarks(this.ending ?? error);
		}
	}

	private async begun(): Promise<ItemOutput[]> {
		try {
			return await mapInOrder(this.context.getInputData(), ITEMS_IN_PARALLEL, async (_item, itemIndex) => await this.item(itemIndex));
		} finally {
			// Nothing goes on behind the back of whoever has the error.
			if (this.ending !== undefined) await Promise.allSettled(this.underWay);
		}
	}

	/** The output of an item; what is left to do of it, where it waits for the others. */
	private async item(itemIndex: number): Promise<ItemOutput> {
		if (this.ending !== undefined) throw this.ending;
		const work = new ItemWork(this.bounds, itemIndex, await this.redactFor(itemIndex), this.memoryOf(itemIndex));
		const { memory } = work;
		try {
			if (this.cancelled?.aborted) throw new CancelledError();
			if (memory.deadEnd !== undefined) throw memory.deadEnd;
			if (memory.outcome !== undefined) return this.again(memory.outcome, itemIndex);
			const parameters = new Parameters(itemSource(this.context, itemIndex, this.constants));
			const prepared = this.operation(parameters).prepare(parameters);
			work.timeoutSeconds = readTimeout(parameters);
			const session = await this.createSession(work, itemIndex);
			work.subject = prepared.subject;
			if (!prepared.isGathered) return this.ended(work, await prepared.run(session));
			const unended = this.unended(work, prepared.run(session));
			if (this.breath.isDue) await this.breath.taken();
			return unended;
		} catch (error) {
			return this.failed(error, work);
		}
	}

	private ended(work: ItemWork, result: ItemResult): INodeExecutionData[] | Waiting {
		return typeof result === 'function' ? { work, rest: result } : this.done(work, result);
	}

	private unended(work: ItemWork, result: Promise<ItemResult>): Unended {
		const underWay = this.endOf(work, result);
		this.underWay.push(underWay);
		// Its error is asked for later, and is no unhandled one until then.
		underWay.catch(() => undefined);
		return { underWay };
	}

	private async endOf(work: ItemWork, result: Promise<ItemResult>): Promise<INodeExecutionData[] | Waiting> {
		try {
			return this.ended(work, await result);
		} catch (error) {
			return this.failed(error, work);
		}
	}

	private async rest({ work, rest }: Waiting): Promise<INodeExecutionData[]> {
		try {
			return this.done(work, await rest());
		} catch (error) {
			return this.failed(error, work);
		}
	}

	private done(work: ItemWork, result: Exclude<ItemResult, Later>): INodeExecutionData[] {
		const rows = Array.isArray(result) ? secretFreeRows(result, work.redact) : secretFreeRows(result.rows, work.redact, result.texts);
		if (this.mayBeRepeated) work.memory.outcome = { ...work.reported, rows };
		return paired(rows, work.itemIndex);
	}

	/** What an earlier try has done. */
	private again({ rows, hints, created }: ItemOutcome, itemIndex: number): INodeExecutionData[] {
		for (const message of hints) this.hint(message);
		this.created.push(...created);
		return paired(rows, itemIndex);
	}

	private memoryOf(itemIndex: number): ItemMemory {
		const memory = this.memory.get(itemIndex) ?? {};
		this.memory.set(itemIndex, memory);
		return memory;
	}

	private hint(message: string): void {
		this.hints.set(message, (this.hints.get(message) ?? 0) + 1);
	}

	private showHints(): void {
		for (const message of this.remarks()) this.context.addExecutionHints({ message, location: 'outputPane' });
	}

	private remarks(): string[] {
		return atMost([...this.hints].map(([message, count]) => (count === 1 ? message : `${message} (${count} items)`)));
	}

	/** n8n shows no hints of a node that fails: what they say is reported with the error that ends the run. */
	private withRemarks(error: unknown): Error {
		const nodeError = asNodeError(this.context.getNode(), error, 0);
		const others = atMost([...this.unclear].filter((message) => message !== nodeError.message).map((message) => `${message}.`));
		const created = this.created.filter((what) => !nodeError.message.includes(what));
		const remarks = [...others, ...createdRemark(created), ...this.remarks()];
		if (remarks.length > 0) nodeError.description = [nodeError.description ?? '', ...remarks].filter((text) => text !== '').join(' ');
		return nodeError;
	}

	private operation(parameters: Parameters): Operation<Session> {
		const value = parameters.text('operation', 'Operation');
		const operation = this.operations.find((candidate) => candidate.value === value);
		if (operation === undefined) throw parameters.invalid(`There is no operation "${value}"`, 'Choose one from the dropdown.');
		return operation;
	}

	private failed(error: unknown, { itemIndex, subject, redact, memory }: ItemWork): INodeExecutionData[] {
		if (isDeadEnd(error)) memory.deadEnd = error;
		const goesOn = this.context.continueOnFail() && this.cancelled?.aborted !== true;
		const isUnclear = error instanceof UnclearOutcomeError || isUnfinished(error);
		// Thousands may fail with the first, as where there is no such table: nobody reads of each.
		if (!goesOn && !isUnclear && this.ending !== undefined) throw this.ending;
		const nodeError = asNodeError(this.context.getNode(), error, itemIndex, subject, 'person', redact);
		if (goesOn) {
			return [{ json: { error: nodeError.message }, error: nodeError, pairedItem: { item: itemIndex } }];
		}
		if (isUnclear) this.unclear.add(nodeError.message);
		this.ending ??= nodeError;
		this.siblings.abort();
		throw nodeError;
	}
}

/** All at once. The first error is thrown once all have ended. */
async function allOf<T, R>(items: readonly T[], map: (item: T) => Promise<R>): Promise<R[]> {
	return await mapInOrder(items, items.length, map);
}

/** Rows of one item have one pairing in common, as n8n's own nodes give it. */
function paired(rows: readonly IDataObject[], itemIndex: number): INodeExecutionData[] {
	const pairedItem = { item: itemIndex };
	return rows.map((json) => ({ json, pairedItem }));
}

/** A second request would make a second pool, and nothing shows whether the first has made one. */
function isDeadEnd(error: unknown): error is UnclearOutcomeError {
	return error instanceof UnclearOutcomeError && error.facts.created.kind === 'computePool';
}

/**
 * Whether the item has left a name without a statement, or rows that may yet be written: that must be reported, although
 * another item's error ends the run.
 */
function isUnfinished(error: unknown): boolean {
	return isOpenInsert(error) || (error instanceof ReplacementError && error.facts.reason === 'replacementUnfinished');
}

function atMost(remarks: readonly string[]): string[] {
	const more = remarks.length - MOST_REMARKS;
	return more <= 0 ? [...remarks] : [...remarks.slice(0, MOST_REMARKS), `There are ${more} more remarks like these.`];
}

function createdRemark(created: readonly string[]): string[] {
	const more = created.length - MOST_REMARKS;
	if (created.length === 0) return [];
	return [`Done before the run ended: ${created.slice(0, MOST_REMARKS).join(', ')}${more > 0 ? ` and ${more} more` : ''}.`];
}
