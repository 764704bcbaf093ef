import type { Redact } from '../../language/redaction';
import type { Subject } from '../errors/nodeError';
import type { ItemMemory } from './runMemory';

/** What one item's session is made from. */
export interface ItemBounds {
	/** Its place among the items of the run. */
	readonly itemIndex: number;
	/** One object for the execution: the rate limiter shares its turns between executions. */
	readonly owner: object;
	readonly timeoutSeconds: number;
	/** Aborted when the execution is cancelled, or another item's error ends it. */
	readonly signal: AbortSignal;
	/** A remark for the user at the end of the run. */
	readonly hint: (message: string) => void;
	/**
	 * Notes what the item has created for good, such as `Statement "etl"`: an error afterwards names it, and so does
	 * another item's that ends the run.
	 */
	readonly created: (what: string) => void;
	/** What is kept of the item where n8n repeats the run. */
	readonly memory: ItemMemory;
}

/** What the items of a run have in common. */
export interface RunBounds extends Pick<ItemBounds, 'owner'> {
	/** What ends the work of all of them. */
	readonly endings: AbortSignal[];
	readonly hint: (message: string) => void;
	readonly created: (what: string) => void;
}

/** What is known of an item while it is carried out. Of many thousands that wait for each other as little as can be. */
export class ItemWork implements ItemBounds {
	/** What errors call the item's work. */
	subject: Subject;
	timeoutSeconds = 0;
	private hints: string[] | undefined;
	private things: string[] | undefined;
	private ownSignal: AbortSignal | undefined;

	constructor(
		private readonly run: RunBounds,
		readonly itemIndex: number,
		readonly redact: Redact,
		readonly memory: ItemMemory,
	) {}

	get owner(): object {
		return this.run.owner;
	}

	/** One for each item: Node warns of a leak where more than ten listen to the same one. */
	get signal(): AbortSignal {
		return (this.ownSignal ??= AbortSignal.any(this.run.endings));
	}

	get hint(): ItemBounds['hint'] {
		return (message) => {
			const shown = this.redact(message);
			this.reported.hints.push(shown);
			this.run.hint(shown);
		};
	}

	get created(): ItemBounds['created'] {
		return (what) => {
			const shown = this.redact(what);
			this.reported.created.push(shown);
			this.run.created(shown);
			// Where the item goes on to fail, its error names what is there now: a generated name is known by nothing else.
			this.subject = what;
		};
	}

	/** Lists that grow while the item is under way. */
	get reported(): { readonly hints: string[]; readonly created: string[] } {
		return { hints: (this.hints ??= []), created: (this.things ??= []) };
	}
}
