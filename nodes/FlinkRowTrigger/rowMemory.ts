import type { ITriggerFunctions } from 'n8n-workflow';
import { restorePosition, storePosition, type StreamPosition } from '../shared/flink/stream/streamPosition';
import type { StreamStart } from '../shared/flink/stream/streamStart';
import { asText, isRecord } from '../shared/language/guards';

/** The one key of the node's static data that the trigger uses. */
const KEY = 'stream';

/** What an earlier life knew: how far it had come, and where it was told to begin. */
interface Known {
	readonly start: string;
	readonly position: StreamPosition;
}

/**
 * What lives that have ended in this process knew last, by label. n8n stores what was known at the last execution; a life
 * after it, in the same process, can do better.
 */
const ofThisProcess = new Map<string, Known>();

/** How far the rows of a trigger have come, over restarts of n8n as well. */
export class RowMemory {
	private readonly start: string;

	constructor(
		private readonly context: Pick<ITriggerFunctions, 'getWorkflowStaticData'>,
		private readonly label: string,
		start: StreamStart,
	) {
		this.start = JSON.stringify(start);
	}

	/** Undefined where nothing is known; `isAnew` where the user has changed where to begin since. */
	recall(): { readonly position: StreamPosition | undefined; readonly isAnew: boolean } {
		const known = ofThisProcess.get(this.label) ?? restore(this.context.getWorkflowStaticData('node')[KEY]);
		const isAnew = known !== undefined && known.start !== this.start;
		return { position: isAnew ? undefined : known?.position, isAnew };
	}

	/** Leaves it where n8n stores it with the execution that comes next. */
	note(position: StreamPosition): void {
		// n8n notices the assignment of a key, not a change inside of its value.
		this.context.getWorkflowStaticData('node')[KEY] = { start: this.start, position: storePosition(position) };
	}

	/** Leaves it for a life that begins in this process. */
	leave(position: StreamPosition): void {
		this.note(position);
		ofThisProcess.set(this.label, { start: this.start, position });
	}

	/** A life has begun that knows better from now on. */
	static forget(label: string): void {
		ofThisProcess.delete(label);
	}
}

function restore(stored: unknown): Known | undefined {
	if (!isRecord(stored)) return undefined;
	const [start, position] = [asText(stored['start']), restorePosition(stored['position'])];
	return start === undefined || position === undefined ? undefined : { start, position };
}
