import fc from 'fast-check';
import type { WatchFilter } from '../../../../nodes/shared/flink/watch/watchFilter';
import { round, serve, type Happening, type ServedStatement } from '../../../flink/watch/service';
import type { Keeping } from '../triggerHost';
import { Ledger } from './ledger';
import { SimulatedN8n, type Begun, type Handling, type Looked } from './simulatedN8n';

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
const OVERLAPS = ['slow poll', 'slow poll looks', 'slow poll ends'] as const;
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

	poll(look: readonly ServedStatement[], now: number, handling: Handling = 'tick'): void {
		this.end(looked(this.n8n.begin(now), look, now), handling, now);
	}

	step({ action, filter }: Step, look: readonly ServedStatement[], now: number): void {
		switch (action) {
			case 'slow poll':
				return void this.slow.push({ poll: this.n8n.begin(now), handling: 'tick' });
			case 'slow poll looks':
				return this.letSlowLook(look, now);
			case 'slow poll ends':
				return this.endSlow(look, now);
			case 'poll fails':
				return this.n8n.fail();
			case 'publish':
			case 'reactivate':
				return this.publish(filter, look, now, action === 'reactivate');
			case 'restart':
				return this.restart(look, now);
			case 'another trigger saves':
				return this.n8n.saveAlong();
			case 'poll is dropped':
				return this.poll(look, now, this.keeping === 'live' ? 'tick' : 'dropped');
			case 'poll':
				return this.poll(look, now);
		}
	}

	/** The slow poll that began first ends; it looks now, if it has not looked before. */
	endSlow(look: readonly ServedStatement[], now: number): void {
		const [first, ...rest] = this.slow;
		this.slow = rest;
		if (first !== undefined) this.end(looked(first.poll, look, now), first.handling, now);
	}

	/** The slow poll that began last looks: before those that began earlier, if they have not looked yet. */
	private letSlowLook(look: readonly ServedStatement[], now: number): void {
		this.slow = this.slow.map(({ poll, handling }, index) => ({ poll: index === this.slow.length - 1 ? looked(poll, look, now) : poll, handling }));
	}

	private publish(filter: WatchFilter, look: readonly ServedStatement[], now: number, isReactivated: boolean): void {
		this.n8n.publish(filter);
		this.slow = this.slow.map(({ poll }) => ({ poll, handling: 'dropped' }));
		if (this.keeping === 'live' || isReactivated) this.poll(look, now, 'activation');
	}

	private restart(look: readonly ServedStatement[], now: number): void {
		this.n8n.restart();
		this.slow = [];
		this.ledger.restart(this.n8n.hasStored);
		if (this.keeping === 'live') this.poll(look, now, 'activation');
	}

	private end(poll: Looked, handling: Handling, now: number): void {
		this.ledger.enter(poll, this.n8n.finish(poll, handling, now), handling === 'dropped', now);
	}
}

/** The poll as it has looked: now, unless it has before. */
function looked(poll: Begun | Looked, look: readonly ServedStatement[], now: number): Looked {
	return 'look' in poll ? poll : { ...poll, look, lookedAt: now };
}

describe.each<Keeping>(['live', 'whenTold', 'everyPoll'])('where n8n keeps the state %s', (keeping) => {
	it('every change is told once, whatever n8n does: publish, restart, drop and overlap polls', () => {
		fc.assert(
			fc.property(fc.constantFrom(...FILTERS), steps, (filter, all) => {
				const { looks } = serve(all.map((each) => each.round));
				const life = new Life(keeping, filter);
				all.forEach((each, index) => {
					const look = looks[index] ?? [];
					const now = START + index * STEP_MS;
					if (index === 0) life.poll(look, now, 'activation');
					else life.step(each, look, now);
				});
				const end = START + all.length * STEP_MS;
				life.endSlow(looks.at(-1) ?? [], end);
				life.poll(looks.at(-1) ?? [], end + STEP_MS);
				life.poll(looks.at(-1) ?? [], end + 2 * STEP_MS);
			}),
			{ numRuns: 1_000 },
		);
	});
});
