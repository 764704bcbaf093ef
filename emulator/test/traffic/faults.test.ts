/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { gunzipSync } from 'node:zlib';

import { request } from 'undici';

import { Faults, type FaultBody, type FaultRule } from '../../traffic/faults';
import { at, Session } from '../session';

let session: Session;

beforeAll(async () => (session = await Session.start()));
afterAll(() => session.close());
beforeEach(() => session.control.reset());

describe('which requests are hit', () => {
	const drop: FaultRule['fault'] = { kind: 'drop', when: 'before' };

	function hit(
		rule: Omit<FaultRule, 'fault'>,
		requests: ReadonlyArray<readonly [string, string]>,
	): boolean[] {
		const faults = new Faults();
		faults.add({ ...rule, fault: drop });
		return requests.map(([method, path]) => faults.decide(method, path).fault !== null);
	}

	it.each<[Omit<FaultRule, 'fault'>, boolean[]]>([
		[{}, [true, true, true, true]],
		[{ method: 'POST' }, [false, true, false, true]],
		[{ path: '/a/*' }, [true, true, false, false]],
		[{ path: '/a/b', method: 'GET' }, [true, false, false, false]],
		[{ times: 1 }, [true, false, false, false]],
		[{ skip: 2 }, [false, false, true, true]],
		[{ skip: 1, times: 1, method: 'POST' }, [false, false, false, true]],
		[{ probability: 0 }, [false, false, false, false]],
		[{ probability: 1 }, [true, true, true, true]],
	])('%j', (rule, hits) => {
		expect(
			hit(rule, [
				['GET', '/a/b'],
				['POST', '/a/b'],
				['GET', '/c'],
				['POST', '/c'],
			]),
		).toEqual(hits);
	});

	it('by chance: the same ones for the same seed, others for another, about as many as asked for', () => {
		const requests = Array.from({ length: 1_000 }, () => ['GET', '/'] as const);
		const first = hit({ probability: 0.2, seed: 7 }, requests);
		expect(hit({ probability: 0.2, seed: 7 }, requests)).toEqual(first);
		expect(hit({ probability: 0.2, seed: 8 }, requests)).not.toEqual(first);
		const hits = first.filter(Boolean).length;
		expect(hits).toBeGreaterThan(150);
		expect(hits).toBeLessThan(250);
	});

	it('latencies add up, and beside them the first other fault strikes', () => {
		const faults = new Faults();
		faults.add({ fault: { kind: 'latency', ms: 80 } });
		faults.add({ fault: drop, times: 1 });
		faults.add({ fault: { kind: 'latency', ms: 20 } });
		faults.add({ fault: { kind: 'answer', status: 500 } });
		expect(faults.decide('GET', '/')).toEqual({ latencyMs: 100, fault: drop });
		expect(faults.decide('GET', '/')).toEqual({ latencyMs: 100, fault: { kind: 'answer', status: 500 } });
	});

	it('can be disarmed one by one', () => {
		const faults = new Faults();
		const first = faults.add({ fault: drop });
		faults.add({ method: 'GET', fault: drop });
		faults.remove(first);
		expect(faults.list().map(({ rule }) => rule.method)).toEqual(['GET']);
	});
});

describe('answers', () => {
	it.each<[FaultBody, (text: string) => void]>([
		[
			'errors',
			(text) =>
				expect(at(JSON.parse(text), 'errors', 0)).toMatchObject({
					status: '503',
					detail: 'busy',
					source: {},
				}),
		],
		['message', (text) => expect(JSON.parse(text)).toEqual({ message: 'busy' })],
		['errorCode', (text) => expect(JSON.parse(text)).toEqual({ error_code: 50301, message: 'busy' })],
		['nested', (text) => expect(JSON.parse(text)).toEqual({ error: { message: 'busy' } })],
		['nestedCode', (text) => expect(JSON.parse(text)).toEqual({ error: { code: 503 } })],
		['html', (text) => expect(text).toMatch(/^<html>.*<p>busy<\/p>/)],
		['text', (text) => expect(text).toBe('busy')],
		['empty', (text) => expect(text).toBe('')],
	])('%s', async (body, check) => {
		session.control.faults.add({
			fault: { kind: 'answer', status: 503, body, detail: 'busy', retryAfter: '7' },
		});
		const answer = await session.get(session.statements);
		expect(answer.status).toBe(503);
		expect(answer.headers['retry-after']).toBe('7');
		expect(answer.headers['x-request-id']).toBeDefined();
		check(answer.text);
	});

	it('gzip without a word about it', async () => {
		session.control.faults.add({ fault: { kind: 'answer', status: 500, body: 'gzip', detail: 'squeezed' } });
		const answer = await request(session.emulator.baseUrl + session.statements);
		expect(answer.headers['content-encoding']).toBeUndefined();
		const text = gunzipSync(Buffer.from(await answer.body.arrayBuffer())).toString();
		expect(at(JSON.parse(text), 'errors', 0, 'detail')).toBe('squeezed');
	});

	it.each([
		['before', 0],
		['after', 1],
	] as const)('%s the work: %i statements are made', async (when, count) => {
		session.control.faults.add({ times: 1, fault: { kind: 'answer', status: 500, when } });
		expect((await session.submit('s')).status).toBe(500);
		expect(await session.control.statements()).toHaveLength(count);
	});
});

it.each([
	['before', 0],
	['after', 1],
] as const)('a connection dropped %s the work: no answer, %i statements', async (when, count) => {
	session.control.faults.add({ times: 1, fault: { kind: 'drop', when } });
	await expect(session.submit('s')).rejects.toThrow();
	expect(await session.control.statements()).toHaveLength(count);
	expect(session.control.journal().entries).toMatchObject([{ method: 'POST', status: null, fault: 'drop' }]);
});

it('a hanging request gets no answer until the client gives up', async () => {
	session.control.faults.add({ times: 1, fault: { kind: 'hang', when: 'after' } });
	const patience = new AbortController();
	const headers = { authorization: session.flinkKey, 'content-type': 'application/json' };
	const body = JSON.stringify({ name: 's', spec: { statement: 'SELECT 1' } });
	const url = session.emulator.baseUrl + session.statements;
	const unanswered = request(url, { method: 'POST', headers, body, signal: patience.signal });
	while ((await session.control.statements()).length === 0) await new Promise((later) => setImmediate(later));
	patience.abort(new Error('no answer came'));
	await expect(unanswered).rejects.toThrow('no answer came');
	expect(await session.control.statements()).toHaveLength(1);
});

it('latency longer than the client waits: the work is done after it has given up', async () => {
	session.control.faults.add({ times: 1, fault: { kind: 'latency', ms: 2_000 } });
	const signal = AbortSignal.timeout(50);
	const headers = { authorization: session.flinkKey, 'content-type': 'application/json' };
	const body = JSON.stringify({ name: 's', spec: { statement: 'SELECT 1' } });
	const url = session.emulator.baseUrl + session.statements;
	await expect(request(url, { method: 'POST', headers, body, signal })).rejects.toThrow('timeout');
	expect(await session.control.statements()).toHaveLength(0);
	while (session.control.journal().entries[0]?.status !== 201) await new Promise((later) => setImmediate(later));
	expect(await session.control.statements()).toHaveLength(1);
});

it('latency comes before the answer', async () => {
	session.control.faults.add({ fault: { kind: 'latency', ms: 120 } });
	const start = performance.now();
	expect((await session.get(session.statements)).status).toBe(200);
	expect(performance.now() - start).toBeGreaterThan(110);
});

it.each([
	['http://127.0.0.1:9', (path: string) => `http://127.0.0.1:9${path}`],
	['https://evil.example/elsewhere', () => 'https://evil.example/elsewhere'],
])('redirects to %s', async (location, expected) => {
	session.control.faults.add({ fault: { kind: 'redirect', location, status: 308 } });
	const answer = await session.get(`${session.statements}?page_size=5`);
	expect(answer.status).toBe(308);
	expect(answer.headers['location']).toBe(expected(`${session.statements}?page_size=5`));
});

it('faults come before keys are looked at, as in a proxy', async () => {
	session.control.faults.add({ fault: { kind: 'answer', status: 502, body: 'html' } });
	expect((await session.get(session.statements, { authorization: null })).status).toBe(502);
});

it('closing the emulator ends requests that hang', async () => {
	const other = await Session.start();
	other.control.faults.add({ fault: { kind: 'hang', when: 'before' } });
	const waiting = other.get(other.statements).catch(() => 'ended');
	while (other.control.journal().counters.requests === 0)
		await new Promise((arrived) => setImmediate(arrived));
	await other.emulator.close();
	expect(await waiting).toBe('ended');
	await other.close();
});

describe('a request that its client has given up', () => {
	beforeEach(() => session.control.clock.hold());

	const names = async () => (await session.control.statements()).map(({ name }) => name);

	it.each<FaultRule['fault']>([
		{ kind: 'answer', status: 504, when: { laterMs: 5_000 } },
		{ kind: 'drop', when: { laterMs: 5_000 } },
	])('is carried out later, at its time: %j', async (fault) => {
		session.control.faults.add({ method: 'POST', times: 1, fault });
		await session.submit('s').catch(() => undefined);
		expect(await names()).toEqual([]);
		const begun = session.control.clock.now();
		await session.control.clock.advance(4_999);
		expect(await names()).toEqual([]);
		await session.control.clock.advance(60_000);
		expect(await names()).toEqual(['s']);
		const { body } = await session.get(`${session.statements}/s`);
		expect(Date.parse(String(at(body, 'metadata', 'created_at')))).toBe(begun + 5_000);
	});

	it('is refused then, where it cannot be carried out any more', async () => {
		session.control.faults.add({ method: 'POST', times: 1, fault: { kind: 'answer', status: 504, when: { laterMs: 5_000 } } });
		await session.submit('s', 'SELECT 1');
		expect((await session.submit('s', 'SELECT 2')).status).toBe(201);
		await session.control.clock.advance(10_000);
		expect((await session.control.statements()).map(({ sql }) => sql)).toEqual(['SELECT 2']);
	});
});

it('a gateway that repeats a POST gives the 409 to the second one', async () => {
	session.control.faults.add({ method: 'POST', times: 1, fault: { kind: 'twice' } });
	expect((await session.submit('s')).status).toBe(409);
	expect(await session.control.statements()).toHaveLength(1);
});
