import fc from 'fast-check';
import { batchStep, mayReadOn } from '../../../nodes/shared/flink/stream/batchRule';
import { emptyPageDelay } from '../../../nodes/shared/flink/stream/pagePauses';
import { isUsedUp, NO_RESTARTS, restartPause, withEnd } from '../../../nodes/shared/flink/stream/restartRule';
import { startMoment } from '../../../nodes/shared/flink/stream/startMoment';
import { withFirstStart, withStart } from '../../../nodes/shared/flink/stream/streamStart';

describe('pauses after empty pages', () => {
	it('let through forty requests a minute at most, and a row wait for less than a second on average', () => {
		let [elapsed, requests] = [0, 0];
		while (elapsed < 3_600_000) {
			elapsed += emptyPageDelay(elapsed);
			requests++;
		}
		expect(requests / 60).toBeLessThanOrEqual(40);
		expect(emptyPageDelay(3_600_000) / 2).toBeLessThan(1_000);
	});

	it('grow, and are short after rows', () => {
		fc.assert(fc.property(fc.nat(10_000), fc.nat(10_000), (one, more) => emptyPageDelay(one) <= emptyPageDelay(one + more)));
		expect(emptyPageDelay(0)).toBe(300);
		expect(emptyPageDelay(-5)).toBe(300);
	});
});

describe('a batch', () => {
	it.each([
		[{ size: 1, waitMs: 5_000 }, 1, 0, { take: 1 }],
		[{ size: 10, waitMs: 5_000 }, 25, 0, { take: 10 }],
		[{ size: 10, waitMs: 5_000 }, 3, 1_000, { waitMs: 4_000 }],
		[{ size: 10, waitMs: 5_000 }, 3, 5_000, { take: 3 }],
		[{ size: 10, waitMs: undefined }, 3, 0, { take: 3 }],
		[{ size: 10, waitMs: 0 }, 3, 0, { take: 3 }],
	])('of %j goes, %d rows waiting for %d ms: %j', (rule, rows, oldestMs, step) => {
		expect(batchStep(rule, rows, oldestMs)).toEqual(step);
	});

	it('that is full and not done holds up the reading', () => {
		expect([0, 1, 2, 3].map((open) => mayReadOn({ size: 2, waitMs: 0 }, open))).toEqual([true, true, false, false]);
	});
});

describe('restarts', () => {
	const ends = (...at: number[]) => at.reduce(withEnd, NO_RESTARTS);

	it('come after one second, doubled, up to a minute, with chance', () => {
		const pauses = Array.from({ length: 10 }, (_, index) => restartPause(ends(...Array.from({ length: index + 1 }, (_each, at) => at)), 1));
		expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000, 60_000]);
		expect(restartPause(ends(0), 0)).toBe(500);
	});

	it('are short again after ten calm minutes', () => {
		expect(restartPause(ends(0, 1, 2, 600_003), 1)).toBe(1_000);
	});

	it('are used up by more ends than allowed, within an hour', () => {
		expect(isUsedUp(ends(0, 1), 2)).toBe(false);
		expect(isUsedUp(ends(0, 1, 2), 2)).toBe(true);
		expect(isUsedUp(ends(0, 1, 3_600_001), 2)).toBe(false);
		expect(isUsedUp(ends(0), 0)).toBe(true);
	});
});

describe('where a statement begins', () => {
	const own = { 'sql.tables.scan.startup.mode': 'specific-offsets', 'sql.tables.scan.startup.specific-offsets': 'partition:0,offset:1', 'sql.state-ttl': '1 h' };

	it('is what the user says by properties, at first', () => {
		expect(withFirstStart(own, { kind: 'latest' })).toEqual(own);
		expect(withFirstStart({ 'sql.tables.initial-offset-from': 'a' }, { kind: 'latest' })).toEqual({ 'sql.tables.initial-offset-from': 'a' });
		expect(withFirstStart({ 'sql.state-ttl': '1 h' }, { kind: 'earliest' })).toEqual({ 'sql.state-ttl': '1 h', 'sql.tables.scan.startup.mode': 'earliest-offset' });
	});

	it('is where it goes on, later', () => {
		expect(withStart(own, { kind: 'after', statement: 'a' })).toEqual({ 'sql.state-ttl': '1 h', 'sql.tables.initial-offset-from': 'a' });
		expect(withStart(own, { kind: 'timestamp', at: 12.7 })).toEqual({ 'sql.state-ttl': '1 h', 'sql.tables.scan.startup.mode': 'timestamp', 'sql.tables.scan.startup.timestamp-millis': '12' });
	});
});

describe('the moment to start from', () => {
	it.each<[string, string, number | undefined]>([
		['2026-01-31T12:30:00Z', 'Europe/Berlin', Date.UTC(2026, 0, 31, 12, 30)],
		['2026-01-31T12:30:00+02:00', 'Europe/Berlin', Date.UTC(2026, 0, 31, 10, 30)],
		['2026-01-31T12:30:00', 'Europe/Berlin', Date.UTC(2026, 0, 31, 11, 30)],
		['2026-07-31 12:30', 'Europe/Berlin', Date.UTC(2026, 6, 31, 10, 30)],
		['2026-03-29T01:59:59', 'Europe/Berlin', Date.UTC(2026, 2, 29, 0, 59, 59)],
		['2026-03-29T03:00:00', 'Europe/Berlin', Date.UTC(2026, 2, 29, 1)],
		['2026-01-31T12:30:00.250', 'UTC', Date.UTC(2026, 0, 31, 12, 30, 0, 250)],
		['1767225600000', 'UTC', 1_767_225_600_000],
		['soon', 'UTC', undefined],
		['12', 'UTC', undefined],
		['2026-13-31T12:30:00', 'UTC', undefined],
	])('%s in %s', (text, zone, moment) => {
		expect(startMoment(text, zone)).toBe(moment);
	});
});
