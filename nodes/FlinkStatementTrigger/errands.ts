import { CancelledError } from '../shared/confluent/http/errors/advisedError';
import { remainingMs } from '../shared/confluent/http/scope';
import type { Statements } from '../shared/confluent/statements/statements';
import type { Sighting } from '../shared/confluent/watch/seenStatement';
import { whereabouts, type WatchTarget } from '../shared/confluent/watch/watchedStatements';
import type { Absence } from '../shared/flink/watch/watch';
import { asError } from '../shared/language/asError';
import { mapInOrder } from '../shared/language/mapInOrder';
import type { ExceptionsAnswer } from './changeItem';

/** A statement to ask for by name. */
export interface Named {
	readonly uid: string;
	readonly name: string;
}

/** A statement that the listing lacks. */
export interface Unlisted extends Named {
	/** Whether its deletion would be told. */
	readonly isTold: boolean;
}

/** Something that could not be found out. */
interface Unknown {
	readonly name: string;
	readonly reason: string;
}

const IN_PARALLEL = 5;
/** Statements that one poll asks for only to forget them; the others wait for later polls. */
const MAX_FORGOTTEN = 100;
/** Milliseconds of the poll's time that stay free for handing over what was found. */
const RESERVE_MS = 2_000;

/**
 * What a poll asks on behalf of single changes, after it has looked at everything. An errand that fails or has no
 * time left holds up no other change: a deletion is then told by a later poll, a failure without its exceptions.
 */
export class Errands {
	readonly absences = new Map<string, Absence>();
	/** Statements that the listing lacked although they are there. */
	readonly found: Sighting[] = [];
	readonly exceptions = new Map<string, ExceptionsAnswer>();

	/**
	 * @param note told what could not be found out, for the log: in one line, however many statements it concerns
	 * @param isPointless whether the poll can tell nothing any more, whatever the errands find out
	 */
	constructor(
		private readonly statements: Statements,
		private readonly target: WatchTarget,
		private readonly note: (problem: string) => void,
		private readonly isPointless: () => boolean = () => false,
	) {}

	/** Finds out what became of statements that the listing lacks: of those whose deletion would be told first. */
	async askForMissing(missing: readonly Unlisted[]): Promise<void> {
		const silent = missing.filter(({ isTold }) => !isTold);
		for (const { uid } of silent.slice(MAX_FORGOTTEN)) this.absences.set(uid, 'unknown');
		await this.forEach('what became of', [...missing.filter(({ isTold }) => isTold), ...silent.slice(0, MAX_FORGOTTEN)], async (each) => {
			const answer = await this.attempt(async () => await whereabouts(this.statements, this.target, each));
			if (typeof answer.value === 'object') this.found.push(answer.value);
			else this.absences.set(each.uid, answer.value ?? 'unknown');
			return answer.problem;
		});
	}

	/** Reads the exceptions of statements that have failed: the newest ten each. */
	async askForExceptions(failed: readonly Named[]): Promise<void> {
		await this.forEach('the exceptions of', failed, async ({ uid, name }) => {
			const answer = await this.attempt(async () => await this.statements.exceptions(name));
			this.exceptions.set(uid, answer.value ?? { unavailable: answer.problem });
			return answer.problem;
		});
	}

	/** @param errand returns why it could not find out, where it could not */
	private async forEach(what: string, named: readonly Named[], errand: (each: Named) => Promise<string | undefined>): Promise<void> {
		const unknown: Unknown[] = [];
		await mapInOrder(named, IN_PARALLEL, async (each) => {
			if (this.isPointless()) return;
			const reason = await errand(each);
			if (reason !== undefined) unknown.push({ name: each.name, reason });
		});
		const [first] = unknown;
		if (first === undefined) return;
		const whose = unknown.length === 1 ? `statement ${first.name}` : `${unknown.length} statements, such as ${first.name}`;
		this.note(`The poll could not find out ${what} ${whose}: ${first.reason}`);
	}

	private async attempt<T>(ask: () => Promise<T>): Promise<{ value: T; problem?: never } | { value?: never; problem: string }> {
		if (remainingMs(this.statements.api.scope) <= RESERVE_MS) return { problem: 'the time of this poll is used up' };
		try {
			return { value: await ask() };
		} catch (error) {
			if (error instanceof CancelledError) throw asError(error);
			return { problem: error instanceof Error ? error.message : String(error) };
		}
	}
}
