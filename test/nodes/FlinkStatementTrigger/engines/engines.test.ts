import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import type { WatchFilter } from '../../../../nodes/shared/flink/watch/watchFilter';
import { round, serve, type Happening, type ServedStatement } from '../../../flink/watch/service';
import type { Keeping } from '../triggerHost';
import { Ledger } from './ledger';
import { BUDGET_MS, SimulatedN8n, type Begun, type Handling, type Looked } from './simulatedN8n';

const START = 1_790_000_000_000;
/** Longer than n8n takes to store what a poll left. */
const STEP_MS = 5_000;

const ANY: WatchFilter = { phases: [], fromPhases: [], nameMatches: '', includeNew: true, includeDeleted: false };
const EVERY_PHASE = ['PENDING', 'RUNNING', 'DEGRADED', 'COMPLETED', 'FAILING', 'FAILED', 'STOPPING', 'STOPPED'];
const FILTERS: readonly WatchFilter[] = [
	{ ...ANY, phases: ['FAILED'] },
	{ ...ANY, phases: ['STOPPED'] },
	{ ...ANY, phases: ['COMPLETED', 'FAILED', 'STOPPED'] },
	{ ...ANY, phases: ['FAILED'], fromPhases: ['RUNNING'] },
	{ ...ANY, phases: EVERY_PHASE },
	{ ...ANY, phases: EVERY_PHASE, includeDeleted: true },
];

/** What n8n does after a round of happenings. */
type Action = 'poll' | (typeof OVERLAPS)[number] | (typeof RARE)[number];
const OVERLAPS = ['slow poll', 'slow poll looks', 'slow poll ends', 'poll is handed its state just before a slow one ends'] as const;
const RARE = ['poll fails', 'poll is dropped', 'publish', 'reactivate', 'restart', 'another trigger saves'] as const;

interface Step {
	readonly round: Happening[];
	readonly action: Action;
	readonly filter: WatchFilter;
}

const action: fc.Arbitrary<Action> = fc.oneof(
	{ weight: 6, arbitrary: fc.constant<Action>('poll') },
	{ weight: 6, arbitrary: fc.constantFrom<Action[]>(...OVERLAPS) },
	{ weight: 5, arbitrary: fc.constantFrom<Action[]>(...RARE) },
);
const step: fc.Arbitrary<Step> = fc.record({ round, action, filter: fc.constantFrom(...FILTERS) });
const steps = fc.array(step, { minLength: 3, maxLength: 30 });

/** A poll that takes longer than others, and what n8n will do with what it returns. */
interface Slow {
	readonly poll: Begun | Looked;
	readonly handling: Handling;
}

/** A trigger's life in one engine, each poll of which is checked. */
class Life {
	private readonly n8n: SimulatedN8n;
	private readonly ledger: Ledger;
	private slow: Slow[] = [];

	constructor(private readonly keeping: Keeping, filter: WatchFilter) {
		this.n8n = new SimulatedN8n(keeping, filter);
		this.ledger = new Ledger(keeping !== 'live');
	}

	async poll(look: readonly ServedStatement[], now: number, handling: Handling = 'tick'): Promise<void> {
		await this.end(looked(this.begin(now), look), handling, now);
	}

	async step({ action, filter }: Step, look: readonly ServedStatement[], now: number): Promise<void> {
		switch (action) {
			case 'slow poll':
				return this.beginSlow(now);
			case 'slow poll looks':
				return this.letSlowLook(look);
			case 'slow poll ends':
				return await this.endSlow(look, now);
			case 'poll is handed its state just before a slow one ends':
				return await this.meet(look, now);
			case 'poll fails':
				return await this.fail(now);
			case 'publish':
			case 'reactivate':
				return await this.publish(filter, look, now, action === 'reactivate');
			case 'restart':
				return await this.restart(look, now);
			case 'another trigger saves':
				return this.n8n.saveAlong();
			case 'poll is dropped':
				return await this.poll(look, now, this.keeping === 'live' ? 'tick' : 'dropped');
			case 'poll':
				return await this.poll(look, now);
		}
	}

	/** The slow poll that began first ends; it looks now, if it has not looked before. */
	async endSlow(look: readonly ServedStatement[], now: number): Promise<void> {
		const [first, ...rest] = this.slow;
		this.slow = rest;
		if (first !== undefined) await this.end(looked(first.poll, look), first.handling, now);
	}

	/** One that finds another poll running ends at once. */
	private beginSlow(now: number): void {
		const poll = this.begin(now);
		if (poll.turn !== undefined) this.slow.push({ poll, handling: 'tick' });
	}

	/** The slow poll that began last looks: before those that began earlier, if they have not looked yet. */
	private letSlowLook(look: readonly ServedStatement[]): void {
		this.slow = this.slow.map(({ poll, handling }, index) => ({ poll: index === this.slow.length - 1 ? looked(poll, look) : poll, handling }));
	}

	private async meet(look: readonly ServedStatement[], now: number): Promise<void> {
		const data = this.n8n.hand();
		await this.endSlow(look, now);
		await this.end(looked(this.begin(now, data), look), 'tick', now);
	}

	private async fail(now: number): Promise<void> {
		const poll = this.begin(now);
		await this.n8n.fail(poll);
		if (poll.turn !== undefined) this.ledger.end(now);
	}

	private async publish(filter: WatchFilter, look: readonly ServedStatement[], now: number, isReactivated: boolean): Promise<void> {
		this.n8n.publish(filter);
		this.slow = this.slow.map(({ poll }) => ({ poll, handling: 'dropped' }));
		if (this.keeping === 'live' || isReactivated) await this.poll(look, now, 'activation');
	}

	private async restart(look: readonly ServedStatement[], now: number): Promise<void> {
		this.n8n.restart();
		this.slow = [];
		this.ledger.restart(this.n8n.hasStored);
		if (this.keeping === 'live') await this.poll(look, now, 'activation');
	}

	private begin(now: number, data?: IDataObject): Begun {
		const poll = this.n8n.begin(now, data);
		expect(poll.turn !== undefined).toBe(this.ledger.begin(now));
		return poll;
	}

	private async end(poll: Looked, handling: Handling, now: number): Promise<void> {
		const told = await this.n8n.finish(poll, handling, now);
		if (poll.turn !== undefined) this.ledger.enter(poll, told, handling === 'dropped', now);
	}
}

/** The poll as it has looked: now, unless it has before. */
function looked(poll: Begun | Looked, look: readonly ServedStatement[]): Looked {
	return 'look' in poll ? poll : { ...poll, look };
}

describe.each<Keeping>(['live', 'whenTold', 'everyPoll'])('where n8n keeps the state %s', (keeping) => {
	it('every change is reported once, whatever n8n does: publish, restart, drop and overlap polls', async () => {
		await fc.assert(
			fc.asyncProperty(fc.constantFrom(...FILTERS), steps, async (filter, all) => {
				const { looks } = serve(all.map((each) => each.round));
				const life = new Life(keeping, filter);
				for (const [index, each] of all.entries()) {
					const look = looks[index] ?? [];
					const now = START + index * STEP_MS;
					if (index === 0) await life.poll(look, now, 'activation');
					else await life.step(each, look, now);
				}
				const end = START + all.length * STEP_MS;
				await life.endSlow(looks.at(-1) ?? [], end);
				await life.poll(looks.at(-1) ?? [], end + BUDGET_MS + STEP_MS);
				await life.poll(looks.at(-1) ?? [], end + BUDGET_MS + 2 * STEP_MS);
			}),
			{ numRuns: 1_000 },
		);
	});
});
