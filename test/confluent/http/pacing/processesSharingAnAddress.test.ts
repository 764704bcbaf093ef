import { RateLimits, seededRandom } from '../../../../emulator';
import { createApi } from '../../../../nodes/shared/confluent/http/api';
import type { ApiRequest, ApiResponse } from '../../../../nodes/shared/confluent/http/exchange/exchange';
import { RateLimiter } from '../../../../nodes/shared/confluent/http/pacing/rateLimiter';
import { VirtualTime } from '../../virtualTime';

const SETTINGS = { perSecond: 50, perMinute: 1_000, connections: 100 };
const POST: ApiRequest = { method: 'POST', path: '/statements', body: {}, repeat: 'afterRefusal' };
/** Items that one execution works on at a time. */
const AT_A_TIME = 50;
/** What the limits alone demand for 1000 requests. */
const FLOOR_SECONDS = 20;

/** The service with its limits for one address, half of the latency away. */
class Service {
	accepted = 0;
	refused = 0;
	private readonly limits = new RateLimits();
	private readonly random = seededRandom(7);

	constructor(
		private readonly time: VirtualTime,
		private readonly latencyMs: number,
	) {}

	async answer(): Promise<ApiResponse> {
		await this.time.sleep(Math.round(this.latencyMs * (0.45 + 0.1 * this.random())));
		const { allowed, headers } = this.limits.admit('203.0.113.7', SETTINGS, this.time.now());
		if (allowed) this.accepted++;
		else this.refused++;
		await this.time.sleep(this.latencyMs / 2);
		const lowerCase = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
		return { status: allowed ? 201 : 429, headers: lowerCase, body: allowed ? {} : 'Too Many Requests' };
	}
}

interface Process {
	readonly startsAfterMs: number;
	readonly requests: number;
}

/** One n8n process: a limiter of its own, and one execution that sends all its requests through it. In seconds. */
async function runProcess(time: VirtualTime, service: Service, { startsAfterMs, requests }: Process, seed: number): Promise<number> {
	await time.sleep(startsAfterMs);
	const scope = { clock: time, deadline: time.now() + 600_000, random: seededRandom(seed), owner: {} };
	const api = createApi({ origin: 'https://flink.example', transport: async () => await service.answer(), limiter: new RateLimiter(time), scope });
	let left = requests;
	const work = async () => {
		while (left-- > 0) await api.send(POST);
	};
	const start = time.now();
	await Promise.all(Array.from({ length: AT_A_TIME }, work));
	return (time.now() - start) / 1_000;
}

/** `seconds` is from the first start to the last end, `own` what each process took. */
async function run(latencyMs: number, processes: readonly Process[]) {
	const time = new VirtualTime();
	const service = new Service(time, latencyMs);
	const start = time.now();
	const own = await time.run(Promise.all(processes.map(async (process, index) => await runProcess(time, service, process, index + 1))));
	return { own, seconds: (time.now() - start) / 1_000, accepted: service.accepted, refused: service.refused };
}

describe('two processes that cannot see each other', () => {
	const latencies = [20, 80, 200];
	const offsets = [0, 50, 200, 500, 1_000, 2_500];
	const cases = latencies.flatMap((latencyMs) => offsets.map((offsetMs) => [latencyMs, offsetMs] as const));

	it.each(cases)('at %d ms, the second %d ms after the first: 500 requests each within 1.3 times the floor', async (latencyMs, offsetMs) => {
		const { seconds, accepted, refused } = await run(latencyMs, [
			{ startsAfterMs: 0, requests: 500 },
			{ startsAfterMs: offsetMs, requests: 500 },
		]);
		expect(accepted).toBe(1_000);
		expect(seconds / FLOOR_SECONDS).toBeLessThanOrEqual(1.3);
		expect(refused).toBeLessThan(250);
	});

	it.each([500, 2_500])('%d ms after a long one a short one gets its part, and leaves it to the other again', async (startsAfterMs) => {
		const { seconds, accepted, own } = await run(80, [
			{ startsAfterMs: 0, requests: 900 },
			{ startsAfterMs, requests: 100 },
		]);
		expect(accepted).toBe(1_000);
		expect(own[1]).toBeLessThan(8);
		expect(seconds / FLOOR_SECONDS).toBeLessThanOrEqual(1.3);
	});
});

// Beside its second a place costs the round trip, in which the service may have counted at any moment.
it.each([
	[20, 1.02],
	[80, 1.08],
	[200, 1.2],
])('one process alone at %d ms: 1000 requests within %d times the floor, none refused', async (latencyMs, ratio) => {
	const { seconds, accepted, refused } = await run(latencyMs, [{ startsAfterMs: 0, requests: 1_000 }]);
	expect([accepted, refused]).toEqual([1_000, 0]);
	expect(seconds / FLOOR_SECONDS).toBeLessThanOrEqual(ratio);
});
