import { SlidingWindow } from '../../../../nodes/shared/confluent/http/pacing/slidingWindow';

describe('SlidingWindow', () => {
	const window = (...times: number[]) => {
		const sliding = new SlidingWindow(3, 1_000);
		for (const time of times) sliding.record(time);
		return sliding;
	};

	it.each([
		['nothing recorded', window(), 0, 0, 0],
		['room left', window(10, 20), 30, 0, 30],
		['full: the oldest has to leave', window(10, 20, 30), 40, 0, 1_015],
		['full, and the oldest has left', window(10, 20, 30), 1_015, 0, 1_015],
		['one millisecond before the oldest leaves', window(10, 20, 30), 1_014, 0, 1_015],
		['one under way takes a place too', window(10, 20), 40, 1, 1_015],
		['two under way: the second-oldest has to leave', window(10, 20), 40, 2, 1_025],
		['those under way fill it alone', window(10), 40, 3, Number.POSITIVE_INFINITY],
	])('%s', (_case, sliding, now, unsettled, expected) => {
		expect(sliding.opensAt(now, unsettled)).toBe(expected);
	});

	it('keeps to a lower limit where one is given', () => {
		expect(window(10, 20, 30).opensAt(40, 0, 1)).toBe(1_035);
	});

	it('is empty once everything has left', () => {
		const sliding = window(10);
		expect(sliding.isEmpty(1_014)).toBe(false);
		expect(sliding.isEmpty(1_015)).toBe(true);
	});
});
