import fc from 'fast-check';
import { missingFrom, observe, type Absence, type Observation, type WatchEvent, type WatchState } from '../../../nodes/shared/flink/watch/watch';
import { watchFilter } from '../../../nodes/shared/flink/watch/watchFilter';
import { restoreWatch, storeWatch } from '../../../nodes/shared/flink/watch/watchState';
import { history, serve, type ServedStatement } from './service';

const RUNS = { numRuns: 400 };

/** One look at everything, in which every missing statement was asked for by name. */
function fullLook(state: WatchState | null, statements: readonly ServedStatement[], now: number, unbroken = true): Observation {
	const absent = new Map(missingFrom(state, statements).map((each): [string, Absence] => [each.uid, 'deleted']));
	return { statements, now, absent, unbroken };
}

function watchAll(looks: readonly ServedStatement[][]): { events: WatchEvent[][]; states: Array<WatchState | null> } {
	const states: Array<WatchState | null> = [];
	const events = looks.map((statements, now) => {
		const state = states.at(-1) ?? null;
		const outcome = observe(state, fullLook(state, statements, now));
		states.push(outcome.state);
		return outcome.events;
	});
	return { events, states };
}

const stayOf = (look: readonly ServedStatement[], uid: string) => look.find((each) => each.uid === uid);

/** What a person would say has changed between two looks, written without the reducer's means. */
function changesBetween(before: readonly ServedStatement[], after: readonly ServedStatement[]): string[] {
	const gone = before.filter((each) => stayOf(after, each.uid) === undefined).map((each) => `${each.uid} ${each.phase}>DELETED`);
	const rest = after.flatMap((each) => {
		const earlier = stayOf(before, each.uid);
		if (earlier === undefined) return [`${each.uid} null>${each.phase}`];
		const endedAgain = each.phase === earlier.phase && each.endedAt !== earlier.endedAt;
		return each.phase !== earlier.phase || endedAgain ? [`${each.uid} ${earlier.phase}>${each.phase}`] : [];
	});
	return [...gone, ...rest];
}

const inWords = (events: readonly WatchEvent[]) => events.map((event) => `${event.uid} ${event.previousPhase}>${event.phase}`);

it('tells each observed change once and in order, and nothing else', () => {
	fc.assert(
		fc.property(history, (rounds) => {
			const { looks } = serve(rounds);
			const { events } = watchAll(looks);
			looks.forEach((look, index) => {
				const before = looks[index - 1];
				expect(inWords(events[index] ?? [])).toEqual(before === undefined ? [] : changesBetween(before, look));
			});
		}),
		RUNS,
	);
});

it('leaves a state that depends on the last look only', () => {
	fc.assert(
		fc.property(history, (rounds) => {
			const { looks } = serve(rounds);
			const last = looks.at(-1) ?? [];
			const { states } = watchAll(looks);
			const learnt = observe(null, fullLook(null, last, looks.length - 1)).state;
			expect(states.at(-1)).toEqual(learnt);
		}),
		RUNS,
	);
});

/**
 * Without the time of the end STOPPED is left out, because it is lost: a statement that was resumed and stopped
 * again looks as it did. Its last write cannot stand in, as it does for FAILED, since the service still writes
 * offsets to a stopped statement, and each would be told as another stop.
 */
it.each<[string, boolean, string[]]>([
	['no end, where the service gives its time', true, ['COMPLETED', 'FAILED', 'STOPPED']],
	['no failure or completion, where the service gives only the time of the last write', false, ['COMPLETED', 'FAILED']],
])('going on from any earlier state loses %s', (_, givesEnd, phases) => {
	fc.assert(
		fc.property(history, fc.nat(), (rounds, pick) => {
			const { looks, beganAfter } = serve(rounds, { givesEnd });
			const saved = pick % (looks.length - 1);
			const state = watchAll(looks).states[saved] ?? null;
			const last = looks.at(-1) ?? [];
			const told = observe(throughStorage(state), fullLook(state, last, looks.length - 1, false)).events.map((event) => event.uid);
			const entered = last.filter((each) => phases.includes(each.phase) && (beganAfter.get(each.stay) ?? -1) >= saved);
			for (const each of entered) expect(told).toContain(each.uid);
		}),
		RUNS,
	);
});

it('tells every failure that a look finds exactly once where only polls that told something are saved', () => {
	const wanted = watchFilter({ phases: ['FAILED'], fromPhases: [], nameMatches: '', includeNew: true, includeDeleted: false }, false);
	fc.assert(
		fc.property(history, (rounds) => {
			const { looks } = serve(rounds);
			const [first = [], ...later] = looks;
			let saved: WatchState | null = observe(null, fullLook(null, first, 0)).state;
			const told: string[] = [];
			later.forEach((look, index) => {
				const outcome = observe(saved, fullLook(saved, look, index + 1, false));
				const events = outcome.events.filter(wanted);
				if (events.length > 0) saved = throughStorage(outcome.state);
				told.push(...events.map((event) => stayOf(look, event.uid)?.stay ?? ''));
			});
			const known = new Set(first.map((each) => each.stay));
			const failures = later.flat().filter((each) => each.phase === 'FAILED' && !known.has(each.stay));
			expect(told.sort()).toEqual([...new Set(failures.map((each) => each.stay))].sort());
		}),
		RUNS,
	);
});

it('tells no stay in a phase twice, whichever order overlapping polls end in', () => {
	fc.assert(
		fc.property(history, fc.infiniteStream(fc.nat()), (rounds, order) => {
			const looks = serve(rounds).looks.map((statements, now) => ({ statements, now }));
			const [first, ...running] = looks;
			let state = first === undefined ? null : observe(null, fullLook(null, first.statements, first.now)).state;
			const told: string[] = [];
			while (running.length > 0) {
				const [next] = running.splice(order.next().value % running.length, 1);
				if (next === undefined) break;
				const outcome = observe(state, fullLook(state, next.statements, next.now));
				state = outcome.state;
				told.push(...outcome.events.map((event) => stayOf(next.statements, event.uid)?.stay ?? `${event.uid} gone`));
			}
			expect(told).toHaveLength(new Set(told).size);
			expect(state?.startedAt).toBe(looks.length - 1);
		}),
		RUNS,
	);
});

/** What n8n does to a state: JSON, to the database and back. */
function throughStorage(state: WatchState | null): WatchState | null {
	if (state === null) return null;
	const read = restoreWatch(JSON.parse(JSON.stringify(storeWatch('scope', 'chain', state))));
	if (read.kind !== 'state') throw new Error(`stored state reads as ${read.kind}`);
	return read.state;
}
