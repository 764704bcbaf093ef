import fc from 'fast-check';
import { Agent, request } from 'undici';

import { DOCUMENTED_LIMITS } from '../../state/options';
import { RateLimits } from '../../traffic/rateLimits';
import { Session, type Answer } from '../session';

describe('the windows', () => {
	it('slide: 50 in any second', () => {
		const limits = new RateLimits();
		const admit = (now: number): boolean => limits.admit('a', DOCUMENTED_LIMITS, now).allowed;
		for (let n = 0; n < 50; n++) expect(admit(n * 10)).toBe(true);
		expect(admit(999)).toBe(false);
		expect(admit(1_000)).toBe(true);
		expect(admit(1_000)).toBe(false);
		expect(admit(1_010)).toBe(true);
	});

	it('slide: 1000 in any minute', () => {
		const limits = new RateLimits();
		for (let n = 0; n < 1_000; n++) expect(limits.admit('a', DOCUMENTED_LIMITS, n * 25).allowed).toBe(true);
		const refused = limits.admit('a', DOCUMENTED_LIMITS, 30_000);
		expect(refused).toMatchObject({
			allowed: false,
			waitMs: 30_000,
			headers: { 'Retry-After': '30', 'X-RateLimit-Reset': '30' },
		});
		expect(limits.admit('a', DOCUMENTED_LIMITS, 60_000).allowed).toBe(true);
	});

	it('are counted for each address', () => {
		const limits = new RateLimits();
		const one = { ...DOCUMENTED_LIMITS, perSecond: 1 };
		expect(['a', 'b', 'a'].map((address) => limits.admit(address, one, 0).allowed)).toEqual([
			true,
			true,
			false,
		]);
	});

	it('never let through more than they say, and let through what waits as told', () => {
		const limit = { perSecond: 3, perMinute: 10, connections: 1 };
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 80 }), (pauses) => {
				const limits = new RateLimits();
				const admitted: number[] = [];
				let now = 0;
				for (const pause of pauses) {
					now += pause;
					const verdict = limits.admit('a', limit, now);
					if (!verdict.allowed) {
						now += verdict.waitMs;
						expect(limits.admit('a', limit, now).allowed).toBe(true);
					}
					admitted.push(now);
				}
				for (const [from, time] of admitted.entries()) {
					expect(admitted.slice(from).filter((other) => other < time + 1_000).length).toBeLessThanOrEqual(3);
					expect(admitted.slice(from).filter((other) => other < time + 60_000).length).toBeLessThanOrEqual(
						10,
					);
				}
			}),
		);
	});
});

describe('over HTTP', () => {
	let session: Session;

	beforeEach(
		async () => (session = await Session.start({ limits: { perSecond: 2, perMinute: 100, connections: 3 } })),
	);
	afterEach(() => session.close());

	it('the third request of a second is refused, on both planes together', async () => {
		const answers: Answer[] = [];
		for (const path of [session.statements, '/fcpm/v2/regions', session.statements])
			answers.push(await session.get(path));
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
		expect(answers.map(({ headers }) => headers['x-ratelimit-remaining'])).toEqual(['1', '0', '0']);
		expect(answers[2]?.headers).toMatchObject({ 'retry-after': '1', 'x-ratelimit-limit': '2' });
		expect(answers[2]?.text).toBe('Too Many Requests');
		await session.control.clock.advance(1_000);
		expect((await session.get(session.statements)).status).toBe(200);
		expect(session.control.journal().counters).toMatchObject({ requests: 4, rateLimited: 1 });
	});

	it('are a switch', async () => {
		session.control.configure({ limits: false });
		for (let n = 0; n < 5; n++) {
			const answer = await session.get('/fcpm/v2/regions');
			expect([answer.status, answer.headers['x-ratelimit-limit']]).toEqual([200, undefined]);
		}
	});

	it('a connection too many is refused and closed', async () => {
		session.control.configure({ limits: { perSecond: 100, connections: 3 } });
		session.control.faults.add({ fault: { kind: 'latency', ms: 50 } });
		const agent = new Agent({ connections: 4, pipelining: 1 });
		const url = `${session.emulator.baseUrl}/fcpm/v2/regions`;
		const ask = (): Promise<number> =>
			request(url, { dispatcher: agent, headers: { authorization: session.cloudKey } }).then(
				async (answer) => {
					await answer.body.dump();
					return answer.statusCode;
				},
			);
		const statuses = await Promise.all([ask(), ask(), ask(), ask()]);
		await agent.destroy();
		expect(statuses.sort()).toEqual([200, 200, 200, 429]);
		expect(session.control.journal().counters.peakConnections).toBe(4);
	});
});
