import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { briefApi } from '../shared/confluent/http/briefApi';
import type { FlinkEndpoint } from '../shared/confluent/http/endpoint';
import { remainingMs } from '../shared/confluent/http/scope';
import { Statements } from '../shared/confluent/statements/statements';
import { lookAt, type Look, type WatchTarget } from '../shared/confluent/watch/watchedStatements';
import { isFailurePhase } from '../shared/flink/statement/phase';
import { DELETED_PHASE, MAX_POLL_MS, missingFrom, observe, type Observation, type WatchEvent, type WatchState } from '../shared/flink/watch/watch';
import { namePattern, watchFilter } from '../shared/flink/watch/watchFilter';
import { asError } from '../shared/language/asError';
import { createScope, readFlinkEndpoint, statementsClient, SYSTEM_CLOCK } from '../shared/n8n/network/clients';
import { changeItem } from './changeItem';
import { ErrandTurns } from './errandTurns';
import { Errands, type Unlisted } from './errands';
import { pollError } from './pollError';
import { sampleItems } from './samples';
import { scopeFingerprint } from './scopeFingerprint';
import { readTriggerParameters, type TriggerParameters } from './triggerParameters';
import { WatchMemory } from './watchMemory';

/** The share of the budget that is used; n8n abandons a poll that exceeds it, and drops what it found. */
const BUDGET_SHARE = 0.9;
/** A timer for the end of the budget may ring a little before it. */
const TIMER_SLACK_MS = 50;
/** Rounds of errands; a second is needed only when a poll that overlapped has changed what is known. */
const MAX_ROUNDS = 5;

const errandTurns = new ErrandTurns();

/**
 * One poll of the trigger: looks at what is watched, and returns an item for each change that was asked for.
 *
 * @throws NodeApiError, NodeOperationError; nothing is remembered then, and the next poll tells it all
 */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const startedAt = SYSTEM_CLOCK.now();
	const scope = createScope({}, (budgetMs(context) * BUDGET_SHARE) / 1000);
	const byHand = context.getMode() === 'manual';
	let target: WatchTarget | undefined;
	try {
		const parameters = readTriggerParameters(context);
		target = parameters.target;
		const endpoint = await readFlinkEndpoint(context);
		const statements = new Statements(briefApi(statementsClient(context, endpoint, scope).api), endpoint);
		const note = (problem: string) => context.logger.warn(problem);
		if (byHand) return await sampleItems(statements, parameters, startedAt, note);
		return await new Poll(context, statements, parameters, endpoint, startedAt).run();
	} catch (error) {
		throw pollError(context.getNode(), error, { byHand, target, outOfTime: remainingMs(scope) <= TIMER_SLACK_MS }, SYSTEM_CLOCK.now());
	}
}

/** Older n8n versions do not say how long a poll may take. */
function budgetMs(context: Partial<Pick<IPollFunctions, 'getPollBudgetMs'>>): number {
	return Math.min(context.getPollBudgetMs?.() ?? MAX_POLL_MS, MAX_POLL_MS);
}

/** What a poll concludes from all it has seen so far. */
interface Conclusion {
	readonly before: WatchState | null;
	readonly after: WatchState | null;
	readonly told: readonly WatchEvent[];
	/** Statements to ask for before their deletion may be told, or they may be forgotten. */
	readonly missing: readonly Unlisted[];
	/** Failures to be told whose exceptions are not read yet. */
	readonly failed: readonly WatchEvent[];
}

function hasErrands({ missing, failed }: Conclusion): boolean {
	return missing.length + failed.length > 0;
}

class Poll {
	private readonly memory: WatchMemory;
	private readonly errands: Errands;
	private readonly isTold: (deletion: WatchEvent) => boolean;
	private readonly matchesName: (name: string) => boolean;
	/** Epoch milliseconds by which this poll has seen all that it compares. */
	private lookedAt = 0;

	constructor(
		context: IPollFunctions,
		private readonly statements: Statements,
		private readonly parameters: TriggerParameters,
		endpoint: FlinkEndpoint,
		private readonly startedAt: number,
	) {
		this.memory = new WatchMemory(context, scopeFingerprint(endpoint, parameters.target));
		this.errands = new Errands(statements, parameters.target, (problem) => context.logger.warn(problem), () => this.memory.isOutdated(startedAt));
		this.isTold = watchFilter(parameters.filter, true);
		this.matchesName = namePattern(parameters.filter.nameMatches);
	}

	async run(): Promise<INodeExecutionData[][] | null> {
		try {
			return await this.compare();
		} catch (error) {
			this.memory.interrupt();
			throw asError(error);
		}
	}

	private async compare(): Promise<INodeExecutionData[][] | null> {
		const look = await lookAt(this.statements, this.parameters.target);
		this.lookedAt = SYSTEM_CLOCK.now();
		// From `conclude` to `handOver` nothing is awaited: of two polls that overlap one alone claims a change.
		const conclusion = this.conclude(look);
		if (!hasErrands(conclusion)) return this.handOver(look, conclusion);
		const items = await errandTurns.take(this.memory.trigger, SYSTEM_CLOCK.now(), async () => await this.runErrands(look, conclusion));
		// Where it is another poll's turn, that one tells what it saw, and the next one what this one saw besides.
		return items ?? null;
	}

	private async runErrands(look: Look, first: Conclusion): Promise<INodeExecutionData[][] | null> {
		let conclusion = first;
		for (let round = 0; round < MAX_ROUNDS && hasErrands(conclusion); round++) {
			await this.errands.askForExceptions(conclusion.failed);
			await this.errands.askForMissing(conclusion.missing);
			// A statement that was found is compared as it is now. What is only read about changes is not compared.
			if (this.errands.found.length > 0) this.lookedAt = SYSTEM_CLOCK.now();
			conclusion = this.conclude(look);
		}
		return this.handOver(look, conclusion);
	}

	private conclude(look: Look): Conclusion {
		const recalled = this.memory.recall(this.startedAt);
		if (recalled === undefined) return { before: null, after: null, told: [], missing: [], failed: [] };
		const { state: before, unbroken, remembersAll } = recalled;
		const observation: Observation = {
			statements: [...look.sightings, ...this.errands.found],
			complete: look.complete,
			now: this.startedAt,
			absent: this.errands.absences,
			unbroken,
		};
		const { state: after, events } = observe(before, observation);
		const told = events.filter(watchFilter(this.parameters.filter, remembersAll));
		const isNew = after !== before;
		return { before, after, told, missing: isNew ? this.toBeAskedFor(before, observation) : [], failed: this.failuresToRead(told) };
	}

	/**
	 * A deletion that would be told is asked for at once. Any other statement that could be told of is asked for
	 * before it is forgotten: if it only was not listed, it would be told as new when it is listed again.
	 */
	private toBeAskedFor(before: WatchState | null, { statements, complete }: Observation): Unlisted[] {
		if (!complete) return [];
		return missingFrom(before, statements).flatMap(({ uid, name, phase, missed }) => {
			if (name === null || this.errands.absences.has(uid)) return [];
			const isTold = this.isTold({ type: 'deleted', uid, name, phase: DELETED_PHASE, previousPhase: phase });
			return isTold || (missed && this.matchesName(name)) ? [{ uid, name, isTold }] : [];
		});
	}

	private failuresToRead(told: readonly WatchEvent[]): WatchEvent[] {
		if (!this.parameters.includeExceptions) return [];
		return told.filter(({ uid, phase }) => isFailurePhase(phase) && !this.errands.exceptions.has(uid));
	}

	private handOver(look: Look, { before, after, told }: Conclusion): INodeExecutionData[][] | null {
		if (after === null || after === before) return null;
		const sightings = new Map([...look.sightings, ...this.errands.found].map((each) => [each.uid, each]));
		const items = told.map((event) => {
			const sighting = event.type === 'deleted' ? undefined : sightings.get(event.uid);
			const exceptions = isFailurePhase(event.phase) ? this.errands.exceptions.get(event.uid) : undefined;
			return changeItem({ event, sighting, exceptions }, this.startedAt, this.parameters.simplify);
		});
		this.memory.keep(after, items.length > 0, this.lookedAt, SYSTEM_CLOCK.now());
		return items.length > 0 ? [items] : null;
	}
}
