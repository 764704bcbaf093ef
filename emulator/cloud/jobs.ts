import { SqlError, type AppendRequest, type PlannedStatement, type SqlEngine } from '../sql/engine';
import type { ResultSettings } from '../state/options';
import type { ScriptedResults } from '../statements/behaviours';
import { ResultStream } from '../statements/resultStream';
import { scriptedPlan } from '../statements/scriptedPlan';
import { isForeground, type StatementRecord } from '../statements/statement';
import { OpenPlans } from './openPlans';
import { noteRows } from './progress';

/** Milliseconds between two looks at a job that nobody reads, and how many of them one request pays for. */
const BACKGROUND_MS = 500;
const BACKGROUND_BATCH = 16;

/** How a running job tells the statement's lifecycle about its end. */
export interface JobEnd {
	finished(at: number): void;
	failed(at: number, detail: string): void;
}

interface Job {
	readonly statement: StatementRecord;
	readonly plan: PlannedStatement;
	/** Null where a script, not the job, decides about the phases. */
	readonly end: JobEnd | null;
	advancedAt: number;
	/** Settles when the advance before has: a plan is never advanced twice at once. */
	before: Promise<void>;
}

/** Runs what stands behind the statements: a SQL engine or, for scripted statements, rows laid down by a test. */
export class Jobs {
	private readonly running = new Map<StatementRecord, Job>();
	private readonly open = new OpenPlans();
	readonly scriptedResults = new WeakMap<StatementRecord, ScriptedResults>();

	constructor(
		private readonly engine: SqlEngine,
		readonly now: () => number,
		private readonly settings: { readonly results: ResultSettings },
	) {}

	/**
	 * Plans the statement and fills in its traits; a job that was paused keeps the plan it has.
	 * Gives the reason where the SQL is refused, else null.
	 *
	 * @param carried offsets of another statement at which this one begins
	 */
	async plan(statement: StatementRecord, at: number, carried?: Readonly<Record<string, string>>): Promise<string | null> {
		if (carried === undefined && this.isPaused(statement)) return null;
		this.drop(statement);
		try {
			const scripted = this.scriptedResults.get(statement);
			const plan = scripted ? scriptedPlan(scripted) : await this.planSql(statement, at, carried);
			const { sqlKind, isBounded, isAppendOnly, upsertColumns, columns } = plan;
			statement.traits = { sqlKind, isBounded, isAppendOnly, upsertColumns, columns };
			statement.plan = plan;
			this.open.add(plan, statement.name);
			return null;
		} catch (error) {
			return reasonOf(error);
		}
	}

	/** Lets the planned job run. A streaming query whose rows end runs on all the same, as on the real service. */
	async launch(statement: StatementRecord, at: number, end: JobEnd | null): Promise<void> {
		const plan = statement.plan;
		if (!plan || this.running.has(statement)) return;
		const { arrivalDelayMs, emptyFirstPages } = this.settings.results;
		statement.results = plan.columns ? new ResultStream(at + arrivalDelayMs, emptyFirstPages) : null;
		statement.lastReadAt = null;
		const job: Job = { statement, plan, end, advancedAt: at, before: Promise.resolve() };
		this.running.set(statement, job);
		await this.advance(job, at);
	}

	/** Brings one statement's rows up to date, for somebody who reads them. */
	async advanceStatement(statement: StatementRecord): Promise<void> {
		const job = this.running.get(statement);
		if (job) await this.advance(job, this.now());
	}

	/** Moves the jobs on that nobody reads: INSERTs, and queries that end by themselves. */
	async advanceBackground(): Promise<void> {
		const now = this.now();
		let budget = BACKGROUND_BATCH;
		for (const job of this.running.values()) {
			if (budget === 0) return;
			if (now - job.advancedAt < BACKGROUND_MS || !isSelfMoving(job)) continue;
			budget--;
			this.moveToEnd(job);
			await this.advance(job, now);
		}
	}

	/**
	 * Notes how far the job has read its tables. What came in before it was stopped, it has read: whether anybody has
	 * read what came of it does not matter.
	 *
	 * @param at epoch milliseconds of the stop
	 */
	async noteOffsets(statement: StatementRecord, at: number): Promise<void> {
		const job = this.running.get(statement);
		if (job) await this.advance(job, Math.max(at, job.advancedAt));
		const offsets = (await statement.plan?.offsets?.()) ?? {};
		if (Object.keys(offsets).length === 0) return;
		statement.latestOffsets = offsets;
		statement.latestOffsetsAt = at;
	}

	/**
	 * Writes rows to a table behind the API's back; jobs that read it go on at once.
	 *
	 * @throws SqlError for what the table does not take
	 */
	async appendRows(environmentId: string, table: string, rows: AppendRequest['rows']): Promise<void> {
		if (!this.engine.append) throw new Error('there are no tables: the emulator runs without a SQL engine');
		await this.engine.append({ environmentId, table, rows, now: this.now() });
		this.wake();
	}

	/** Stops the job for good and keeps the rows that it has given. */
	halt(statement: StatementRecord): void {
		this.running.delete(statement);
		this.open.close(statement.plan);
	}

	/** Stops the job so that it can go on where it was: CREATE TABLE AS makes its table only once. */
	pause(statement: StatementRecord): void {
		this.running.delete(statement);
	}

	isPaused(statement: StatementRecord): boolean {
		return this.open.has(statement.plan) && !this.running.has(statement);
	}

	/** Stops the job for good and forgets its rows. */
	drop(statement: StatementRecord): void {
		this.halt(statement);
		statement.plan = null;
		statement.results = null;
	}

	/** Resolves when every job is closed: only then may the engine be. */
	async haltAll(): Promise<void> {
		this.running.clear();
		await this.open.closeAll();
	}

	private planSql(
		statement: StatementRecord,
		at: number,
		carried: Readonly<Record<string, string>> | undefined,
	): Promise<PlannedStatement> {
		const { name, environmentId, sql, properties } = statement;
		return this.engine.plan({
			statementName: name,
			environmentId,
			sql,
			properties: properties ?? {},
			now: at,
			carried,
		});
	}

	private advance(job: Job, at: number): Promise<void> {
		job.advancedAt = at;
		job.before = job.before.then(() => this.advanceNow(job, at));
		return job.before;
	}

	/** Never rejects: a job that fails tells its statement. */
	private async advanceNow(job: Job, at: number): Promise<void> {
		const { statement, plan } = job;
		if (this.running.get(statement) !== job) return;
		try {
			const room = this.roomOf(job);
			if (room === 0) return;
			const { changes, finished } = await plan.advance(at, room);
			if (this.running.get(statement) !== job) return;
			statement.results?.append(changes);
			noteRows(statement);
			if (finished) this.finish(job, at);
		} catch (error) {
			if (this.running.get(statement) !== job) return;
			this.halt(statement);
			job.end?.failed(at, reasonOf(error));
		}
	}

	/** How many changes a job may give: those of an unbounded query wait for their reader, and for what a script awaits. */
	private roomOf({ statement, plan }: Job): number {
		const { results, afterRows } = statement;
		if (!results) return Infinity;
		const awaited = afterRows ? Math.max(0, afterRows.rows - results.size) : Infinity;
		if (plan.isBounded) return awaited;
		const { bufferedRows, rowsPerPage } = this.settings.results;
		const most = Math.max(bufferedRows, rowsPerPage);
		// The next page is full: more would only be fetched in small pieces.
		if (results.unread >= rowsPerPage && results.unread * 2 > most) return 0;
		return Math.min(awaited, most - results.unread);
	}

	private finish(job: Job, at: number): void {
		const { statement, plan } = job;
		this.halt(statement);
		if (!isForeground(statement)) this.wake();
		statement.results?.end();
		if (plan.isBounded || !isForeground(statement)) job.end?.finished(at);
	}

	/** Tables have changed: the next request moves every job on that nobody reads. */
	private wake(): void {
		for (const job of this.running.values()) if (isSelfMoving(job)) job.advancedAt = -Infinity;
	}

	/** So that the next request pays for other jobs than this one did. */
	private moveToEnd(job: Job): void {
		this.running.delete(job.statement);
		this.running.set(job.statement, job);
	}
}

function isSelfMoving({ statement, plan }: Job): boolean {
	return plan.isBounded || !isForeground(statement);
}

function reasonOf(error: unknown): string {
	if (error instanceof SqlError) return error.detail;
	return `The emulator's SQL engine failed: ${error instanceof Error ? error.message : String(error)}`;
}
