import { SilentPolls, type Recalled, type Stored } from '../../../nodes/FlinkStatementTrigger/silentPolls';
import type { WatchState } from '../../../nodes/shared/flink/watch/watch';

const state = (startedAt: number): WatchState => ({ startedAt, statements: new Map() });
const NOTHING: Stored = { chain: '', startedAt: -Infinity, state: null };
const NEW = { state: null, remembersAll: false, unbroken: false };

/** A state that another process left. */
const old = (startedAt: number): Stored => ({ chain: 'before', startedAt, state: state(startedAt) });
const asStored = (stored: Stored): Recalled => ({ state: stored.state, remembersAll: false, unbroken: false });
const goingOn = (startedAt: number): Recalled => ({ state: state(startedAt), remembersAll: true, unbroken: true });

/** A trigger in one process; polls give what n8n would store. */
class Polls {
	readonly memory = new SilentPolls();

	constructor(readonly scope = 'scope') {}

	silent(handed: Stored, startedAt: number, scope = this.scope): Stored {
		return this.note(handed, startedAt, undefined, scope);
	}

	told(handed: Stored, startedAt: number): Stored {
		return this.note(handed, startedAt, startedAt, this.scope);
	}

	/** By a poll that began long after the last one had ended, unless it says otherwise. */
	recall(handed: Stored, startedAt = 10_000): Recalled | undefined {
		return this.memory.recall('trigger', this.scope, handed, startedAt);
	}

	private note(stored: Stored, startedAt: number, reportedAt: number | undefined, scope: string): Stored {
		const left = state(startedAt);
		const chain = this.memory.note('trigger', { scope, stored, left, reportedAt });
		return { chain, startedAt, state: left };
	}
}

describe('SilentPolls', () => {
	it('knows nothing at first: what is stored counts', () => {
		expect(new Polls().recall(old(100))).toEqual(asStored(old(100)));
	});

	it.each<[string, (polls: Polls) => Stored]>([
		['where n8n never keeps what they left', (polls) => [200, 300, 400].reduce((_, at) => (polls.silent(old(100), at), old(100)), old(100))],
		['where n8n keeps it in memory', (polls) => polls.silent(polls.silent(polls.silent(old(100), 200), 300), 400)],
		['back to what was stored before the first of them', (polls) => (polls.silent(polls.silent(polls.silent(old(100), 200), 300), 400), old(100))],
		['back to the first of them, an activation', (polls) => before(polls.silent(old(100), 200), (first) => polls.silent(polls.silent(first, 300), 400))],
		['back to any of them, which another trigger of the workflow had saved', (polls) => before(polls.silent(polls.silent(old(100), 200), 300), (second) => polls.silent(second, 400))],
		['back to the last poll that told something', (polls) => before(polls.told(old(100), 200), (told) => polls.silent(polls.silent(told, 300), 400))],
		['from nothing, where activation was not stored', (polls) => (polls.silent(polls.silent(NOTHING, 300), 400), NOTHING)],
	])('goes on from the last of many silent polls %s', (_, play) => {
		const polls = new Polls();
		expect(polls.recall(play(polls))).toEqual(goingOn(400));
	});

	it('does not go on from a poll that told something and was not stored: its items may be lost', () => {
		const polls = new Polls();
		polls.told(old(100), 200);
		expect(polls.recall(old(100))).toEqual(asStored(old(100)));
	});

	it('goes on from the silent polls before that one', () => {
		const polls = new Polls();
		const silent = polls.silent(old(100), 200);
		polls.told(silent, 300);
		expect(polls.recall(silent)).toEqual(goingOn(200));
		expect(polls.recall(old(100))).toEqual(goingOn(200));
		polls.told(old(100), 400);
		expect(polls.recall(old(100))).toEqual(goingOn(200));
	});

	it('says nothing to a poll that may have been handed its state before n8n had stored what another one told', () => {
		const polls = new Polls();
		const told = polls.told(old(100), 10_000);
		expect([10_000, 12_000].map((startedAt) => polls.recall(old(100), startedAt))).toEqual([undefined, undefined]);
		expect(polls.recall(told, 10_000)).toEqual(goingOn(10_000));
		expect(polls.recall(old(100), 12_001)).toEqual(asStored(old(100)));
		polls.silent(told, 11_000);
		expect(polls.recall(old(100), 12_000)).toBeUndefined();
		expect(polls.recall(old(100), 12_001)).toEqual(asStored(old(100)));
	});

	it('does not take a clock that was set back for such a poll', () => {
		const polls = new Polls();
		polls.told(old(100), 1_000_000);
		expect(polls.recall(old(100), 998_000)).toBeUndefined();
		expect(polls.recall(old(100), 997_999)).toEqual(asStored(old(100)));
	});

	it('does not go on over a poll that told something', () => {
		const polls = new Polls();
		const silent = polls.silent(old(100), 200);
		polls.silent(polls.told(silent, 300), 400);
		expect(polls.recall(silent)).toEqual(asStored(silent));
	});

	it.each([
		['told something', { ...old(300), chain: 'of another process' }],
		['gone on in silence', old(300)],
	])('does not go on where another process has %s since', (_, stored) => {
		const polls = new Polls();
		polls.silent(old(100), 200);
		expect(polls.recall(stored)).toEqual(asStored(stored));
	});

	it('goes on where another process has gone on in silence before', () => {
		const polls = new Polls();
		polls.silent(old(100), 200);
		expect(polls.recall(old(150))).toEqual(goingOn(200));
	});

	it('begins anew where nothing is stored any more', () => {
		const polls = new Polls();
		polls.silent(polls.told(old(100), 200), 300);
		expect(polls.recall(NOTHING)).toEqual(NEW);
	});

	it('goes on where what is stored is of another scope, which it will be until something is told', () => {
		const polls = new Polls();
		const ofAnotherScope = { ...old(100), state: null };
		polls.silent(ofAnotherScope, 200);
		expect(polls.recall(ofAnotherScope)).toEqual(goingOn(200));
	});

	it('begins anew where the scope of what is stored is watched again after another one', () => {
		const polls = new Polls();
		const stored = polls.told(old(100), 200);
		polls.silent({ ...stored, state: null }, 300, 'another scope');
		expect(polls.recall(stored)).toEqual(NEW);
	});

	it('keeps triggers apart', () => {
		const polls = new Polls();
		polls.silent(old(100), 200);
		expect(polls.memory.recall('another trigger', 'scope', old(100), 10_000)).toEqual(asStored(old(100)));
	});

	it('remembers over failed polls what it saw, and that there was a gap', () => {
		const polls = new Polls();
		polls.memory.interrupt('trigger');
		polls.silent(old(100), 200);
		polls.memory.interrupt('trigger');
		expect(polls.recall(old(100))).toEqual({ ...goingOn(200), unbroken: false });
		polls.silent(old(100), 300);
		expect(polls.recall(old(100))).toEqual(goingOn(300));
	});

	it('forgets the trigger that was longest unused when there are too many', () => {
		const memory = new SilentPolls(2);
		for (const trigger of ['a', 'b', 'a', 'c']) memory.note(trigger, { scope: 'scope', stored: old(100), left: state(200), reportedAt: undefined });
		const remembered = ['a', 'b', 'c'].filter((trigger) => memory.recall(trigger, 'scope', old(100), 10_000)?.remembersAll);
		expect(remembered).toEqual(['a', 'c']);
	});
});

/** What n8n has stored before further polls that it does not store. */
function before(stored: Stored, further: (stored: Stored) => void): Stored {
	further(stored);
	return stored;
}
