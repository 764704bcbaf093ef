import { isSameSql } from '../../flink/sql/sameSql';
import { asError } from '../../language/asError';
import { isApiError, isHiddenFrom } from '../http/errors/apiError';
import type { Failure } from '../http/errors/deadlineError';
import { isUnclearFailure, UnclearOutcomeError } from '../http/errors/unclearOutcome';
import { pause, remainingMs } from '../http/scope/scope';
import { awaitDeleted } from './awaitStatement';
import type { Statement } from './statement';
import type { AgedStatement, StatementDraft, Statements } from './statements';
import { StatementsError } from './statementsError';

/** POSTs of one submit at most, repeats after unclear failures and replacements included. */
const MAX_POSTS = 6;

/**
 * After how many milliseconds each to look for what a POST without a clear answer may have created, before it is sent
 * again: the service may carry it out seconds after it was given up.
 */
const LOOKS_MS = [0, 500, 1_000, 2_000, 3_000];

/** Milliseconds by which the age of a statement may seem too high: the header that reports it has whole seconds. */
const AGE_TOLERANCE_MS = 5_000;
/** Milliseconds by which this machine's clock and the service's may differ. */
const CLOCK_TOLERANCE_MS = 60_000;

/** What came of submitting: the statement that was created, or the one that has its name. */
export type Posted = { readonly created: Statement } | { readonly taken: Statement };

/** A POST whose answer leaves open whether it was carried out. */
export interface UnclearPost {
	readonly failure: Failure;
	/** Epoch milliseconds at which the answer was given up. */
	readonly at: number;
}

type Outcome = { readonly statement: Statement } | { readonly failure: Failure; readonly isUnclear: boolean };

/**
 * Submits one draft, exactly once.
 *
 * There is no idempotency key, but the caller chooses the name: after a failure that leaves open whether the
 * statement exists (timeout, dropped connection, 5xx), and after a 409, GET by name shows it, for several seconds, since a
 * lost POST may be carried out late. A generated name is the caller's own, whatever the SQL says by which the service
 * shows it, and a 409 to its very first POST comes of a gateway that repeated it. Under any other name the same SQL,
 * created since the first POST, is the statement just submitted; anything else had the name before. Where there is
 * none, the POST is sent again: should the one before be carried out after all, one of the two gets a 409.
 */
export class Posting {
	/** Epoch milliseconds of the first POST. */
	private startedAt = Number.POSITIVE_INFINITY;
	private unclear: UnclearOutcomeError | undefined;
	private lastFailure: Failure | undefined;
	private unclearPost: UnclearPost | undefined;
	private sent = 0;
	/** Whether the last look was answered with 403: there is no such statement, or the key may not see it. */
	private isHidden = false;

	/** @param wasFree whether the caller has seen that nothing has the name: the same SQL behind a 409 is then ours, too */
	constructor(
		private readonly statements: Statements,
		private readonly draft: StatementDraft,
		private readonly wasFree = false,
	) {}

	/** POSTs that were sent so far. */
	get posts(): number {
		return this.sent;
	}

	/** The last POST of which it is not known, by its own answer, whether it was carried out. */
	get lastUnclear(): UnclearPost | undefined {
		return this.unclearPost;
	}

	/** That of the last POST. */
	get failure(): Failure | undefined {
		return this.lastFailure;
	}

	/** Whether a POST was answered with 409: under a generated name the statement is there, although it was not seen. */
	get metConflict(): boolean {
		return isApiError(this.lastFailure, 409);
	}

	/**
	 * Sends POSTs until it is clear what has the name. May be called again, once the statement that has it made way.
	 *
	 * @throws UnclearOutcomeError where that cannot be found out; StatementsError for a name taken by a statement that
	 * the key may not see; ApiError and TransportError for everything else
	 */
	async untilClear(): Promise<Posted> {
		for (;;) {
			await this.beforeNext();
			const outcome = await this.orUnclear(async () => await this.post());
			if ('statement' in outcome) return { created: outcome.statement };
			const found = await this.orUnclear(async () => await this.lookFor(outcome.isUnclear), true);
			if (found === undefined) continue;
			if (!this.isOwn(found)) return { taken: found.statement };
			if (isUsable(found.statement)) return { created: found.statement };
			if (this.draft.hasGeneratedName !== true) return { taken: found.statement };
			await this.orUnclear(async () => await awaitDeleted(this.statements, this.draft.name, found.statement.uid));
		}
	}

	/** Ends what does not come to an end; else waits, unless what may have been created was looked for meanwhile. */
	private async beforeNext(): Promise<void> {
		const { scope } = this.statements.api;
		if (this.lastFailure === undefined) return;
		if (this.sent >= MAX_POSTS || remainingMs(scope) <= 0) throw this.unclear ?? this.refusal(this.lastFailure);
		if (isUnclearFailure(this.lastFailure)) return;
		await this.orUnclear(async () => await pause(scope, 200 * 2 ** this.sent * (0.5 + scope.random() / 2)));
	}

	/** One POST. Failures that say for certain that there is no such statement now are thrown. */
	private async post(): Promise<Outcome> {
		this.sent++;
		this.startedAt = Math.min(this.startedAt, this.statements.api.scope.clock.now());
		try {
			return { statement: await this.statements.create(this.draft) };
		} catch (error) {
			const isUnclear = isUnclearFailure(error);
			if (!isUnclear && !isApiError(error, 409)) throw asError(error);
			this.lastFailure = error;
			if (isUnclear) {
				this.unclear = new UnclearOutcomeError({ kind: 'statement', name: this.draft.name }, error);
				this.unclearPost = { failure: error, at: this.statements.api.scope.clock.now() };
			}
			return { failure: error, isUnclear };
		}
	}

	private async lookFor(isPatient: boolean): Promise<AgedStatement | undefined> {
		for (const waitMs of isPatient ? LOOKS_MS : LOOKS_MS.slice(0, 1)) {
			if (waitMs > 0) await pause(this.statements.api.scope, waitMs);
			const found = await this.look();
			if (found !== undefined) return found;
		}
		return undefined;
	}

	private async look(): Promise<AgedStatement | undefined> {
		this.isHidden = false;
		try {
			return await this.statements.findAged(this.draft.name);
		} catch (error) {
			this.isHidden = isHiddenFrom(error);
			if (!this.isHidden) throw asError(error);
			return undefined;
		}
	}

	/** A name that is taken again and again by what cannot be seen is taken on another compute pool. */
	private refusal(last: Failure): Error {
		return this.isHidden ? new StatementsError({ reason: 'nameTakenUnseen', name: this.draft.name, failure: last }) : last;
	}

	private isOwn(found: AgedStatement): boolean {
		if (this.draft.hasGeneratedName === true) return true;
		return (this.unclear !== undefined || this.wasFree) && this.isCreatedSince(found) && isSameSql(found.statement.sql, this.draft.sql);
	}

	/**
	 * Whether a statement may be what a POST of this submit created. Times in milliseconds. The service's age is exact
	 * to the second; without it the two clocks are compared, which may differ; without either, it may be.
	 */
	private isCreatedSince({ statement, ageMs }: AgedStatement): boolean {
		const now = this.statements.api.scope.clock.now();
		if (!Number.isNaN(ageMs)) return ageMs <= now - this.startedAt + AGE_TOLERANCE_MS;
		const createdAt = Date.parse(statement.createdAt ?? '');
		return Number.isNaN(createdAt) || createdAt >= this.startedAt - CLOCK_TOLERANCE_MS;
	}

	/**
	 * Does one step. Where it is not known what became of a POST, a step that cannot be done, for lack of time or because
	 * of a cancellation, leaves that open, which is what has to be reported.
	 *
	 * @param isLastHope whether the API's own refusal of this step leaves it open, too
	 */
	private async orUnclear<T>(step: () => Promise<T>, isLastHope = false): Promise<T> {
		try {
			return await step();
		} catch (error) {
			if (this.unclear === undefined || (isApiError(error) && !isLastHope)) throw asError(error);
			throw this.unclear;
		}
	}
}

/** A statement that is being deleted is of no use, whatever its SQL. */
export function isUsable(existing: Statement): boolean {
	return existing.phase !== 'DELETING';
}

/** The error for the name of a draft that another statement, `taken`, has. */
export function nameTaken(name: string, taken: Statement, hasOtherSql: boolean): StatementsError {
	return new StatementsError({ reason: 'nameTaken', name, hasOtherSql, isLeaving: taken.phase === 'DELETING' });
}
