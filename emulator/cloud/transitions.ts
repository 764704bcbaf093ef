import type { Agenda } from '../language/agenda';
import type { Progression, RowCount } from '../statements/behaviours';
import { nextResourceVersion } from '../statements/ids';
import type { Phase } from '../statements/phase';
import type { StatementRecord } from '../statements/statement';
import type { History } from './history';
import type { Progress } from './progress';

type Act = (at: number) => void | Promise<void>;

/** How a statement gets from one phase to the next, and how plans for a phase die with it. */
export class Transitions {
	/** @param settled receives each phase that was entered, to plan what the phase brings with it */
	constructor(
		private readonly agenda: Agenda,
		private readonly progress: Progress,
		private readonly history: History,
		private readonly settled: (statement: StatementRecord, at: number) => void,
	) {}

	/** A statement that has just appeared in the phase that it has. */
	appear(statement: StatementRecord): void {
		this.history.note(statement, null, statement.phase, statement.createdAt);
	}

	vanish(statement: StatementRecord, at: number): void {
		this.history.note(statement, statement.phase, 'GONE', at);
		statement.epoch++;
	}

	enter(statement: StatementRecord, phase: Phase, at: number, detail = ''): void {
		if (phase !== statement.phase) this.history.note(statement, statement.phase, phase, at);
		statement.phase = phase;
		statement.detail = detail;
		statement.epoch++;
		this.touch(statement, at);
		this.settled(statement, at);
	}

	/** A write that changes no phase: the system's own, or a client's. */
	touch(statement: StatementRecord, at: number): void {
		statement.updatedAt = at;
		statement.resourceVersion = nextResourceVersion(statement.resourceVersion);
	}

	/** What ends the phase; void once something else has ended it. */
	next(statement: StatementRecord, progression: Progression | RowCount, from: number, act: Act): void {
		this.progress.after(progression, statement, from, whileUnchanged(statement, act));
	}

	/** What happens within the phase, at `at` in epoch milliseconds; void once the phase is over. */
	within(statement: StatementRecord, at: number, act: Act): void {
		this.agenda.schedule(at, whileUnchanged(statement, act));
	}
}

function whileUnchanged(statement: StatementRecord, act: Act): Act {
	const { epoch } = statement;
	return (at) => (statement.epoch === epoch ? act(at) : undefined);
}
