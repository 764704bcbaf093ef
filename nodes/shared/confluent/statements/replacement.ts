import { asError } from '../../language/asError';
import { isApiError, isHiddenFrom } from '../http/errors/apiError';
import { CancelledError } from '../http/errors/cancelledError';
import { DeadlineError } from '../http/errors/deadlineError';
import { isUnclearFailure } from '../http/errors/unclearOutcome';
import { pause } from '../http/scope/scope';
import { awaitDeleted } from './awaitStatement';
import { dryRun, type DryRunResult } from './dryRun';
import { Posting, type Posted } from './posting';
import { ReplacementError } from './replacementError';
import type { Statement } from './statement';
import type { StatementDraft } from './statements';
import type { TemporaryStatementClients } from './temporaryStatement';

/** Milliseconds in which a DELETE whose answer was lost may still be carried out. */
const LATE_DELETE_MS = 10_000;

/**
 * One draft on its way to its name, which another statement may have: that one is deleted only when the new SQL was
 * found valid, and the error of everything that fails from then on says that it is gone.
 */
export class Replacement {
	private readonly posting: Posting;
	private isChecked = false;
	private deletion: 'none' | 'asked' | 'accepted' = 'none';
	/** Epoch milliseconds until which a DELETE whose answer was lost may be carried out. */
	private openUntil = 0;

	/** @param checkName a generated name, for the dry run */
	constructor(
		private readonly clients: TemporaryStatementClients,
		private readonly draft: StatementDraft,
		private readonly checkName: string,
	) {
		this.posting = new Posting(clients.statements, draft, true);
	}

	/** Whether a statement was deleted for this one. */
	get hasDeleted(): boolean {
		return this.deletion === 'accepted';
	}

	/**
	 * Does the whole work.
	 *
	 * @throws ReplacementError for whatever ends it once the old statement is deleted, or may be
	 */
	async run<T>(work: () => Promise<T>): Promise<T> {
		try {
			return await work();
		} catch (error) {
			throw this.deletion === 'none' ? asError(error) : this.unfinished(asError(error));
		}
	}

	private unfinished(failure: Error): ReplacementError {
		return new ReplacementError({ reason: 'replacementUnfinished', name: this.draft.name, isDeleted: this.hasDeleted ? true : undefined, failure });
	}

	/** The statement that has the name; undefined where the key sees none, which the POST decides. */
	async find(): Promise<Statement | undefined> {
		return await this.clients.statements.findVisible(this.draft.name);
	}

	/** Submits the draft, or reports what has the name. A DELETE that may come late must not meet the new statement. */
	async post(): Promise<Posted> {
		const { scope } = this.clients.statements.api;
		const openMs = this.openUntil - scope.clock.now();
		if (openMs > 0) await pause(scope, openMs);
		return await this.posting.untilClear();
	}

	/**
	 * Frees the name that `old` has, and waits until it is free; another statement that has it by then stays.
	 *
	 * @param isStillInTheWay asked once the new SQL is checked, with `old` as it is then
	 * @throws ReplacementError where the new SQL is not valid, or cannot be checked
	 */
	async clear(old: Statement, isStillInTheWay: (now: Statement) => boolean = () => true): Promise<void> {
		const { statements } = this.clients;
		const { name } = this.draft;
		if (old.phase !== 'DELETING') {
			await this.check();
			// The check takes its time, in which somebody else may have replaced it.
			const now = await this.find();
			if (now === undefined || now.uid !== old.uid || !isStillInTheWay(now)) return;
			if (now.phase !== 'DELETING' && !(await this.remove(old.uid))) return;
		}
		await awaitDeleted(statements, name, old.uid);
	}

	private async check(): Promise<void> {
		if (this.isChecked) return;
		const { name } = this.draft;
		const result = await this.dryRun();
		if (!result.valid && !isAboutDryRun(result.remark.words)) throw new ReplacementError({ reason: 'newSqlInvalid', name, why: result.remark });
		this.isChecked = true;
	}

	private async dryRun(): Promise<DryRunResult> {
		try {
			return await dryRun(this.clients, { ...this.draft, name: this.checkName });
		} catch (error) {
			if (isApiError(error, 400) && isAboutDryRun(error.detail)) return { valid: false, remark: { words: error.detail }, statement: undefined };
			throw error instanceof CancelledError ? asError(error) : this.unchecked(asError(error));
		}
	}

	private unchecked(failure: Error): ReplacementError {
		return new ReplacementError({ reason: 'newSqlUnchecked', name: this.draft.name, failure });
	}

	private staysOpen(): void {
		this.openUntil = this.clients.statements.api.scope.clock.now() + LATE_DELETE_MS;
	}

	/** @returns whether there is a deletion to wait for */
	private async remove(uid: string): Promise<boolean> {
		const before = this.deletion;
		this.deletion = before === 'none' ? 'asked' : before;
		try {
			const wasThere = await this.clients.statements.remove(this.draft.name, uid, { isLetFinish: true, repeated: () => this.staysOpen() });
			this.deletion = wasThere ? 'accepted' : before;
			return wasThere;
		} catch (error) {
			if (!leavesOpen(error)) this.deletion = before;
			if (isHiddenFrom(error) && (await this.find())?.uid !== uid) return false;
			throw asError(error);
		}
	}
}

/** Whether a DELETE may have been carried out although it failed. */
function leavesOpen(error: unknown): boolean {
	return isUnclearFailure(error) || error instanceof DeadlineError || error instanceof CancelledError;
}

/** A kind of statement that the service cannot check without running it: its words then speak of the dry run, not of the SQL. */
function isAboutDryRun(words: string | undefined): boolean {
	return words !== undefined && /\bdry[\s_-]?run\b/i.test(words);
}
