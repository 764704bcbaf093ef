import { isTerminalPhase } from '../../flink/statement/phase';
import { isSameSql } from '../../flink/sql/sameSql';
import { asError } from '../../language/asError';
import { isApiError, isHiddenFrom, isNotFound } from '../http/errors/apiError';
import { remainingMs } from '../http/scope/scope';
import { awaitDeleted, awaitStatement } from './awaitStatement';
import { changeStatement } from './changeStatement';
import { Replacement } from './replacement';
import { phaseOf, type Statement } from './statement';
import { statementTimedOut } from './statementOutcome';
import type { StatementDraft, Statements } from './statements';
import { StatementsError, type Wish } from './statementsError';
import type { TemporaryStatementClients } from './temporaryStatement';

/** What was done so that the statement runs. */
export type KeptBy = 'none' | 'created' | 'resumed' | 'replaced';

export interface Kept {
	readonly action: KeptBy;
	/** As read last. */
	readonly statement: Statement;
	/** As read before it was resumed. */
	readonly before?: Statement | undefined;
}

const KEPT: Wish = { kind: 'phase', phases: ['RUNNING'] };

/**
 * Sees to it that the draft runs under its name, and changes as little as that takes:
 *
 * - the same SQL, running, on its way there, or completed: nothing. What has completed has done its work.
 * - the same SQL, STOPPED: resumed, with the draft's compute pool and principal. Where the service refuses that, as it
 *   does for a SELECT, replaced.
 * - STOPPING and FAILING are waited for to end, DELETING until the name is free.
 * - the same SQL, FAILED, or other SQL: replaced, which checks the new SQL before it deletes.
 * - no statement: submitted.
 *
 * @param checkName a generated name, for the check of the new SQL
 * @throws StatementsError at the deadline; else as `replaceStatement`
 */
export async function keepRunning(clients: TemporaryStatementClients, draft: StatementDraft, checkName: string): Promise<Kept> {
	const replacement = new Replacement(clients, draft, checkName);
	return await replacement.run(async () => await new Keeper(clients.statements, draft, replacement).keep());
}

type State = 'kept' | 'leaving' | 'settling' | 'stopped' | 'other';

class Keeper {
	/** As it was when it was first asked to resume. */
	private resumedFrom: Statement | undefined;
	private isResumeRefused = false;
	private isPosted = false;

	constructor(
		private readonly statements: Statements,
		private readonly draft: StatementDraft,
		private readonly replacement: Replacement,
	) {}

	async keep(): Promise<Kept> {
		const { scope } = this.statements.api;
		const startedAt = scope.clock.now();
		for (;;) {
			const found = await this.replacement.find();
			const kept = found === undefined ? await this.submit() : await this.look(found);
			if (kept !== undefined) return kept;
			if (found !== undefined && remainingMs(scope) <= 0) throw statementTimedOut(found, KEPT, scope.clock.now() - startedAt);
		}
	}

	/** Undefined: the name has been taken meanwhile. */
	private async submit(): Promise<Kept | undefined> {
		this.isPosted = true;
		const posted = await this.replacement.post();
		return 'created' in posted ? { action: this.actionOf(posted.created), statement: posted.created } : undefined;
	}

	/** What `found` takes; undefined where it has to be looked at again. */
	private async look(found: Statement): Promise<Kept | undefined> {
		switch (this.stateOf(found)) {
			case 'kept':
				return { action: this.actionOf(found), statement: found, before: this.isResumed(found) ? this.resumedFrom : undefined };
			case 'leaving':
				await awaitDeleted(this.statements, this.draft.name, found.uid);
				return undefined;
			case 'settling':
				await this.unlessGone(found, async () => await this.awaitSettled(found));
				return undefined;
			case 'stopped':
				return await this.unlessGone(found, async () => await this.resume(found));
			case 'other':
				await this.replacement.clear(found, (now) => this.stateOf(now) === 'other');
				return undefined;
		}
	}

	private stateOf(found: Statement): State {
		const phase = phaseOf(found);
		if (phase === 'DELETING') return 'leaving';
		if (!isSameSql(found.sql, this.draft.sql) || phase === 'FAILED') return 'other';
		// Only what writes can be resumed.
		if (phase === 'STOPPED') return this.isResumeRefused || found.sqlKind === 'SELECT' ? 'other' : 'stopped';
		return isSettling(found) ? 'settling' : 'kept';
	}

	/** What has the name now and had it not before was created, by this POST or by one of its repeats. */
	private actionOf(statement: Statement): KeptBy {
		if (this.isResumed(statement)) return 'resumed';
		if (this.replacement.hasDeleted) return 'replaced';
		return this.isPosted ? 'created' : 'none';
	}

	private isResumed({ uid }: Statement): boolean {
		return this.resumedFrom?.uid === uid;
	}

	private async awaitSettled(found: Statement): Promise<undefined> {
		await awaitStatement(this.statements, this.draft.name, KEPT, async (now) => now.uid !== found.uid || !isSettling(now), found);
	}

	private async resume(found: Statement): Promise<Kept | undefined> {
		const { name, computePoolId, principal } = this.draft;
		this.resumedFrom ??= found;
		const decide = (now: Statement) => (now.uid === found.uid && now.phase === 'STOPPED' ? { computePoolId, principal, stopped: false } : undefined);
		try {
			const { changed } = await changeStatement(this.statements, name, decide);
			return changed ? { action: 'resumed', statement: await this.statements.get(name), before: this.resumedFrom } : undefined;
		} catch (error) {
			// With a pool or a principal in it, the refusal may be of these.
			if (!isApiError(error, 400) || computePoolId !== undefined || principal !== undefined) throw asError(error);
			this.isResumeRefused = true;
			this.resumedFrom = undefined;
			return undefined;
		}
	}

	/** Does what takes a statement that is there; where it is not there any more, undefined. */
	private async unlessGone<T>(found: Statement, step: () => Promise<T>): Promise<T | undefined> {
		try {
			return await step();
		} catch (error) {
			const isGone = isNotFound(error) || (error instanceof StatementsError && error.facts.reason === 'statementGone');
			if (isGone || (isHiddenFrom(error) && (await this.replacement.find())?.uid !== found.uid)) return undefined;
			throw asError(error);
		}
	}
}

/** Whether it is on its way to STOPPED or FAILED: a stop that was accepted may show in `stopped` before it shows in the phase. */
function isSettling(statement: Statement): boolean {
	const phase = phaseOf(statement);
	return phase === 'STOPPING' || phase === 'FAILING' || (statement.stopped && !isTerminalPhase(phase));
}
