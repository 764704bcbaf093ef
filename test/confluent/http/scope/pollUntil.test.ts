import { CancelledError } from '../../../../nodes/shared/confluent/http/errors/cancelledError';
import { DeadlineError } from '../../../../nodes/shared/confluent/http/errors/deadlineError';
import { computePoolPollDelay, pollUntil, statementPollDelay } from '../../../../nodes/shared/confluent/http/scope/pollUntil';
import { pause, remainingMs, type Scope } from '../../../../nodes/shared/confluent/http/scope/scope';
import { VirtualTime } from '../../virtualTime';

function waiting(overrides: Partial<Scope> = {}) {
	const time = new VirtualTime();
	const start = time.now();
	const scope: Scope = { clock: time, deadline: start + 10_000, random: () => 0.5, owner: {}, ...overrides };
	return { time, scope, elapsed: () => time.now() - start };
}

const counter = () => {
	let count = 0;
	return async () => ++count;
};

const timedOut = (last: number, waitedMs: number) => new Error(`${last} after ${waitedMs}`);

describe('pollUntil', () => {
	it('does not wait for what is there', async () => {
		const { scope, elapsed } = waiting();
		expect(await pollUntil(scope, { read: counter(), isDone: () => true, delayMs: () => 1_000, timedOut })).toBe(1);
		expect(elapsed()).toBe(0);
	});

	it('reads until it is there', async () => {
		const { scope, time, elapsed } = waiting();
		expect(await time.run(pollUntil(scope, { read: counter(), isDone: (n) => n === 4, delayMs: () => 500, timedOut }))).toBe(4);
		expect(elapsed()).toBe(1_500);
	});

	it('asks for the next delay with the time since the wait began', async () => {
		const { scope, time } = waiting();
		const asked: number[] = [];
		const delayMs = (ms: number) => {
			asked.push(ms);
			return 1_000;
		};
		await time.run(pollUntil(scope, { read: counter(), isDone: (n) => n === 4, delayMs, timedOut }));
		expect(asked).toEqual([0, 1_000, 2_000]);
	});

	it('asks for nothing more once the time is over, and tells what it read last', async () => {
		const { scope, time, elapsed } = waiting();
		await expect(time.run(pollUntil(scope, { read: counter(), isDone: () => false, delayMs: () => 4_000, timedOut }))).rejects.toThrow('3 after 10000');
		expect(elapsed()).toBe(10_000);
	});

	it('ends with the error that the condition throws', async () => {
		const { scope } = waiting();
		const isDone = () => {
			throw new Error('FAILED');
		};
		await expect(pollUntil(scope, { read: counter(), isDone, delayMs: () => 1, timedOut })).rejects.toThrow('FAILED');
	});

	describe('when the time runs out while a read is under way', () => {
		const cutRead = (after: number) => {
			const read = counter();
			return async () => ((await read()) <= after ? after : Promise.reject(new DeadlineError({ doing: 'repeating' })));
		};

		it('tells what it read before, and what was cut short', async () => {
			const { scope, time } = waiting();
			const told = (last: number, waitedMs: number, cut?: DeadlineError) => new Error(`${last} after ${waitedMs}, ${cut?.facts.during.doing}`);
			await expect(time.run(pollUntil(scope, { read: cutRead(2), isDone: () => false, delayMs: () => 400, timedOut: told }))).rejects.toThrow(
				'2 after 800, repeating',
			);
		});

		it('ends with the error of the read where nothing was read before', async () => {
			const { scope } = waiting();
			await expect(pollUntil(scope, { read: cutRead(0), isDone: () => false, delayMs: () => 1, timedOut })).rejects.toBeInstanceOf(DeadlineError);
		});
	});

	it('ends with the error of a read', async () => {
		const { scope } = waiting();
		await expect(pollUntil(scope, { read: async () => Promise.reject(new Error('gone')), isDone: () => false, delayMs: () => 1, timedOut })).rejects.toThrow('gone');
	});

	it('ends at once when it is cancelled', async () => {
		const controller = new AbortController();
		const { scope, time, elapsed } = waiting({ signal: controller.signal });
		const wait = pollUntil(scope, { read: counter(), isDone: () => false, delayMs: () => 5_000, timedOut });
		const cancelled = time.sleep(1_000).then(() => controller.abort());
		await expect(time.run(wait)).rejects.toBeInstanceOf(CancelledError);
		await cancelled;
		expect(elapsed()).toBe(1_000);
	});

	it('reads nothing when it was cancelled before', async () => {
		const { scope } = waiting({ signal: AbortSignal.abort() });
		const read = jest.fn(counter());
		await expect(pollUntil(scope, { read, isDone: () => true, delayMs: () => 1, timedOut })).rejects.toBeInstanceOf(CancelledError);
		expect(read).not.toHaveBeenCalled();
	});
});

describe('pause', () => {
	it.each<[number, number]>([
		[500, 500],
		[60_000, 10_000],
		[-5, 0],
	])('of %d ms lasts %d ms where 10 s are left', async (ms, expected) => {
		const { scope, time, elapsed } = waiting();
		await time.run(pause(scope, ms));
		expect(elapsed()).toBe(expected);
	});

	it('does not go on after a cancellation that the sleep did not hear of', async () => {
		const controller = new AbortController();
		const deaf = { now: () => 0, sleep: async () => controller.abort() };
		const { scope } = waiting({ clock: deaf, signal: controller.signal, deadline: 1_000 });
		await expect(pause(scope, 10)).rejects.toBeInstanceOf(CancelledError);
	});

	it('passes on what else goes wrong', async () => {
		const broken = { now: () => 0, sleep: async () => Promise.reject(new Error('no timer')) };
		const { scope } = waiting({ clock: broken, deadline: 1_000 });
		await expect(pause(scope, 10)).rejects.toThrow('no timer');
	});
});

test('remainingMs is below zero after the deadline', async () => {
	const { scope, time } = waiting();
	expect(remainingMs(scope)).toBe(10_000);
	await time.pass(12_000);
	expect(remainingMs(scope)).toBe(-2_000);
});

describe.each<[string, (elapsedMs: number) => number, { readonly first: number; readonly longest: number }]>([
	['statementPollDelay', statementPollDelay, { first: 80, longest: 5_000 }],
	['computePoolPollDelay', computePoolPollDelay, { first: 500, longest: 10_000 }],
])('%s', (_name, delay, { first, longest }) => {
	const delays = Array.from({ length: 1_200 }, (_, second) => delay(second * 500));

	it('begins quickly and slows down to a steady pace', () => {
		expect(delays[0]).toBe(first);
		expect(delays.at(-1)).toBe(longest);
		expect(Math.max(...delays)).toBe(longest);
		expect(Math.min(...delays)).toBe(first);
	});

	it('never gets quicker again', () => {
		expect([...delays].sort((a, b) => a - b)).toEqual(delays);
	});
});

test('a compute pool is asked for at intervals of a quarter of the time waited, so that a slow one costs few requests', () => {
	expect([0, 10_000, 600_000].map(computePoolPollDelay)).toEqual([500, 2_500, 10_000]);
});
