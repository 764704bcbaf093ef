/* eslint-disable @n8n/community-nodes/no-restricted-globals -- not in the published package: n8n's rules for nodes do not apply here */
import type { PackageDirectoryLoader } from 'n8n-core';

import { startEmulator, type Emulator, type Fault } from '../../emulator';
import { loadSources } from '../host/package';
import { UNDERTAKINGS, type Outcome, type Undertaking } from './undertakings';
import { textOf, watchOutput } from './watchedOutput';

let loader: PackageDirectoryLoader;

beforeAll(() => {
	loader = loadSources();
});

/** The secrets, their header and its parts, as they might show. */
function secretsOf({ flinkApi, cloudApi }: Emulator): string[] {
	return [flinkApi, cloudApi].flatMap(({ apiKeyId, apiSecret }) => {
		const basic = Buffer.from(`${apiKeyId}:${apiSecret}`).toString('base64');
		return [apiSecret, encodeURIComponent(apiSecret), Buffer.from(apiSecret).toString('base64'), basic];
	});
}

interface Case {
	readonly name: string;
	/** Strikes every request of every undertaking, those that clear up included. */
	readonly fault: Fault;
	/** What the error has to say, so that it is certain that this fault caused it. */
	readonly failure: RegExp;
}

const CASES: readonly Case[] = [
	{ name: '401', fault: { kind: 'answer', status: 401, detail: 'answered with 401' }, failure: /answered with 401/ },
	{ name: '403', fault: { kind: 'answer', status: 403, detail: 'answered with 403' }, failure: /answered with 403/ },
	{ name: '429', fault: { kind: 'answer', status: 429, retryAfter: '30', detail: 'answered with 429' }, failure: /answered with 429|rate limit/ },
	{ name: '500', fault: { kind: 'answer', status: 500, detail: 'answered with 500' }, failure: /answered with 500/ },
	{ name: 'a timeout', fault: { kind: 'hang', when: 'before' }, failure: /in time|ran out/ },
	{ name: 'a dropped connection', fault: { kind: 'drop', when: 'before' }, failure: /connection/ },
	{ name: 'a redirect to another host', fault: { kind: 'redirect', location: 'http://localhost:9/elsewhere' }, failure: /redirect/ },
];

interface Result extends Outcome {
	readonly name: string;
	/** Requests that met the fault. */
	readonly struck: number;
	readonly secrets: readonly string[];
}

/** One undertaking with an emulator of its own; the fault begins when all is prepared. */
async function undertake({ name, run }: Undertaking, fault: Fault | null, seconds: number): Promise<Result> {
	const emulator = await startEmulator({ lifecycle: 'immediate' });
	try {
		const begin = () => void (fault !== null && emulator.control.faults.add({ fault }));
		const outcome = await run({ loader, emulator, begin, seconds });
		const struck = emulator.control.journal().entries.filter((entry) => entry.fault !== null).length;
		return { ...outcome, name, struck, secrets: secretsOf(emulator) };
	} finally {
		await emulator.close();
	}
}

/** All undertakings, and everything that they left as text. */
async function undertakeAll(fault: Fault | null, seconds: number) {
	const { result: results, written } = await watchOutput(async () => await Promise.all(UNDERTAKINGS.map(async (undertaking) => await undertake(undertaking, fault, seconds))));
	return { results, written, texts: [...results.flatMap(({ shown }) => shown.flatMap((value) => [textOf(value), JSON.stringify(value)])), ...written] };
}

/** Where a text holds a secret or a header: what stands around it. */
function leaksIn(text: string, secrets: readonly string[]): string[] {
	const places = [...secrets.map((secret) => text.indexOf(secret)), text.search(/Basic [A-Za-z0-9+/=]{8}/)];
	return places.filter((place) => place !== -1).map((place) => text.slice(Math.max(0, place - 60), place + 20));
}

function expectNoSecret(name: string, results: readonly Result[], texts: readonly string[]): void {
	const secrets = [...new Set(results.flatMap((result) => result.secrets))];
	const struck = results.reduce((sum, result) => sum + result.struck, 0);
	const size = Math.round(texts.reduce((sum, text) => sum + text.length, 0) / 1_000);
	const leaks = texts.flatMap((text) => leaksIn(text, secrets));
	process.stdout.write(`${name}: ${results.length} undertakings, ${struck} requests met the fault, ${texts.length} texts of ${size} KB searched for ${secrets.length} forms of the secrets: ${leaks.length} found\n`);
	expect(leaks).toEqual([]);
}

function told({ name, count, failure }: Result): string {
	return `${name}: ${failure ?? `success with ${count}`}`;
}

describe('nothing that n8n shows, logs or stores holds the secret', () => {
	it('success', async () => {
		const { results, texts } = await undertakeAll(null, 20);
		expect(results.filter(({ failure, count }) => failure !== undefined || count === 0).map(told)).toEqual([]);
		expectNoSecret('success', results, texts);
	}, 180_000);

	it.each(CASES)('$name', async ({ name, fault, failure }) => {
		const { results, written, texts } = await undertakeAll(fault, 2);
		// n8n logs the error of every execution that stops: a sign that its lines are caught.
		expect(written.length).toBeGreaterThan(0);
		expect(results.filter(({ struck }) => struck === 0).map(told)).toEqual([]);
		expect(results.filter((result) => !failure.test(result.failure ?? '')).map(told)).toEqual([]);
		expectNoSecret(name, results, texts);
	}, 180_000);
});
