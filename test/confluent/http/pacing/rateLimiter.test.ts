import fc from 'fast-check';
import { CancelledError } from '../../../../nodes/shared/confluent/http/errors/cancelledError';
import { DeadlineError } from '../../../../nodes/shared/confluent/http/errors/deadlineError';
import { RateLimiter, type Asker } from '../../../../nodes/shared/confluent/http/pacing/rateLimiter';
import { VirtualTime } from '../../virtualTime';

interface Latency {
	/** Milliseconds until the server counts the request. */
	readonly up: number;
	/** Milliseconds from then until the answer is there. */
	readonly down: number;
}

/** What a server would see of the requests that a limiter lets through. */
class Server {
	readonly counted: number[] = [];
	private open = 0;
	mostOpen = 0;

	constructor(private readonly time: VirtualTime) {}

	async request(limiter: RateLimiter, asker: Asker, { up, down }: Latency): Promise<number> {
		const turn = await limiter.turn(asker);
		this.mostOpen = Math.max(this.mostOpen, ++this.open);
		await this.time.sleep(up);
		this.counted.push(this.time.now());
		await this.time.sleep(down);
		this.open--;
		turn.done();
		return this.time.now();
	}

	/** The most requests in any closed span of `ms` milliseconds. */
	mostIn(ms: number): number {
		const times = [...this.counted].sort((a, b) => a - b);
		let first = 0;
		return times.reduce((most, time, index) => {
			while ((times[first] ?? time) < time - ms) first++;
			return Math.max(most, index - first + 1);
		}, 0);
	}
}

function asker(time: VirtualTime, owner: object = {}, overrides: Partial<Asker> = {}): Asker {
	return { owner, deadline: time.now() + 3_600_000, ...overrides };
}

const STEADY: Latency = { up: 40, down: 40 };

describe('RateLimiter', () => {
	it('never lets a server count more than 50 in a second, 1000 in a minute, or 50 connections', async () => {
		const arrival = fc.record({ after: fc.nat({ max: 12 }), up: fc.nat({ max: 500 }), down: fc.nat({ max: 1_500 }) });
		const burst = fc.array(arrival, { minLength: 150, maxLength: 400, size: 'max' });
		await fc.assert(
			fc.asyncProperty(burst, async (arrivals) => {
				const time = new VirtualTime();
				const limiter = new RateLimiter(time);
				const server = new Server(time);
				let at = 0;
				const requests = arrivals.map(async ({ after, ...latency }) => {
					await time.sleep((at += after));
					await server.request(limiter, asker(time), latency);
				});
				await time.run(Promise.all(requests));
				expect(server.counted).toHaveLength(arrivals.length);
				expect(server.mostIn(1_000)).toBeLessThanOrEqual(50);
				expect(server.mostOpen).toBeLessThanOrEqual(50);
			}),
			{ numRuns: 25, seed: 7, endOnFailure: true },
		);
	});

	it.each([
		[1_000, 19.0 * 1.15],
		[2_000, 79.0 * 1.05],
	])('lets %d requests at 80 ms through in little more than the limits allow', async (count, seconds) => {
		const time = new VirtualTime();
		const limiter = new RateLimiter(time);
		const server = new Server(time);
		const owner = {};
		const start = time.now();
		const latency = (index: number) => ({ up: 20 + ((index * 7) % 40), down: 40 });
		await time.run(Promise.all(Array.from({ length: count }, async (_, index) => await server.request(limiter, asker(time, owner), latency(index)))));
		expect((time.now() - start) / 1_000).toBeLessThan(seconds);
		expect(server.mostIn(1_000)).toBe(50);
		expect(server.mostIn(60_000)).toBeLessThanOrEqual(1_000);
	});

	it('keeps the limits when requests that took long are followed by quick ones', async () => {
		const time = new VirtualTime();
		const limiter = new RateLimiter(time);
		const server = new Server(time);
		const latency = (index: number) => (index < 50 ? { up: 490, down: 0 } : { up: 1, down: 1 });
		await time.run(Promise.all(Array.from({ length: 150 }, async (_, index) => await server.request(limiter, asker(time), latency(index)))));
		expect(server.mostIn(1_000)).toBe(50);
	});

	it('opens no more than 50 connections when answers are slow', async () => {
		const time = new VirtualTime();
		const limiter = new RateLimiter(time);
		const server = new Server(time);
		await time.run(Promise.all(Array.from({ length: 200 }, async () => await server.request(limiter, asker(time), { up: 10, down: 20_000 }))));
		expect(server.mostOpen).toBe(50);
	});

	it('gives a slow answer its place back 500 ms after it was sent', async () => {
		const time = new VirtualTime();
		const limiter = new RateLimiter(time);
		const server = new Server(time);
		const start = time.now();
		const slow = Array.from({ length: 49 }, async () => await server.request(limiter, asker(time), { up: 0, down: 20_000 }));
		const last = Array.from({ length: 2 }, async () => await server.request(limiter, asker(time), { up: 0, down: 10 }));
		await time.run(last[1] ?? Promise.reject(new Error()));
		expect(time.now() - start).toBeLessThan(1_550);
		await time.run(Promise.all(slow));
	});

	it('serves a short execution soon although a long one waits', async () => {
		const time = new VirtualTime();
		const limiter = new RateLimiter(time);
		const server = new Server(time);
		const [long, short] = [{}, {}];
		const start = time.now();
		const many = Array.from({ length: 600 }, async () => await server.request(limiter, asker(time, long), STEADY));
		await time.pass(500);
		const few = Array.from({ length: 20 }, async () => await server.request(limiter, asker(time, short), STEADY));
		await time.run(Promise.all(few));
		expect(time.now() - start).toBeLessThan(1_700);
		await time.run(Promise.all(many));
	});

	it('serves a short execution with the first place that comes free once the minute is spent, and no sooner', async () => {
		const time = new VirtualTime();
		const limiter = new RateLimiter(time);
		const server = new Server(time);
		const [long, short] = [{}, {}];
		const start = time.now();
		const many = Array.from({ length: 1_100 }, async () => await server.request(limiter, asker(time, long), STEADY));
		await time.pass(25_000);
		expect(server.counted).toHaveLength(1_000);
		await time.run(server.request(limiter, asker(time, short), STEADY));
		expect(time.now() - start).toBeGreaterThan(60_000);
		expect(time.now() - start).toBeLessThan(60_300);
		await time.run(Promise.all(many));
	});

	it('ends the wait of one that is cancelled at once, and nobody else’s', async () => {
		const time = new VirtualTime();
		const limiter = new RateLimiter(time);
		limiter.pause(10_000);
		const cancel = new AbortController();
		const cancelled = limiter.turn(asker(time, {}, { signal: cancel.signal }));
		const other = limiter.turn(asker(time));
		const start = time.now();
		cancel.abort();
		await expect(cancelled).rejects.toBeInstanceOf(CancelledError);
		expect(time.now()).toBe(start);
		(await time.run(other)).done();
		expect(time.now()).toBe(start + 10_000);
	});

	it('refuses one that is cancelled already', async () => {
		const time = new VirtualTime();
		await expect(new RateLimiter(time).turn(asker(time, {}, { signal: AbortSignal.abort() }))).rejects.toBeInstanceOf(CancelledError);
	});

	it('ends a wait at its deadline, and no later one with it', async () => {
		const time = new VirtualTime();
		const limiter = new RateLimiter(time);
		const start = time.now();
		limiter.pause(10_000);
		const early = limiter.turn(asker(time, {}, { deadline: start + 3_000 }));
		const late = limiter.turn(asker(time, {}, { deadline: start + 30_000 }));
		await expect(time.run(early)).rejects.toBeInstanceOf(DeadlineError);
		expect(time.now()).toBe(start + 3_000);
		(await time.run(late)).done();
	});

	it('refuses one whose deadline has passed, even with room', async () => {
		const time = new VirtualTime();
		await expect(new RateLimiter(time).turn(asker(time, {}, { deadline: time.now() }))).rejects.toMatchObject({ facts: { reason: 'outOfTime', during: { doing: 'awaitingTurn' } } });
	});

	it('takes the longest of several pauses', async () => {
		const time = new VirtualTime();
		const limiter = new RateLimiter(time);
		const start = time.now();
		limiter.pause(5_000);
		limiter.pause(1_000);
		(await time.run(limiter.turn(asker(time)))).done();
		expect(time.now() - start).toBe(5_000);
	});

	it('asks for less after a refusal', async () => {
		const time = new VirtualTime();
		const limiter = new RateLimiter(time);
		const server = new Server(time);
		limiter.slowDown(1_000);
		const start = time.now();
		await time.run(Promise.all(Array.from({ length: 45 }, async () => await server.request(limiter, asker(time), STEADY))));
		expect(server.counted.filter((at) => at - start < 1_500)).toHaveLength(25);
	});

	it.each([-3_600_000, 3_600_000])('goes on when the system clock is set by %d ms', async (byMs) => {
		const time = new VirtualTime();
		const limiter = new RateLimiter(time);
		const server = new Server(time);
		await time.run(Promise.all(Array.from({ length: 50 }, async () => await server.request(limiter, asker(time), STEADY))));
		time.set(byMs);
		const start = time.now();
		await time.run(server.request(limiter, asker(time), STEADY));
		expect(time.now() - start).toBeLessThan(1_200);
		// Set forward, the places of the second are as taken as before.
		expect(time.now() - start).toBeGreaterThan(900);
	});

	it('is not idle while it pauses: forgetting it would forget what the service asked for', async () => {
		const time = new VirtualTime();
		const limiter = new RateLimiter(time);
		limiter.pause(10_000);
		expect(limiter.isIdle()).toBe(false);
		await time.pass(10_000);
		expect(limiter.isIdle()).toBe(true);
	});

	it('leaves no timer behind and is idle when all is done and forgotten', async () => {
		const time = new VirtualTime();
		const limiter = new RateLimiter(time);
		const server = new Server(time);
		const cancel = new AbortController();
		await time.run(Promise.all(Array.from({ length: 60 }, async () => await server.request(limiter, asker(time), STEADY))));
		limiter.pause(1_000);
		const cancelled = limiter.turn(asker(time, {}, { signal: cancel.signal }));
		expect(limiter.isIdle()).toBe(false);
		cancel.abort();
		await expect(cancelled).rejects.toBeInstanceOf(CancelledError);
		await time.pass(0);
		expect(time.pending).toBe(0);
		expect(limiter.isIdle()).toBe(false);
		await time.pass(61_000);
		expect(limiter.isIdle()).toBe(true);
	});
});
