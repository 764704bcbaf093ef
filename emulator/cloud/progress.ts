import type { Agenda } from '../language/agenda';
import { integerBetween, type Random } from '../language/random';
import type { Progression } from '../statements/behaviours';

/** Something that can be waited out by reading it: a statement or a compute pool. */
export interface Readable {
	afterReads: { left: number; readonly act: () => void } | null;
}

/** Makes `act` happen when `progression` says: the next time anybody looks, after so many reads, or after a time. */
export class Progress {
	constructor(
		private readonly agenda: Agenda,
		private readonly random: Random,
		private readonly now: () => number,
	) {}

	/** @param from epoch milliseconds from which a time is counted */
	after(
		progression: Progression,
		subject: Readable,
		from: number,
		act: (at: number) => void | Promise<void>,
	): void {
		subject.afterReads = null;
		if (progression === 'immediate') {
			this.agenda.schedule(from, act);
			return;
		}
		if ('ms' in progression) {
			this.agenda.schedule(from + this.duration(progression.ms), act);
			return;
		}
		subject.afterReads = { left: progression.reads, act: () => this.agenda.schedule(this.now(), act) };
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
