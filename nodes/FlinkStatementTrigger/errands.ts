import { CancelledError } from '../shared/confluent/http/errors/cancelledError';
import { isRequestFailure } from '../shared/confluent/http/errors/deadlineError';
import { remainingMs } from '../shared/confluent/http/scope/scope';
import type { Statements } from '../shared/confluent/statements/statements';
import type { Sighting } from '../shared/confluent/watch/seenStatement';
import { whereabouts, type WatchTarget } from '../shared/confluent/watch/watchedStatements';
import type { Absence } from '../shared/flink/watch/watch';
import { asError } from '../shared/language/asError';
import { mapInOrder } from '../shared/language/mapInOrder';
import { failureMessage } from '../shared/n8n/errors/requestWords';
import { messageOf } from '../shared/n8n/errors/wording';
import type { ExceptionsAnswer } from './changeItem';

type Named = Pick<Sighting, 'uid' | 'name'>;

/** A statement that the listing lacks, to be asked for by its name. */
export interface Unlisted extends Named {
	/** Whether its deletion would be reported. */
	readonly isReported: boolean;
}

const IN_PARALLEL = 5;
/** Statements that one poll asks for only to forget them; the others wait for later polls. */
const MAX_FORGOTTEN = 100;
/** Milliseconds of the poll's time that stay free for handing over what was found. */
const RESERVE_MS = 2_000;

/**
 * What a poll asks on behalf of single changes, after it has looked at everything. An errand that fails or has no
 * time left holds up no other change: a deletion is then reported by a later poll, a failure without its exceptions.
 */
export class Errands {
	readonly absences = new Map<string, Absence>();
	/** Statements that the listing lacked although they are there. */
	readonly found: Sighting[] = [];
	readonly exceptions = new Map<string, ExceptionsAnswer>();

	/** @param note gets what could not be found out, for the log: in one line, however many statements it concerns */
	constructor(
		private readonly statements: Statements,
		private readonly target: WatchTarget,
		private readonly note: (problem: string) => void,
	) {}

	/** Finds out what became of statements that the listing lacks: of those whose deletion would be reported first. */
	async askForMissing(missing: readonly Unlisted[]): Promise<void> {
		for (const { uid } of missing) this.absences.set(uid, 'unknown');
		const asked = [...missing.filter(({ isReported }) => isReported), ...missing.filter(({ isReported }) => !isReported).slice(0, MAX_FORGOTTEN)];
		await this.forEach('look up', asked, async (each) => {
			const answer = await whereabouts(this.statements, this.target, each);
			if (typeof answer === 'object') this.found.push(answer);
			else this.absences.set(each.uid, answer);
		});
	}

	/** Reads the exceptions of statements that have failed: the newest ten each. */
	async askForExceptions(failed: readonly Named[]): Promise<void> {
		const problems = await this.forEach('read the exceptions of', failed, async ({ uid, name }) => {
			this.exceptions.set(uid, await this.statements.exceptions(name));
		});
		for (const [{ uid }, unavailable] of problems) this.exceptions.set(uid, { unavailable });
	}

	/** Returns why it could not find out, for each where it could not. */
	private async forEach(what: string, named: readonly Named[], ask: (each: Named) => Promise<void>): Promise<Map<Named, string>> {
		const problems = new Map<Named, string>();
		await mapInOrder(named, IN_PARALLEL, async (each) => {
			const problem = await this.attempt(async () => await ask(each));
			if (problem !== undefined) problems.set(each, problem);
		});
		const [first] = problems;
		if (first === undefined) return problems;
		const [{ name }, reason] = first;
		const whose = problems.size === 1 ? `statement ${name}` : `${problems.size} statements, such as ${name}`;
		this.note(`The poll could not ${what} ${whose}: ${reason}`);
		return problems;
	}

	private async attempt(ask: () => Promise<void>): Promise<string | undefined> {
		if (remainingMs(this.statements.api.scope) <= RESERVE_MS) return 'the poll ran out of time';
		try {
			await ask();
			return undefined;
		} catch (error) {
			if (error instanceof CancelledError) throw asError(error);
			return isRequestFailure(error) ? failureMessage(error) : messageOf(error);
		}
	}
}
