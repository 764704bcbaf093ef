import { Pace } from '../../../../nodes/shared/confluent/http/pacing/pace';

const at = (pace: Pace, times: readonly number[]) => times.map((now) => pace.perSecond(now));

describe('Pace', () => {
	it('is full until the service refuses', () => {
		expect(new Pace(50).perSecond(123)).toBe(50);
	});

	it('is half for two seconds from the moment requests are sent again, then more, then full', () => {
		const pace = new Pace(50);
		pace.refused(0, 1_000);
		expect(at(pace, [0, 1_000, 2_999, 3_000, 3_999, 4_000, 60_000])).toEqual([25, 25, 25, 35, 35, 50, 50]);
	});

	it('is lowered until the schedule is over', () => {
		const pace = new Pace(50);
		expect(pace.isLowered(0)).toBe(false);
		pace.refused(0, 1_000);
		expect([0, 1_000, 3_999, 4_000].map((now) => pace.isLowered(now))).toEqual([true, true, true, false]);
	});

	it('asks for little, and soon for all, where it was refused as soon as requests were sent again', () => {
		const pace = new Pace(50);
		pace.refused(0, 1_000);
		pace.refused(1_999, 3_000);
		expect(at(pace, [3_000, 3_999, 4_000, 4_999, 5_000])).toEqual([15, 15, 35, 35, 50]);
	});

	it('is half again where requests went through for a second in between', () => {
		const pace = new Pace(50);
		pace.refused(0, 1_000);
		pace.refused(1_500, 2_500);
		pace.refused(3_500, 4_500);
		expect(at(pace, [4_500, 6_500])).toEqual([25, 35]);
	});

	it.each([
		['within a second', 0, 990],
		['while nothing is sent', 5_000, 4_990],
	])('takes the refusals of one burst for one: %s', (_name, pauseMs, lastAt) => {
		const pace = new Pace(50);
		for (let now = 0; now <= lastAt; now += 10) pace.refused(now, pauseMs);
		expect(pace.perSecond(lastAt)).toBe(25);
	});

	it('counts from the end of the longest pause', () => {
		const pace = new Pace(50);
		pace.refused(0, 1_000);
		pace.refused(10, 20_000);
		pace.refused(20, 1_020);
		expect(at(pace, [21_999, 22_000, 23_000])).toEqual([25, 35, 50]);
	});

	it('never falls below one a second', () => {
		const pace = new Pace(2);
		pace.refused(0, 1_000);
		pace.refused(1_500, 2_500);
		expect(pace.perSecond(2_500)).toBe(1);
	});
});
