import { SteadyTime } from '../../../../nodes/shared/confluent/http/pacing/steadyTime';
import { SYSTEM_CLOCK } from '../../../../nodes/shared/n8n/network/clients';
import { VirtualTime } from '../../virtualTime';

const HOUR_MS = 3_600_000;

describe.each([HOUR_MS, -HOUR_MS])('a system clock that is set by %d ms', (byMs) => {
	it('does not change the time that has passed', async () => {
		const time = new VirtualTime();
		const steady = new SteadyTime(time);
		const before = steady.now();
		await time.pass(300);
		time.set(byMs);
		await time.pass(200);
		expect(steady.now() - before).toBe(500);
	});

	it('does not change when a deadline comes that is given by it', async () => {
		const time = new VirtualTime();
		const steady = new SteadyTime(time);
		time.set(byMs);
		expect(steady.at(time.now() + 1_000) - steady.now()).toBe(1_000);
	});
});

it('a clock that knows nothing but the system time does not go back', () => {
	let now = 1_000;
	const steady = new SteadyTime({ now: () => now, sleep: async () => {} });
	expect(steady.now()).toBe(1_000);
	now = 400;
	expect(steady.now()).toBe(1_000);
	now = 500;
	expect(steady.now()).toBe(1_100);
});

it('n8n’s clock is not the system time', () => {
	const setTo = jest.spyOn(Date, 'now').mockReturnValue(0);
	const steady = new SteadyTime(SYSTEM_CLOCK);
	const before = steady.now();
	setTo.mockReturnValue(HOUR_MS);
	expect(steady.now() - before).toBeLessThan(HOUR_MS / 2);
	setTo.mockRestore();
});
