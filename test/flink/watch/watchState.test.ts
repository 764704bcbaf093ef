import fc from 'fast-check';
import { STATEMENT_PHASES } from '../../../nodes/shared/flink/statement/phase';
import type { TrackedStatement, WatchState } from '../../../nodes/shared/flink/watch/watch';
import { BYTES_PER_STATEMENT, restoreWatch, SPARE_BYTES, storeWatch } from '../../../nodes/shared/flink/watch/watchState';
import { stateOf, trackedStatement, uid } from './seen';

const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

function roundTrip(state: WatchState): WatchState | undefined {
	const read = restoreWatch(throughJson(storeWatch('scope', 'chain', state)));
	return read.kind === 'state' ? read.state : undefined;
}

describe('the stored form', () => {
	it('is one object with a version', () => {
		const mark = { source: 'ended' as const, at: 1_790_000_000_123 };
		const state = stateOf(trackedStatement(), trackedStatement({ uid: uid(2), name: 'b', phase: 'FAILED', mark, missed: true }));
		expect(storeWatch('scope', 'chain', state)).toEqual({
			v: 1,
			scope: 'scope',
			chain: 'chain',
			startedAt: state.startedAt,
			statements: 'D3wsnlo9S46cQQAAAAAAAQRetl-orders,D3wsnlo9S46cQQAAAAAAAgF:mubbs7ln!b',
		});
	});

	it.each<[string, Partial<TrackedStatement>]>([
		...STATEMENT_PHASES.map((phase): [string, Partial<TrackedStatement>] => [phase, { phase }]),
		['a phase that this version does not know', { phase: 'HIBERNATING, maybe $' }],
		['no name', { name: null }],
		['a name with a UUID in it', { name: `cli-2026-03-01-101112-${uid(77)}` }],
		['a name with two UUIDs in it', { name: `${uid(5)}-to-${uid(6)}` }],
		['a name that no statement can have', { name: '~!$,:;%"\\ é😀' }],
		['a uid that is no UUID', { uid: 'stmt-$1,2!é' }],
		['a UUID in capitals', { uid: uid(0xabcdef).toUpperCase() }],
		['a mark of the last write', { phase: 'FAILED', mark: { source: 'updated', at: 1_790_000_000_123 } }],
		['a mark at the beginning of time', { phase: 'FAILED', mark: { source: 'ended', at: 0 } }],
		['missed', { missed: true }],
	])('keeps %s', (_, overrides) => {
		const state = stateOf(trackedStatement(overrides));
		expect(roundTrip(state)).toEqual(state);
	});

	it('keeps no mark before 1970, such as the "0001-01-01T00:00:00Z" that stands for none', () => {
		const mark = { source: 'ended' as const, at: Date.parse('0001-01-01T00:00:00Z') };
		expect(roundTrip(stateOf(trackedStatement({ mark })))).toEqual(stateOf(trackedStatement()));
	});

	it('keeps nothing of nothing', () => {
		expect(roundTrip(stateOf())).toEqual(stateOf());
	});

	it('keeps whatever names and times there are, as long as they fit', () => {
		const tracked = fc.record<TrackedStatement>({
			uid: fc.uuid(),
			name: fc.option(fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }), { nil: null }),
			phase: fc.oneof(fc.constantFrom(...STATEMENT_PHASES), fc.string({ unit: 'grapheme', maxLength: 8 })),
			mark: fc.option(fc.record({ source: fc.constantFrom('ended', 'updated'), at: fc.nat(2_000_000_000_000) }), { nil: null }),
			missed: fc.boolean(),
		});
		// Statements that take little room leave enough for the odd characters of the others.
		const room = Array.from({ length: 40 }, (_, index) => trackedStatement({ uid: uid(index), name: null }));
		fc.assert(
			fc.property(fc.uniqueArray(tracked, { selector: (each) => each.uid, maxLength: 5 }), (statements) => {
				const state = stateOf(...room, ...statements);
				expect(roundTrip(state)).toEqual(state);
			}),
		);
	});
});

describe('its size', () => {
	const header = JSON.stringify(storeWatch('x'.repeat(16), '1790000000000.1', stateOf())).length;
	const failedAt = { source: 'ended' as const, at: 1_790_000_000_123 };
	const named = (name: (index: number) => string) =>
		stateOf(...Array.from({ length: 1000 }, (_, index) => trackedStatement({ uid: uid(index), name: name(index), phase: 'FAILED', mark: failedAt })));
	const bytesPerStatement = (state: WatchState) =>
		(Buffer.byteLength(JSON.stringify(storeWatch('x'.repeat(16), '1790000000000.1', state))) - header - SPARE_BYTES) / state.statements.size;
	const keptNames = (state: WatchState) => [...(roundTrip(state)?.statements.values() ?? [])].filter((each) => each.name !== null).length;

	it.each<[string, (index: number) => string, number]>([
		['names as people give them', (index) => `etl-orders-daily-${index}`, 1000],
		["names as Confluent's CLI gives them", (index) => `cli-2026-03-01-101112-${uid(index)}`, 1000],
		['names as Terraform gives them', (index) => `tf-2026-03-01-101112-${uid(index)}`, 1000],
		['names of the greatest length that the API takes', (index) => String(index).padStart(100, 'n'), 478],
	])('is at most 80 bytes a statement with %s', (_, name, kept) => {
		const state = named(name);
		expect(bytesPerStatement(state)).toBeLessThanOrEqual(BYTES_PER_STATEMENT);
		expect(keptNames(state)).toBe(kept);
	});

	it('leaves out the longest names only, and only as many as it has to', () => {
		const mixed = named((index) => (index % 10 === 0 ? String(index).padStart(100, 'n') : `short-name-${index}`));
		expect(keptNames(mixed)).toBe(1000);
		const tight = named((index) => String(index).padStart(index % 2 === 0 ? 100 : 40, 'n'));
		expect(bytesPerStatement(tight)).toBeLessThanOrEqual(BYTES_PER_STATEMENT);
		expect(bytesPerStatement(tight)).toBeGreaterThan(BYTES_PER_STATEMENT - 1);
		const lengths = [...(roundTrip(tight)?.statements.values() ?? [])].map((each) => each.name?.length);
		expect(lengths.filter((length) => length === 40)).toHaveLength(500);
	});

	it('keeps the longest names where there are few statements', () => {
		const few = Array.from({ length: 16 }, (_, index) => trackedStatement({ uid: uid(index), name: String(index).padStart(100, 'n'), phase: 'FAILED', mark: failedAt }));
		expect(keptNames(stateOf(...few))).toBe(16);
	});

	it('adds at most one KiB for everything else', () => {
		expect(header + SPARE_BYTES).toBeLessThanOrEqual(1024);
	});
});

describe('reading what n8n hands back', () => {
	const stored = storeWatch('scope', 'chain', stateOf(trackedStatement()));

	it.each([[undefined], [null]])('%s is nothing stored yet', (value) => {
		expect(restoreWatch(value)).toEqual({ kind: 'absent' });
	});

	it.each<[string, unknown]>([
		['a text', 'v1'],
		['a list', [stored]],
		['an empty object', {}],
		['a later version', { ...stored, v: 2 }],
		['no scope', { ...stored, scope: undefined }],
		['no chain', { ...stored, chain: undefined }],
		['a start that is no number', { ...stored, startedAt: '1' }],
		['a start that JSON cannot hold', { ...stored, startedAt: null }],
		['statements as a list', { ...stored, statements: [] }],
		['an entry of another form', { ...stored, statements: 'etl-orders:RUNNING' }],
		['an entry cut off', { ...stored, statements: stored.statements.slice(0, 15) }],
		['an entry with an unknown phase code', { ...stored, statements: stored.statements.replace('QR', 'Qz') }],
		['an entry with a broken escape', { ...stored, statements: `${stored.statements}%zz` }],
		['a trailing comma', { ...stored, statements: `${stored.statements},` }],
	])('%s is broken', (_, value) => {
		expect(restoreWatch(throughJson(value))).toEqual({ kind: 'broken' });
	});

	it('never throws, whatever it is', () => {
		fc.assert(
			fc.property(fc.anything(), fc.string(), (value, statements) => {
				expect(['absent', 'broken', 'state']).toContain(restoreWatch(value).kind);
				expect(['broken', 'state']).toContain(restoreWatch({ ...stored, statements }).kind);
			}),
		);
	});
});
