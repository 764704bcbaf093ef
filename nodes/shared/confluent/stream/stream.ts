import type { StreamPosition } from '../../flink/stream/streamPosition';
import { isUsedUp, NO_RESTARTS, restartPause, withEnd, type RestartHistory } from '../../flink/stream/restartRule';
import type { StreamStart } from '../../flink/stream/streamStart';
import { isTerminalPhase } from '../../flink/statement/phase';
import { asError } from '../../language/asError';
import { DeadlineError } from '../http/errors/deadlineError';
import { pause, remainingMs, throwIfCancelled } from '../http/scope/scope';
import { awaitReadable } from '../results/awaitReadable';
import { ResultsError } from '../results/resultsError';
import { givesRows, isBounded } from '../statements/queryTraits';
import { phaseOf, type Statement } from '../statements/statement';
import { statementFailed, statementGone } from '../statements/statementOutcome';
import type { Statements } from '../statements/statements';
import { StatementsError } from '../statements/statementsError';
import { stopStatement } from '../statements/stopAndResume';
import { submitStatement } from '../statements/submitStatement';
import type { Deliveries } from './deliveries';
import { isRestThere, leftOvers, predecessorIn, resumePoint } from './leftOvers';
import { Reading } from './reading';
import { Remains } from './remains';
import { meaningOf } from './streamEnd';
import { StreamError, type StreamListener } from './streamError';
import { canBeFollowed, draftOf, isAsPlanned, type StreamPlan } from './streamPlan';
import { afterLoss, afterStop, type Successor } from './successor';

export interface StreamClients {
	/** The statements for so many seconds; all waits end with the stream. */
	readonly within: (seconds: number) => Statements;
	/** The same for so many seconds more, whether or not the stream has ended. */
	readonly afterwards: (seconds: number) => Statements;
}

/** For what may take one after the other, in seconds: looking for left-overs, a stop, a submit. */
const STEP_SECONDS = 120;
/** How long the activation waits until the statement runs; a pool that was idle can take minutes. */
const START_SECONDS = 60;
/** How long a start may take at all. */
const SLOW_START_SECONDS = 1_800;
/** Results are kept for about a day: a query that another one can follow exactly is replaced before. */
const LIFE_SECONDS = 72_000;

/** What a stream begins with. */
export interface Beginning {
	/** How far an earlier life had come; undefined where there was none, or nothing is known of it. */
	readonly position: StreamPosition | undefined;
	/** Whether it is to begin as if there had been none: what is there is deleted. */
	readonly isAnew: boolean;
}

/**
 * The rows of a continuous query, for as long as they are wanted: one statement after the other, each begun where the one
 * before has ended, as exactly as the service allows.
 */
export class Stream {
	/** Statements to be read, one after the other; the last one is live. */
	private readings: Reading[] = [];
	private history: RestartHistory = NO_RESTARTS;
	/** What the next statement begins with, where there is none to be read. */
	private next: Successor | undefined;
	/** The live statement that ended last. */
	private last: Statement | undefined;
	private readonly remains: Remains;

	constructor(
		private readonly clients: StreamClients,
		private readonly plan: StreamPlan,
		private readonly deliveries: Deliveries,
		private readonly hear: StreamListener,
	) {
		this.remains = new Remains(clients.afterwards, plan.label, hear);
	}

	/**
	 * Finds what an earlier life has left and goes on with it, or submits the first statement; waits for a minute at most
	 * until it runs.
	 *
	 * @throws what the service says to the query; nothing of it is left behind then
	 */
	async open(beginning: Beginning): Promise<void> {
		try {
			this.readings = await this.begin(beginning);
			await this.awaitStart();
		} catch (error) {
			await this.remains.removeOwn();
			throw asError(error);
		}
	}

	/**
	 * Reads and hands over, until the stream is closed.
	 *
	 * @throws CancelledError when it is closed; any other error where it cannot go on
	 */
	async run(): Promise<never> {
		return await Promise.race([this.deliveries.run(), this.readOn()]);
	}

	/**
	 * Ends what still runs, after `run` has ended. A statement that another life may go on with is stopped, and the others
	 * are deleted.
	 */
	async close(): Promise<void> {
		const live = this.readings.at(-1)?.statement;
		if (this.plan.continueFrom === 'latest' || live === undefined) await this.remains.removeAll();
		else await this.remains.stop(live.name);
	}

	/** Deletes what `close` has left, unless another life goes on with it. */
	async leave(): Promise<void> {
		await this.remains.removeUnlessTaken();
	}

	private async begin({ position, isAnew }: Beginning): Promise<Reading[]> {
		const statements = this.clients.within(STEP_SECONDS);
		const found = await leftOvers(statements, this.plan.label);
		const before = predecessorIn(found, position);
		const isFirst = isAnew || (before === undefined && position === undefined);
		if (isFirst || this.plan.continueFrom === 'latest') {
			const reading = await this.submit(isFirst ? undefined : { kind: 'latest' });
			for (const { name } of found) this.remains.outlive(name);
			return [reading];
		}
		const readings = before === undefined ? [await this.succeed(afterLoss(undefined, position, this.plan), undefined, position?.statement ?? '')] : await this.follow(before, position);
		const kept = new Set(readings.map(({ statement }) => statement.name));
		for (const { name } of found) if (!kept.has(name)) this.remains.outlive(name);
		return readings;
	}

	/** Goes on with a statement that is there: reads it on, or what is left of it, and another one after it. */
	private async follow(before: Statement, position: StreamPosition | undefined): Promise<Reading[]> {
		const statements = this.clients.within(STEP_SECONDS);
		const phase = phaseOf(before);
		this.remains.keep(before.name);
		const isReadable = phase !== 'FAILED' && phase !== 'FAILING' && phase !== 'COMPLETED';
		const point = isReadable ? await resumePoint(statements, before, position) : undefined;
		if (point === undefined) return [await this.succeed(afterLoss(before, position, this.plan), before, before.name)];
		const reading = new Reading(before, true, point);
		reading.isReadable = phase !== 'PENDING';
		if (!isTerminalPhase(phase) && phase !== 'STOPPING' && !before.stopped && isAsPlanned(before, this.plan, statements)) return [reading];
		return await this.relay(reading);
	}

	/** Stops a statement; reads what is left of it, and then the one that follows it. */
	private async relay(reading: Reading): Promise<Reading[]> {
		const statements = this.clients.within(STEP_SECONDS);
		const { name } = reading.statement;
		reading.statement = await stopStatement(statements, name, true);
		const { statement } = reading;
		if (!givesRows(statement) || !(await isRestThere(statements, statement, reading.point))) {
			return [await this.succeed(afterLoss(statement, this.deliveries.position(), this.plan), statement, name)];
		}
		const live = await this.succeed(afterStop(statement, this.plan), statement, name);
		reading.isLive = false;
		return [reading, live];
	}

	/** @param before the statement that has ended, as far as it is known; `name` is its name */
	private async succeed({ start, cost }: Successor, before: Statement | undefined, name: string): Promise<Reading> {
		const reading = await this.orAfterLoss(start, before, async () => await this.submit(start));
		if (reading === undefined) return await this.succeed(afterLoss(before, this.deliveries.position(), this.plan), before, name);
		if (start.kind === 'after') reading.follows = before;
		if (cost === 'misses') this.hear({ event: 'rowsMissed', name });
		if (cost === 'repeats') this.hear({ event: 'rowsRepeated', name, since: start.kind === 'timestamp' ? start.at : 0 });
		return reading;
	}

	/** Undefined where the statement before has no offsets to hand over: it was stopped before it ran, or is gone. */
	private async orAfterLoss(start: StreamStart, before: Statement | undefined, submit: () => Promise<Reading>): Promise<Reading | undefined> {
		try {
			return await submit();
		} catch (error) {
			if (start.kind !== 'after' || before === undefined || meaningOf(error) !== 'lost') throw asError(error);
			return undefined;
		}
	}

	private async submit(start: StreamStart | undefined): Promise<Reading> {
		const statements = this.clients.within(STEP_SECONDS);
		const draft = draftOf(this.plan, [this.plan.label], start, statements);
		this.remains.own(draft.name);
		const statement = await submitStatement(statements, draft, 'fail');
		if (statement.phase === 'FAILED') {
			const failure = await statementFailed(statements, statement);
			this.remains.outlive(draft.name);
			throw start?.kind === 'after' ? failure : new StreamError({ reason: 'streamRefused', name: draft.name, failure });
		}
		if (statement.schema !== undefined && givesRows(statement)) assertEndless(statement);
		return new Reading(statement, true);
	}

	private async awaitStart(): Promise<void> {
		const reading = this.readings.at(-1);
		if (reading === undefined) return;
		try {
			await this.makeReadable(reading, START_SECONDS);
		} catch (error) {
			if (error instanceof StatementsError && error.facts.reason === 'statementTimedOut') {
				this.hear({ event: 'startsSlowly', name: error.facts.name, phase: error.facts.phase });
				return;
			}
			if (reading.follows === undefined || meaningOf(error) !== 'lost') throw asError(error);
			// The statement before it has no offsets to hand over: it was stopped before it ran.
			this.outlive(reading);
			this.readings = [...this.readings, await this.succeed(this.afterLossOf(reading), reading.follows, reading.follows.name)];
			await this.awaitStart();
		}
	}

	private afterLossOf({ statement, follows, isReadable }: Reading): Successor {
		return afterLoss(isReadable ? statement : (follows ?? statement), this.deliveries.position(), this.plan);
	}

	private async makeReadable(reading: Reading, seconds: number): Promise<void> {
		if (!reading.isReadable) reading.statement = await awaitReadable(this.clients.within(seconds), reading.statement);
		assertEndless(reading.statement);
		reading.isReadable = true;
	}

	/** Until their last row is done, statements are what a life after a crash would go on with. */
	private async removeOutlived(): Promise<void> {
		for (const name of this.remains.takeOutlived()) {
			await this.deliveries.past(name);
			await this.remains.remove([name]);
		}
	}

	private async readOn(): Promise<never> {
		for (;;) {
			try {
				await this.step();
			} catch (error) {
				if (['closed', 'hopeless'].includes(meaningOf(error))) throw asError(error);
				await this.endedBy(asError(error));
			}
		}
	}

	/** One statement, to its end; or the submit of the next one. */
	private async step(): Promise<void> {
		const [reading] = this.readings;
		if (reading === undefined) {
			const { next = { start: { kind: 'latest' }, cost: 'misses' } } = this;
			this.readings = [await this.succeed(next, this.last, this.last?.name ?? '')];
			return;
		}
		if (reading.isLive) {
			await this.makeReadable(reading, SLOW_START_SECONDS);
			this.removeOutlived().catch(() => undefined);
		}
		if (await this.readFor(reading, LIFE_SECONDS)) await this.atEnd(reading);
	}

	/**
	 * Reads a statement to its end, or until results may not be kept much longer: then another one takes over where that is
	 * possible exactly.
	 *
	 * @returns whether it came to its end
	 */
	private async readFor(reading: Reading, seconds: number): Promise<boolean> {
		const { clock } = this.clients.within(seconds).api.scope;
		// Of a statement that was there before it counts how old it is; the clocks may differ.
		reading.until ??= Math.min(clock.now(), Date.parse(reading.statement.createdAt ?? '') || clock.now()) + seconds * 1000;
		const statements = this.clients.within((reading.until - clock.now()) / 1000);
		try {
			await reading.run(statements, this.plan.shape, this.deliveries);
			return true;
		} catch (error) {
			if (!(error instanceof DeadlineError) || remainingMs(statements.api.scope) > 0) throw asError(error);
		}
		reading.until = clock.now() + seconds * 1000;
		if (reading.isLive && canBeFollowed(reading.statement, this.plan)) this.readings = await this.relay(reading);
		return false;
	}

	/** The result has no more pages: of the statement before the live one that is as it should be. */
	private async atEnd(reading: Reading): Promise<void> {
		if (!reading.isLive) {
			this.outlive(reading);
			return;
		}
		const statements = this.clients.within(STEP_SECONDS);
		const now = await statements.findVisible(reading.statement.name);
		if (now === undefined) throw statementGone(reading.statement.name);
		reading.statement = now;
		if (now.phase === 'FAILED' || now.phase === 'FAILING') throw await statementFailed(statements, now);
		if (now.phase !== 'STOPPED' && now.phase !== 'STOPPING') throw new StreamError({ reason: 'streamEnds', name: now.name });
		throw new ResultsError({ reason: 'stoppedBeforeRows', name: now.name, detail: now.detail.trim() });
	}

	private outlive({ statement }: Reading): void {
		this.readings = this.readings.filter((other) => other.statement.name !== statement.name);
		this.remains.outlive(statement.name);
	}

	/** An end that nobody of this side has wanted. */
	private async endedBy(failure: Error): Promise<void> {
		const [reading] = this.readings;
		const meaning = meaningOf(failure) === 'stopped' && reading?.isUpToDate === false ? 'lost' : meaningOf(failure);
		if (reading !== undefined && meaning !== 'passing') {
			this.outlive(reading);
			// Of the statement before the live one that is the end it has to come to.
			if (meaning === 'stopped' && !reading.isLive) return;
			if (reading.isLive) {
				this.last = reading.statement;
				this.next = meaning === 'stopped' ? afterStop(reading.statement, this.plan) : this.afterLossOf(reading);
			}
		}
		await this.waitAfter(failure);
	}

	/** @throws StreamError where it has ended too often */
	private async waitAfter(failure: Error): Promise<void> {
		const { scope } = this.clients.within(STEP_SECONDS).api;
		throwIfCancelled(scope);
		this.history = withEnd(this.history, scope.clock.now());
		const { maxRestarts } = this.plan;
		if (isUsedUp(this.history, maxRestarts)) throw new StreamError({ reason: 'restartsUsedUp', restarts: maxRestarts, failure });
		const waitMs = restartPause(this.history, scope.random());
		this.hear({ event: 'goesOn', failure, waitMs });
		await pause(scope, waitMs);
	}
}

/** @throws StreamError for what gives no rows, and for what ends by itself */
function assertEndless(statement: Statement): void {
	const { name, sqlKind } = statement;
	if (!givesRows(statement)) throw new StreamError({ reason: 'streamWithoutRows', name, sqlKind });
	if (isBounded(statement)) throw new StreamError({ reason: 'streamEnds', name });
}
