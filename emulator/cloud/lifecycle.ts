import type { Agenda } from '../language/agenda';
import type { CloudState } from '../state/cloudState';
import type { LifecycleDelays, ResultSettings } from '../state/options';
import type { Step } from '../statements/behaviours';
import type { Phase } from '../statements/phase';
import { isDefinition, isTerminal, type StatementRecord } from '../statements/statement';
import type { History } from './history';
import type { Jobs } from './jobs';
import type { Progress } from './progress';
import { predecessorOf } from './predecessor';
import { Transitions } from './transitions';
import { Upkeep } from './upkeep';

const FAILURES: ReadonlySet<Phase> = new Set<Phase>(['FAILING', 'FAILED']);

/** What a dry run of valid SQL says. */
const VALID = 'Statement is valid.';

/** What the current settings say; read each time, as a test may change them. */
export interface LifecycleSettings {
	readonly lifecycle: LifecycleDelays;
	readonly results: ResultSettings;
}

/**
 * How statements move through their phases:
 * PENDING → RUNNING → COMPLETED, RUNNING ↔ DEGRADED, FAILING → FAILED, RUNNING → STOPPING → STOPPED, resume to
 * PENDING, and DELETING → gone from everywhere.
 */
export class Lifecycle {
	private readonly transitions: Transitions;
	/** What waits for a statement to stop: those that take over its offsets. */
	private readonly successors = new WeakMap<StatementRecord, Array<(at: number) => void>>();

	constructor(
		private readonly state: CloudState,
		agenda: Agenda,
		progress: Progress,
		private readonly jobs: Jobs,
		history: History,
		private readonly settings: LifecycleSettings,
	) {
		const upkeep = new Upkeep(jobs, settings, () => this.transitions, {
			stop: (statement, at, reason) => {
				statement.isAbandoned = true;
				this.bringToStop(statement, at, reason);
			},
			leave: (statement, at) => this.leave(statement, at),
		});
		this.upkeep = upkeep;
		this.transitions = new Transitions(agenda, progress, history, (statement, at) => {
			upkeep.settle(statement, at);
			if (isTerminal(statement)) this.callSuccessors(statement, at);
		});
	}

	private readonly upkeep: Upkeep;

	/** Looks at the SQL of a new statement and gives what is wrong with it, else null. */
	async check(statement: StatementRecord, at: number): Promise<string | null> {
		const predecessor = predecessorOf(statement, this.state);
		return predecessor.state === 'absent' ? predecessor.reason : this.jobs.plan(statement, at);
	}

	/**
	 * Puts a new statement to its environment, in PENDING.
	 *
	 * @param at epoch milliseconds from which its phases are counted: its SQL has been looked at by then
	 * @param problem why its SQL was refused: it then is FAILED at once, but for a test's own script
	 */
	begin(statement: StatementRecord, at: number, problem: string | null = null): void {
		this.state.environment(statement.environmentId)?.statements.add(statement);
		this.transitions.appear(statement);
		const steps = statement.script?.steps;
		if (problem !== null && steps === undefined) this.fail(statement, at, problem);
		else this.pend(statement, at, steps);
	}

	/** Takes a dry run to its end, without putting it anywhere: nobody can ask for it later. */
	async tryOut(statement: StatementRecord): Promise<void> {
		const problem = await this.check(statement, statement.createdAt);
		this.jobs.drop(statement);
		const scripted = statement.script?.steps?.at(-1);
		statement.phase = problem !== null || scripted?.phase === 'FAILED' ? 'FAILED' : 'COMPLETED';
		if (statement.phase === 'FAILED') statement.traits = null;
		statement.detail = scripted?.detail ?? problem ?? VALID;
		statement.endedAt = statement.createdAt;
	}

	/** Puts a statement to its environment in the phase it has, and lets it live on from there. */
	adopt(statement: StatementRecord): void {
		if (statement.phase === 'PENDING') {
			this.begin(statement, statement.createdAt);
			return;
		}
		this.state.environment(statement.environmentId)?.statements.add(statement);
		this.transitions.appear(statement);
		this.upkeep.settle(statement, statement.updatedAt);
		this.followSteps(statement, statement.script?.steps ?? [], statement.updatedAt);
	}

	/** A client's stop: only this sets `spec.stopped`. */
	stop(statement: StatementRecord, at: number): void {
		statement.stopped = true;
		this.bringToStop(statement, at, 'This statement was stopped manually.');
	}

	/** @param reason becomes `status.detail` of the stopped statement */
	private bringToStop(statement: StatementRecord, at: number, reason: string): void {
		if (isTerminal(statement) || statement.phase === 'STOPPING') {
			this.transitions.touch(statement, at);
			return;
		}
		const steps = statement.script?.stopSteps;
		if (steps) {
			this.followSteps(statement, steps, at);
			return;
		}
		this.transitions.enter(statement, 'STOPPING', at);
		this.transitions.next(statement, this.settings.lifecycle.stopping, at, async (when) => {
			const { epoch } = statement;
			await this.jobs.noteOffsets(statement, at);
			if (statement.epoch === epoch) this.transitions.enter(statement, 'STOPPED', when, reason);
		});
	}

	/** Leads a statement through steps from now on, whatever was to come of it. */
	steer(statement: StatementRecord, steps: readonly Step[], at: number): void {
		statement.epoch++;
		this.upkeep.settle(statement, at);
		this.followSteps(statement, steps, at);
	}

	resume(statement: StatementRecord, at: number): void {
		statement.stopped = false;
		statement.latestOffsets = null;
		statement.latestOffsetsAt = null;
		statement.isAbandoned = false;
		statement.endedAt = null;
		if (!this.jobs.isPaused(statement)) this.jobs.drop(statement);
		this.transitions.enter(statement, 'PENDING', at);
		this.pend(statement, at, statement.script?.resumeSteps);
	}

	/** A statement that runs is stopped first; DELETING shows for a while before it is gone. */
	remove(statement: StatementRecord, at: number): void {
		if (statement.phase === 'DELETING') return;
		statement.isRemoved = true;
		if (isTerminal(statement)) {
			this.leave(statement, at);
			return;
		}
		this.transitions.enter(statement, 'STOPPING', at);
		this.transitions.next(statement, this.settings.lifecycle.stopping, at, (when) =>
			this.leave(statement, when),
		);
	}

	private leave(statement: StatementRecord, at: number): void {
		this.transitions.enter(statement, 'DELETING', at);
		this.transitions.next(statement, this.settings.lifecycle.deleting, at, (when) =>
			this.forget(statement, when),
		);
	}

	private forget(statement: StatementRecord, at: number): void {
		this.jobs.drop(statement);
		this.state.environment(statement.environmentId)?.statements.remove(statement);
		this.transitions.vanish(statement, at);
		this.callSuccessors(statement, at);
	}

	private callSuccessors(statement: StatementRecord, at: number): void {
		const waiting = this.successors.get(statement) ?? [];
		this.successors.delete(statement);
		for (const start of waiting) start(at);
	}

	/** Starts the statement once another one has stopped, unless something has become of it by then. */
	private startAfter(predecessor: StatementRecord, statement: StatementRecord): void {
		const { epoch } = statement;
		const start = (at: number): void => {
			if (statement.epoch === epoch) this.transitions.next(statement, 'immediate', at, (when) => this.start(statement, when));
		};
		this.successors.set(predecessor, [...(this.successors.get(predecessor) ?? []), start]);
	}

	private pend(statement: StatementRecord, at: number, steps: readonly Step[] | undefined): void {
		if (steps) {
			this.followSteps(statement, steps, at);
			return;
		}
		this.transitions.next(statement, this.settings.lifecycle.pending, at, (when) =>
			this.start(statement, when),
		);
	}

	private async start(statement: StatementRecord, at: number): Promise<void> {
		if (!this.state.principals.has(statement.principal)) {
			this.fail(statement, at, `Principal ${statement.principal} does not exist.`);
			return;
		}
		const predecessor = predecessorOf(statement, this.state);
		if (predecessor.state === 'running') {
			this.startAfter(predecessor.statement, statement);
			return;
		}
		const { epoch } = statement;
		const problem =
			predecessor.state === 'absent'
				? predecessor.reason
				: await this.jobs.plan(statement, at, predecessor.state === 'stopped' ? predecessor.offsets : undefined);
		if (statement.epoch !== epoch) {
			this.jobs.drop(statement);
			return;
		}
		if (problem !== null) {
			this.fail(statement, at, problem);
			return;
		}
		this.transitions.enter(statement, 'RUNNING', at);
		if (!isDefinition(statement)) {
			await this.launch(statement, at);
			return;
		}
		this.transitions.next(statement, this.settings.lifecycle.defining, at, (when) =>
			this.launch(statement, when),
		);
	}

	private async launch(statement: StatementRecord, at: number): Promise<void> {
		await this.jobs.launch(statement, at, {
			finished: (when) => this.finish(statement, when),
			failed: (when, detail) => this.breakDown(statement, when, detail),
		});
	}

	private finish(statement: StatementRecord, at: number): void {
		const { finishing } = this.settings.lifecycle;
		this.transitions.next(statement, finishing, at, (when) => this.complete(statement, when));
	}

	private complete(statement: StatementRecord, at: number): void {
		this.transitions.enter(statement, 'COMPLETED', at, '');
	}

	private breakDown(statement: StatementRecord, at: number, detail: string): void {
		const { failing } = this.settings.lifecycle;
		this.transitions.enter(statement, 'FAILING', at, detail);
		this.transitions.next(statement, failing, at, (when) => this.fail(statement, when, detail));
	}

	private fail(statement: StatementRecord, at: number, detail: string): void {
		const exception = { name: 'org.apache.flink.table.api.TableException', message: detail, at };
		statement.exceptions = [exception, ...statement.exceptions];
		this.transitions.enter(statement, 'FAILED', at, detail);
	}

	private followSteps(statement: StatementRecord, steps: readonly Step[], at: number): void {
		const [step, ...rest] = steps;
		if (!step) return;
		this.transitions.next(statement, step.after ?? 'immediate', at, async (when) => {
			await this.takeStep(statement, step, rest[0], when);
			this.followSteps(statement, rest, when);
		});
	}

	private async takeStep(statement: StatementRecord, step: Step, next: Step | undefined, at: number): Promise<void> {
		if (step.phase === 'GONE') {
			this.forget(statement, at);
			return;
		}
		const starts = step.phase === 'RUNNING' && (statement.plan === null || this.jobs.isPaused(statement));
		if (starts) await this.planScripted(statement, at);
		if (step.phase === 'STOPPED' && !step.latestOffsets) await this.jobs.noteOffsets(statement, at);
		applyStep(statement, step, at);
		this.transitions.enter(statement, step.phase, at, step.detail ?? '');
		if (!starts) return;
		awaitRows(statement, next);
		await this.jobs.launch(statement, at, null);
	}

	/** A script decides about the phases, and waits for nobody: offsets are taken over where they are there. */
	private async planScripted(statement: StatementRecord, at: number): Promise<void> {
		const predecessor = predecessorOf(statement, this.state);
		await this.jobs.plan(statement, at, predecessor.state === 'stopped' ? predecessor.offsets : undefined);
	}
}

/** A job gives no more rows than the next step waits for, from its first look on. */
function awaitRows(statement: StatementRecord, { after }: Partial<Step> = {}): void {
	if (typeof after === 'object' && 'rows' in after) statement.afterRows = { rows: after.rows, act: () => undefined };
}

function applyStep(statement: StatementRecord, step: Step, at: number): void {
	if (step.scalingState !== undefined) {
		statement.scalingState = step.scalingState;
		statement.scalingUpdatedAt = at;
	}
	if (step.warnings) statement.warnings = step.warnings.map((warning) => ({ ...warning, at }));
	if (step.latestOffsets) {
		statement.latestOffsets = step.latestOffsets;
		statement.latestOffsetsAt = at;
	}
	if (step.resultsGone !== undefined) statement.areResultsGone = step.resultsGone;
	if (FAILURES.has(step.phase)) tellExceptions(statement, at);
}

/** Newest first, as the service lists them. */
function tellExceptions(statement: StatementRecord, at: number): void {
	const scripted = statement.script?.exceptions ?? [];
	if (statement.exceptions.length > 0 || scripted.length === 0) return;
	statement.exceptions = scripted.map((exception) => ({ at, ...exception })).sort((a, b) => b.at - a.at);
}
