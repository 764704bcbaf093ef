import fc from 'fast-check';
import type { WatchEvent } from '../../../nodes/shared/flink/watch/watch';
import { namePattern, watchFilter, type WatchFilter } from '../../../nodes/shared/flink/watch/watchFilter';
import { uid } from './seen';

const ANY: WatchFilter = { phases: [], fromPhases: [], nameMatches: '', includeNew: true, includeDeleted: false };

const changed = (previousPhase: string, phase: string): WatchEvent => ({ type: 'phaseChanged', uid: uid(1), name: 'etl-orders', phase, previousPhase });
const created = (phase: string): WatchEvent => ({ type: 'created', uid: uid(1), name: 'etl-orders', phase, previousPhase: null });
const deleted: WatchEvent = { type: 'deleted', uid: uid(1), name: 'etl-orders', phase: 'DELETED', previousPhase: 'RUNNING' };

describe('the events that are told', () => {
	it.each<[string, Partial<WatchFilter>, WatchEvent, boolean]>([
		['any change by default', {}, changed('RUNNING', 'FAILED'), true],
		['a new statement by default', {}, created('PENDING'), true],
		['no deletion by default', {}, deleted, false],
		['a phase that was asked for', { phases: ['FAILED', 'STOPPED'] }, changed('RUNNING', 'FAILED'), true],
		['no other phase', { phases: ['FAILED'] }, changed('PENDING', 'RUNNING'), false],
		['a new statement in a phase that was asked for', { phases: ['FAILED'] }, created('FAILED'), true],
		['no new statement in another phase', { phases: ['FAILED'] }, created('PENDING'), false],
		['no new statement where they are left out', { includeNew: false }, created('FAILED'), false],
		['changes of known statements where new ones are left out', { includeNew: false }, changed('RUNNING', 'FAILED'), true],
		['a deletion where it was asked for', { includeDeleted: true }, deleted, true],
		['a deletion whatever the phases are', { includeDeleted: true, phases: ['FAILED'] }, deleted, true],
		['a change out of a phase that was asked for', { fromPhases: ['RUNNING'] }, changed('RUNNING', 'FAILED'), true],
		['no change out of another phase', { fromPhases: ['RUNNING'] }, changed('PENDING', 'FAILED'), false],
		['no new statement where it matters what it came from', { fromPhases: ['RUNNING'] }, created('FAILED'), false],
		['a deletion out of a phase that was asked for', { fromPhases: ['RUNNING'], includeDeleted: true }, deleted, true],
		['no deletion out of another phase', { fromPhases: ['FAILED'], includeDeleted: true }, deleted, false],
		['a name that matches', { nameMatches: 'etl-*' }, changed('RUNNING', 'FAILED'), true],
		['no other name', { nameMatches: 'bi-*' }, changed('RUNNING', 'FAILED'), false],
		['a name that matches one of several patterns', { nameMatches: 'bi-*, etl-*' }, changed('RUNNING', 'FAILED'), true],
		['no name that matches none of them', { nameMatches: 'bi-*,ml-*' }, changed('RUNNING', 'FAILED'), false],
	])('%s', (_, filter, event, expected) => {
		expect(watchFilter({ ...ANY, ...filter }, true)(event)).toBe(expected);
	});

	it.each<[string, Partial<WatchFilter>, WatchEvent, boolean]>([
		['a new statement whatever it came from: it may have been seen and forgotten', { fromPhases: ['RUNNING'] }, created('FAILED'), true],
		['no new statement in another phase', { fromPhases: ['RUNNING'], phases: ['STOPPED'] }, created('FAILED'), false],
		['no new statement where they are left out', { fromPhases: ['RUNNING'], includeNew: false }, created('FAILED'), false],
		['no change out of another phase', { fromPhases: ['RUNNING'] }, changed('PENDING', 'FAILED'), false],
	])('where not all is remembered: %s', (_, filter, event, expected) => {
		expect(watchFilter({ ...ANY, ...filter }, false)(event)).toBe(expected);
	});
});

describe('name patterns', () => {
	it.each([
		['', 'anything', true],
		['  ', 'anything', true],
		['*', '', true],
		['etl', 'etl', true],
		[' etl-* ', 'etl-orders', true],
		['etl', 'etl-orders', false],
		['etl-*', 'etl-', true],
		['etl-*', 'my-etl-orders', false],
		['*-orders', 'etl-orders', true],
		['*-orders', 'etl-orders-2', false],
		['etl-*-daily', 'etl-orders-daily', true],
		['etl-*-daily', 'etl-daily', false],
		['a*a', 'a', false],
		['a*a', 'aa', true],
		['a**b', 'ab', true],
		['a*b*c', 'a-b-b-c', true],
		['a*b*c', 'acb', false],
		['*ab*ab', 'ab', false],
		['etl-*,ml-*', 'ml-train', true],
		[' etl-* ,\n ml-* ', 'etl-orders', true],
		['etl-*,ml-*', 'bi-etl-ml-', false],
		['etl,ml', 'etl,ml', false],
		['etl.+', 'etl.x', false],
		['etl.[a-z]', 'etl.x', false],
	])('"%s" and "%s": %s', (pattern, name, expected) => {
		expect(namePattern(pattern)(name)).toBe(expected);
	});

	it('mean what the regular expression means in which * is .*', () => {
		const text = fc.string({ unit: fc.constantFrom('a', 'b', '-'), maxLength: 8 });
		const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '-', '*'), minLength: 1, maxLength: 8 });
		fc.assert(
			fc.property(pattern, text, (glob, name) => {
				expect(namePattern(glob)(name)).toBe(new RegExp(`^${glob.replaceAll('*', '.*')}$`).test(name));
			}),
			{ numRuns: 3000 },
		);
	});

	it('take no longer for many stars', () => {
		expect(namePattern(`${'*a'.repeat(50)}*b`)('a'.repeat(5000))).toBe(false);
	});
});
