import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { isPathSegment } from '../shared/confluent/http/address';
import { briefApi } from '../shared/confluent/http/briefApi';
import type { FlinkEndpoint } from '../shared/confluent/http/endpoint';
import { remainingMs } from '../shared/confluent/http/scope/scope';
import { Statements } from '../shared/confluent/statements/statements';
import type { Sighting } from '../shared/confluent/watch/seenStatement';
import { lookAt, type WatchTarget } from '../shared/confluent/watch/watchedStatements';
import { isFailurePhase } from '../shared/flink/statement/phase';
import { DELETED_PHASE, MAX_POLL_MS, missingFrom, observe, type WatchEvent, type WatchState } from '../shared/flink/watch/watch';
import { namePattern, watchFilter } from '../shared/flink/watch/watchFilter';
import { asError } from '../shared/language/asError';
import { redactedJson, type Redact } from '../shared/language/redaction';
import { createScope, FLINK_CREDENTIAL, readFlinkEndpoint, statementsClient, SYSTEM_CLOCK } from '../shared/n8n/network/clients';
import { secretFreeFor } from '../shared/n8n/network/secretFree';
import { changeItem } from './changeItem';
import { Errands, type Unlisted } from './errands';
import { pollError } from './pollError';
import { PollTurns } from './pollTurns';
import { sampleItems } from './samples';
import { scopeFingerprint } from './scopeFingerprint';
import { readTriggerParameters, type TriggerParameters } from './triggerParameters';
import { triggerOf, WatchMemory } from './watchMemory';

/** The share of the budget that is used; n8n abandons a poll that exceeds it, and drops what it found. */
const BUDGET_SHARE = 0.9;
/** A timer for the end of the budget may ring a little before it. */
const TIMER_SLACK_MS = 50;

const turns = new PollTurns();

/**
 * One poll of the trigger: looks at what is watched, and returns an item for each change that was asked for. While
 * another poll of the trigger runs it does nothing. A run by hand needs no turn: it changes nothing.
 *
 * @throws NodeApiError, NodeOperationError; nothing is remembered then, and the next poll reports it all
 */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const startedAt = SYSTEM_CLOCK.now();
	const budgetMs = budgetOf(context);
	const scope = createScope({}, (budgetMs * BUDGET_SHARE) / 1000);
	const byHand = context.getMode() === 'manual';
	const redact = await secretFreeFor(context, FLINK_CREDENTIAL.name);
	const note = (problem: string) => context.logger.warn(redact(problem));
	const clientFor = (endpoint: FlinkEndpoint) => new Statements(briefApi(statementsClient(context, endpoint, scope).api), endpoint);
	let target: WatchTarget | undefined;
	try {
		const parameters = readTriggerParameters(context);
		target = parameters.target;
		if (byHand) return redactedItems(await sampleItems(clientFor(await readFlinkEndpoint(context)), parameters, startedAt, note), redact);
		const items = await turns.take(triggerOf(context), startedAt, budgetMs, async (isMine) => {
			const endpoint = await readFlinkEndpoint(context);
			const statements = clientFor(endpoint);
			const memory = new WatchMemory(context, scopeFingerprint(endpoint, parameters.target), isMine);
			return await new Poll(statements, parameters, memory, new Errands(statements, parameters.target, note), startedAt).run();
		});
		return items === undefined || items === null ? null : redactedItems(items, redact);
	} catch (error) {
		throw pollError(context.getNode(), error, { byHand, target, outOfTime: remainingMs(scope) <= TIMER_SLACK_MS }, SYSTEM_CLOCK.now(), redact);
	}
}

function redactedItems(outputs: INodeExecutionData[][], redact: Redact): INodeExecutionData[][] {
	return outputs.map((items) => items.map((item) => ({ ...item, json: redactedJson(item.json, redact) })));
}

/** Older n8n versions do not say how long a poll may take. */
function budgetOf(context: Partial<Pick<IPollFunctions, 'getPollBudgetMs'>>): number {
	return Math.min(context.getPollBudgetMs?.() ?? MAX_POLL_MS, MAX_POLL_MS);
}

/** What a poll concludes from all it has seen so far. */
interface Conclusion {
	readonly sightings: readonly Sighting[];
	readonly after: WatchState;
	readonly reported: readonly WatchEvent[];
	/** Statements to ask for before their deletion may be reported, or they may be forgotten. */
	readonly missing: readonly Unlisted[];
}

class Poll {
	constructor(
		private readonly statements: Statements,
		private readonly parameters: TriggerParameters,
		private readonly memory: WatchMemory,
		private readonly errands: Errands,
		private readonly startedAt: number,
	) {}

	async run(): Promise<INodeExecutionData[][] | null> {
		try {
			const look = await lookAt(this.statements, this.parameters.target);
			const first = this.conclude(look);
			const failed = this.failuresToRead(first);
			if (first === undefined || first.missing.length + failed.length === 0) return this.handOver(first);
			await this.errands.askForExceptions(failed);
			await this.errands.askForMissing(first.missing);
			if (this.errands.found.length > 0) await this.errands.askForExceptions(this.failuresToRead(this.conclude(look)));
			// Nothing is awaited between `conclude` and `handOver`: the poll could lose its turn.
			return this.handOver(this.conclude(look));
		} catch (error) {
			this.memory.interrupt();
			throw asError(error);
		}
	}

	/** Undefined where there is nothing to report and nothing to remember. */
	private conclude(look: readonly Sighting[]): Conclusion | undefined {
		const recalled = this.memory.recall(this.startedAt);
		if (recalled === undefined) return undefined;
		const { state: before, unbroken, remembersAll } = recalled;
		const sightings = [...look, ...this.errands.found];
		const observation = { statements: sightings, now: this.startedAt, absent: this.errands.absences, unbroken };
		const { state: after, events } = observe(before, observation);
		if (after === before) return undefined;
		const reported = events.filter(watchFilter(this.parameters.filter, remembersAll));
		return { sightings, after, reported, missing: this.toBeAskedFor(before, sightings) };
	}

	/**
	 * A deletion that would be reported is asked for at once. Any other statement that could be reported is asked for
	 * before it is forgotten: if it only was not listed, it would be reported as new when it is listed again. One whose
	 * name no URL can have cannot be asked for.
	 */
	private toBeAskedFor(before: WatchState | null, sightings: readonly Sighting[]): Unlisted[] {
		const { filter } = this.parameters;
		const [isWanted, matchesName] = [watchFilter(filter, true), namePattern(filter.nameMatches)];
		return missingFrom(before, sightings).flatMap(({ uid, name, phase, missed }) => {
			if (name === null || !isPathSegment(name)) return [];
			const isReported = isWanted({ type: 'deleted', uid, name, phase: DELETED_PHASE, previousPhase: phase });
			return isReported || (missed && matchesName(name)) ? [{ uid, name, isReported }] : [];
		});
	}

	private failuresToRead(conclusion: Conclusion | undefined): WatchEvent[] {
		if (conclusion === undefined || !this.parameters.includeExceptions) return [];
		return conclusion.reported.filter(({ uid, phase }) => isFailurePhase(phase) && !this.errands.exceptions.has(uid));
	}

	private handOver(conclusion: Conclusion | undefined): INodeExecutionData[][] | null {
		if (conclusion === undefined) return null;
		const { sightings, after, reported } = conclusion;
		const byUid = new Map(sightings.map((each) => [each.uid, each]));
		const items = reported.map((event) => {
			const sighting = event.type === 'deleted' ? undefined : byUid.get(event.uid);
			return changeItem({ event, sighting, exceptions: this.errands.exceptions.get(event.uid) }, this.startedAt, this.parameters);
		});
		this.memory.keep(after, items.length > 0 ? SYSTEM_CLOCK.now() : undefined);
		return items.length > 0 ? [items] : null;
	}
}
