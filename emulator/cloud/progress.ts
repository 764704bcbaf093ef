import type { Agenda } from '../language/agenda';
import { integerBetween, type Random } from '../language/random';
import type { Progression, RowCount } from '../statements/behaviours';

/** Something that can be waited out by reading it: a statement or a compute pool. */
export interface Readable {
	afterReads: { left: number; readonly act: () => void } | null;
	/** Of statements only. */
	afterRows?: { readonly rows: number; readonly act: () => void } | null;
	readonly results?: { readonly size: number } | null;
}

/** Makes `act` happen when `progression` says: the next time anybody looks, after so many reads or rows, or after a time. */
export class Progress {
	constructor(
		private readonly agenda: Agenda,
		private readonly random: Random,
		private readonly now: () => number,
	) {}

	/** @param from epoch milliseconds from which a time is counted */
	after(
		progression: Progression | RowCount,
		subject: Readable,
		from: number,
		act: (at: number) => void | Promise<void>,
	): void {
		subject.afterReads = null;
		subject.afterRows = null;
		if (progression === 'immediate') {
			this.agenda.schedule(from, act);
			return;
		}
		if ('ms' in progression) {
			this.agenda.schedule(from + this.duration(progression.ms), act);
			return;
		}
		const happen = (): void => this.agenda.schedule(this.now(), act);
		if ('reads' in progression) subject.afterReads = { left: progression.reads, act: happen };
		else {
			subject.afterRows = { rows: progression.rows, act: happen };
			noteRows(subject);
		}
	}

	/** Counts one read; to be called when the answer has been made, so that the state that was read is reported first. */
	noteRead(subject: Readable): void {
		const waiting = subject.afterReads;
		if (!waiting || --waiting.left > 0) return;
		subject.afterReads = null;
		waiting.act();
	}

	private duration(ms: number | readonly [number, number]): number {
		return typeof ms === 'number' ? ms : integerBetween(this.random, ms[0], ms[1]);
	}
}

/** Looks at how many changes there are; to be called when there are more. */
export function noteRows(subject: Readable): void {
	const waiting = subject.afterRows;
	if (!waiting || (subject.results?.size ?? 0) < waiting.rows) return;
	subject.afterRows = null;
	waiting.act();
}
