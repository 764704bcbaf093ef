/* eslint-disable @n8n/community-nodes/require-node-api-error -- not in the published package: n8n's rules for nodes do not apply here */
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { living, useCloud } from './cloud';
import { TriggerHost } from './triggerHost';

const cloud = useCloud();

async function failureOf(host: TriggerHost): Promise<NodeApiError | NodeOperationError> {
	try {
		await host.poll();
	} catch (error) {
		if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
		throw error;
	}
	throw new Error('the poll did not fail');
}

/** Answers every request to the statements, or the ones after `skip`, with a status. */
function fault(status: number, more: { skip?: number; retryAfter?: string; detail?: string; body?: 'html' | 'empty' } = {}): void {
	const { skip = 0, ...answer } = more;
	cloud.emulator.control.faults.add({ path: '*/statements', skip, fault: { kind: 'answer', status, ...answer } });
}

describe('a poll that fails', () => {
	it.each<[string, () => void]>([
		['an error', () => fault(503, { skip: 2 })],
		['a page of HTML with status 200', () => fault(200, { skip: 2, body: 'html' })],
		['nothing with status 200', () => fault(200, { skip: 2, body: 'empty' })],
		['a dropped connection', () => void cloud.emulator.control.faults.add({ path: '*/statements', skip: 2, fault: { kind: 'drop', when: 'before' } })],
	])('at page 3 by %s changes nothing, and the next one tells it all', async (_, arm) => {
		const { control } = cloud.emulator;
		control.seed({ bulk: { count: 250, prefix: 'etl-', phase: 'RUNNING', steps: [{ phase: 'FAILED', after: { ms: 60_000 } }] } });
		const host = new TriggerHost(cloud.emulator, { options: { includeExceptions: false } }, 'everyPoll');
		await host.poll();
		const before = host.stored;
		await cloud.step();
		arm();
		cloud.requests();
		await failureOf(host);
		expect(cloud.requests()).toHaveLength(5);
		expect(host.stored).toBe(before);
		control.faults.clear();
		expect(await host.told()).toHaveLength(250);
		expect(await host.poll()).toBeNull();
	});

	it('in memory too leaves the state alone', async () => {
		cloud.seed(living('etl', 'RUNNING STOPPED'));
		const host = new TriggerHost(cloud.emulator);
		await host.poll();
		await cloud.step();
		fault(500);
		await failureOf(host);
		cloud.emulator.control.faults.clear();
		expect(await host.told()).toEqual(['etl RUNNING>STOPPED']);
	});

	it('at the first time learns nothing: what changes until the next is not known', async () => {
		cloud.seed(living('etl', 'RUNNING STOPPED'));
		const host = new TriggerHost(cloud.emulator);
		fault(500);
		await failureOf(host);
		expect(host.stored).toBe('{}');
		cloud.emulator.control.faults.clear();
		expect(await host.poll()).toBeNull();
	});

	it('by one fault is repeated', async () => {
		cloud.seed(living('etl', 'RUNNING STOPPED'));
		const host = new TriggerHost(cloud.emulator);
		await host.poll();
		await cloud.step();
		cloud.emulator.control.faults.add({ times: 2, fault: { kind: 'answer', status: 502 } });
		expect(await host.told()).toEqual(['etl RUNNING>STOPPED']);
	});
});

describe('the error of a poll', () => {
	it.each<[number, { retryAfter?: string }, object, RegExp]>([
		[401, {}, { cause: 'credential-invalid' }, /needs a Flink API key.*Cloud API key/],
		[403, {}, { cause: 'credential-invalid' }, /FlinkDeveloper/],
		[429, { retryAfter: '1' }, { cause: 'rate-limited', retryAfterMs: 1_000 }, /limits requests by IP address/],
		[500, {}, { cause: 'temporarily-unavailable' }, /unavailable at the moment/],
		[503, {}, { cause: 'temporarily-unavailable' }, /unavailable at the moment/],
	])('%d says what to do, and tells the scheduler', async (status, more, failure, advice) => {
		fault(status, { detail: 'In the words of the API', ...more });
		const error = await failureOf(new TriggerHost(cloud.emulator));
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({ message: expect.stringContaining('In the words of the API'), httpCode: String(status), failure });
		expect(`${error.message} ${error.description ?? ''}`).toMatch(advice);
		expect(error.description).toContain(`HTTP status: ${status}`);
	});

	it('is one of the network where nobody answers', async () => {
		const host = new TriggerHost(cloud.emulator);
		host.credential = { ...host.credential, baseUrl: 'http://127.0.0.1:9' };
		const error = await failureOf(host);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({ message: '127.0.0.1:9 refused the connection', failure: { cause: 'temporarily-unavailable' } });
	});

	it('names the wrong key: that of the control plane', async () => {
		const host = new TriggerHost(cloud.emulator);
		host.credential = { ...host.credential, ...cloud.emulator.cloudApi };
		const error = await failureOf(host);
		expect(error).toMatchObject({ httpCode: '401', failure: { cause: 'credential-invalid' } });
		expect(error.description).toMatch(/refuses Cloud API keys/);
	});

	it.each<[string, object, object, RegExp]>([
		['a parameter', { watch: 'statements', statements: '' }, {}, /'Statement Names' is empty/],
		['an expression for phases', { phases: '={{ 7 }}' }, {}, /'Trigger On' contains "7"/],
		['an expression for a pattern', { options: { nameMatches: '={{ ({ a: 7 }) }}' } }, {}, /'Name Matches' is {"a":7}/],
		['the credential', {}, { environmentId: 'prod' }, /Environment ID/],
	])('is one of input where %s is wrong, and nothing is sent', async (_, parameters, credential, message) => {
		const host = new TriggerHost(cloud.emulator, { ...parameters });
		host.credential = { ...host.credential, ...credential };
		const error = await failureOf(host);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toMatch(message);
		expect(cloud.requests()).toEqual([]);
	});

	it('never shows the secret', async () => {
		const { apiSecret, apiKeyId } = cloud.emulator.flinkApi;
		const secrets = [apiSecret, Buffer.from(`${apiKeyId}:${apiSecret}`).toString('base64')];
		for (const status of [401, 403, 429, 500, 302]) {
			fault(status);
			const host = new TriggerHost(cloud.emulator);
			const error = await failureOf(host);
			const shown = JSON.stringify([error, error.message, error.description, error.stack, error.cause, host.log]);
			for (const secret of secrets) expect(shown).not.toContain(secret);
			cloud.emulator.control.faults.clear();
		}
	});
});

describe('the time that n8n gives', () => {
	it('ends a listing that takes longer; nothing is stored, and the scheduler is told', async () => {
		const { control } = cloud.emulator;
		control.seed({ bulk: { count: 250, prefix: 'etl-', phase: 'RUNNING', steps: [{ phase: 'STOPPED', after: { ms: 60_000 } }] } });
		const host = new TriggerHost(cloud.emulator, {}, 'everyPoll');
		await host.poll();
		const before = host.stored;
		await cloud.step();
		host.budgetMs = 250;
		control.faults.add({ path: '*/statements', fault: { kind: 'latency', ms: 100 } });
		const error = await failureOf(host);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({ message: 'The poll ran out of time', failure: { cause: 'temporarily-unavailable' } });
		expect(host.stored).toBe(before);
		control.faults.clear();
		host.budgetMs = undefined;
		expect(await host.told()).toHaveLength(250);
	});

	it('ends the reading of exceptions: what is known by then is handed over', async () => {
		cloud.seed(...Array.from({ length: 20 }, (_, index) => living(`etl-${index}`, 'RUNNING FAILED', { exceptions: [{ name: 'E', message: 'm' }] })));
		const host = new TriggerHost(cloud.emulator);
		await host.poll();
		await cloud.step();
		// Rounds of five, of which the first begins well within the time and the fourth well after it.
		host.budgetMs = 6_000;
		cloud.emulator.control.faults.add({ path: '*/exceptions', fault: { kind: 'latency', ms: 1_500 } });
		const items = (await host.poll()) ?? [];
		expect(items).toHaveLength(20);
		const withExceptions = items.filter((item) => !('exceptionsUnavailable' in item));
		expect(withExceptions.length).toBeGreaterThanOrEqual(5);
		expect(withExceptions.length).toBeLessThan(20);
		expect(await host.poll()).toBeNull();
	});

	it('is assumed where n8n does not say', async () => {
		cloud.seed(living('etl', 'RUNNING STOPPED'));
		const host = new TriggerHost(cloud.emulator);
		host.isOldVersion = true;
		await host.poll();
		await cloud.step();
		expect(await host.told()).toEqual(['etl RUNNING>STOPPED']);
	});
});
