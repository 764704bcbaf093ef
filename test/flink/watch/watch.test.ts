import { MAX_POLL_MS, missingFrom, observe, type Observation, type SeenStatement, type WatchState } from '../../../nodes/shared/flink/watch/watch';
import { seen, uid } from './seen';

const START = 1_790_000_000_000;

/** Feeds snapshots to the reducer one after the other and gives what each of them told. */
function replay(...observations: Array<Partial<Observation>>): { told: string[][]; state: WatchState | null } {
	let state: WatchState | null = null;
	const told = observations.map((observation, index) => {
		const outcome = observe(state, { statements: [], now: START + index * 60_000, unbroken: true, ...observation });
		state = outcome.state;
		return outcome.events.map((event) => `${event.type} ${event.name} ${event.previousPhase ?? '-'}>${event.phase}`);
	});
	return { told, state };
}

const snapshots = (...lists: SeenStatement[][]) => lists.map((statements) => ({ statements }));

describe('what counts as a change', () => {
	it.each<[string, SeenStatement[][], string[][]]>([
		['the first poll learns and is silent', [[seen('a', 'RUNNING'), seen('b', 'FAILED')]], [[]]],
		['the same again is nothing', [[seen('a', 'RUNNING')], [seen('a', 'RUNNING')]], [[], []]],
		['a phase', [[seen('a', 'PENDING')], [seen('a', 'RUNNING')]], [[], ['phaseChanged a PENDING>RUNNING']]],
		[
			'phases that passed between two polls, once, from what was last seen',
			[[seen('a', 'PENDING')], [seen('a', 'COMPLETED')]],
			[[], ['phaseChanged a PENDING>COMPLETED']],
		],
		['a phase that this version does not know', [[seen('a', 'RUNNING')], [seen('a', 'HIBERNATING')]], [[], ['phaseChanged a RUNNING>HIBERNATING']]],
		['a statement first seen after the first poll', [[], [seen('a', 'FAILED')]], [[], ['created a ->FAILED']]],
		['everything at once, in the order of the listing', [[seen('b', 'PENDING')], [seen('c', 'RUNNING'), seen('b', 'RUNNING'), seen('a', 'PENDING')]], [[], ['created c ->RUNNING', 'phaseChanged b PENDING>RUNNING', 'created a ->PENDING']]],
		[
			'a name used again: the statement before is gone, the new one is new',
			[[seen('a', 'COMPLETED')], [seen('a', 'COMPLETED', { uid: uid(2) })]],
			[[], ['deleted a COMPLETED>DELETED', 'created a ->COMPLETED']],
		],
		['a statement listed twice counts as it was read last', [[seen('a', 'PENDING')], [seen('a', 'PENDING'), seen('a', 'RUNNING')]], [[], ['phaseChanged a PENDING>RUNNING']]],
	])('%s', (_, lists, expected) => {
		expect(replay(...snapshots(...lists)).told).toEqual(expected);
	});
});

describe('the same phase entered again', () => {
	const failed = (times: Partial<SeenStatement>) => ({ statements: [seen('a', 'FAILED', times)] });
	const again = ['phaseChanged a FAILED>FAILED'];

	it.each<[string, Partial<SeenStatement>, Partial<SeenStatement>, boolean, string[]]>([
		['a later end is another failure', { endedAt: START }, { endedAt: START + 1 }, true, again],
		['also when the state came out of storage', { endedAt: START }, { endedAt: START + 1 }, false, again],
		['a write without another end is not', { endedAt: START, updatedAt: START }, { endedAt: START, updatedAt: START + 9 }, false, []],
		['an end that goes back is not', { endedAt: START }, { endedAt: START - 1 }, false, []],
		['an end that appears later is not', {}, { endedAt: START }, false, []],
		['an end that the service stops giving is not', { endedAt: START }, { updatedAt: START + 9 }, false, []],
		['without an end, a write is nothing as long as every poll is remembered', { updatedAt: START }, { updatedAt: START + 9 }, true, []],
		['without an end, a write is another failure after a gap in memory', { updatedAt: START }, { updatedAt: START + 9 }, false, again],
		['without any time there is nothing to tell by', {}, {}, false, []],
	])('%s', (_, before, after, unbroken, expected) => {
		expect(replay(failed(before), { ...failed(after), unbroken }).told[1]).toEqual(expected);
	});

	it.each(['PENDING', 'RUNNING', 'DEGRADED', 'COMPLETED', 'FAILING', 'STOPPING', 'DELETING'])('%s needs no mark', (phase) => {
		const at = (time: number) => ({ statements: [seen('a', phase, { endedAt: time, updatedAt: time })], unbroken: false });
		expect(replay(at(START), at(START + 9)).told[1]).toEqual([]);
	});

	it('tells a second stop by its end, and never by a write: the service adds offsets after the stop', () => {
		const stopped = (times: Partial<SeenStatement>) => ({ statements: [seen('a', 'STOPPED', times)], unbroken: false });
		expect(replay(stopped({ endedAt: START }), stopped({ endedAt: START + 1 })).told[1]).toEqual(['phaseChanged a STOPPED>STOPPED']);
		expect(replay(stopped({ updatedAt: START }), stopped({ updatedAt: START + 1 })).told[1]).toEqual([]);
	});

	it('makes FAILED → RUNNING → FAILED two events although only the first FAILED was saved', () => {
		const learnt = observe(null, { statements: [seen('a', 'RUNNING')], now: START });
		const first = observe(learnt.state, { ...failed({ endedAt: START + 1 }), now: START + 2 });
		const second = observe(first.state, { ...failed({ endedAt: START + 5 }), now: START + 6 });
		expect([...first.events, ...second.events].map((event) => event.phase)).toEqual(['FAILED', 'FAILED']);
	});
});

describe('statements that are missing', () => {
	const both = { statements: [seen('a', 'RUNNING'), seen('b', 'RUNNING')] };
	const onlyB = { statements: [seen('b', 'RUNNING')] };
	const absent = (absence: 'deleted' | 'left' | 'unknown') => ({ ...onlyB, absent: new Map([[seen('a', '').uid, absence]]) });
	const names = (state: WatchState | null) => [...(state?.statements.values() ?? [])].map((each) => each.name).sort();

	it('are gone once they were asked for and are not there', () => {
		const { told, state } = replay(both, absent('deleted'));
		expect(told[1]).toEqual(['deleted a RUNNING>DELETED']);
		expect(names(state)).toEqual(['b']);
	});

	it('are forgotten silently once they turned out to be outside of what is watched', () => {
		const { told, state } = replay(both, absent('left'));
		expect(told[1]).toEqual([]);
		expect(names(state)).toEqual(['b']);
	});

	it('are kept as long as nobody could ask', () => {
		const { told, state } = replay(both, absent('unknown'), absent('unknown'), absent('unknown'), absent('deleted'));
		expect(told).toEqual([[], [], [], [], ['deleted a RUNNING>DELETED']]);
		expect(names(state)).toEqual(['b']);
	});

	it('are forgotten after two listings without them where nobody asks', () => {
		expect(names(replay(both, onlyB).state)).toEqual(['a', 'b']);
		const { told, state } = replay(both, onlyB, onlyB);
		expect(told).toEqual([[], [], []]);
		expect(names(state)).toEqual(['b']);
	});

	it('are still known when one listing skipped them', () => {
		const afterwards = { statements: [seen('a', 'FAILED'), seen('b', 'RUNNING')] };
		expect(replay(both, onlyB, both).told).toEqual([[], [], []]);
		expect(replay(both, onlyB, afterwards).told[2]).toEqual(['phaseChanged a RUNNING>FAILED']);
		expect(names(replay(both, onlyB, both, onlyB).state)).toEqual(['a', 'b']);
	});

	it('are not told where their name was not kept', () => {
		const { state } = replay(both);
		const a = [...(state?.statements.values() ?? [])].map((each) => (each.name === 'a' ? { ...each, name: null } : each));
		const nameless = { startedAt: START, statements: new Map(a.map((each) => [each.uid, each])) };
		const outcome = observe(nameless, { ...absent('deleted'), now: START + 1 });
		expect(outcome.events).toEqual([]);
		expect(names(outcome.state)).toEqual(['b']);
	});

	it('are listed for the caller to ask for', () => {
		const { state } = replay(both);
		expect(missingFrom(state, onlyB.statements).map((each) => each.name)).toEqual(['a']);
		expect(missingFrom(null, onlyB.statements)).toEqual([]);
	});
});

describe('a statement that is seen without a phase', () => {
	const blank = { statements: [{ ...seen('a', ''), phase: null }] };
	const running = { statements: [seen('a', 'RUNNING')] };
	const failed = { statements: [seen('a', 'FAILED')] };

	it('stays what it was, and is not missing', () => {
		expect(replay(running, blank, running).told).toEqual([[], [], []]);
		expect(replay(running, blank, failed).told).toEqual([[], [], ['phaseChanged a RUNNING>FAILED']]);
		expect(replay(running, { statements: [] }, blank, { statements: [] }).state?.statements.size).toBe(1);
	});

	it('is new when it has one', () => {
		expect(replay({}, blank, running).told).toEqual([[], [], ['created a ->RUNNING']]);
	});
});

describe('polls that overlap', () => {
	const before = { statements: [seen('a', 'PENDING')], now: START };
	const newer = { statements: [seen('a', 'COMPLETED')], now: START + 10 };
	const late = { statements: [seen('a', 'RUNNING')], now: START + 5 };

	it('drop the one that began earlier and ended later', () => {
		const { told, state } = replay(before, newer, late);
		expect(told).toEqual([[], ['phaseChanged a PENDING>COMPLETED'], []]);
		expect(state).toEqual(replay(before, newer).state);
	});

	it('take polls that began in the same millisecond', () => {
		expect(replay(before, { ...newer, now: START }).told[1]).toEqual(['phaseChanged a PENDING>COMPLETED']);
	});

	it('do not mistake a clock that was set back for a late poll', () => {
		expect(MAX_POLL_MS).toBe(300_000);
		const wrongClock = { ...before, now: START + MAX_POLL_MS + 1 };
		expect(replay(wrongClock, { ...newer, now: START }).told[1]).toEqual(['phaseChanged a PENDING>COMPLETED']);
	});
});

it('leaves the state that it was given as it is', () => {
	const { state } = replay({ statements: [seen('a', 'RUNNING')] });
	const copy = structuredClone(state);
	observe(state, { statements: [seen('b', 'FAILED')], now: START + 1 });
	expect(state).toEqual(copy);
});
