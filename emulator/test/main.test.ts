/* eslint-disable @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

import { request } from 'undici';

import { record } from './session';

const ROOT = path.join(__dirname, '..', '..');

let running: ChildProcess | undefined;

afterEach(() => running?.kill('SIGKILL'));

function start(...args: string[]): ChildProcess {
	running = spawn(process.execPath, ['--import', 'tsx', 'emulator/main.ts', ...args], {
		cwd: ROOT,
		stdio: 'pipe',
	});
	return running;
}

async function firstLine(child: ChildProcess): Promise<string> {
	if (!child.stdout) throw new Error('no output');
	for await (const line of createInterface(child.stdout)) return line;
	throw new Error('the emulator said nothing');
}

it.each(['SIGTERM', 'SIGINT'] as const)(
	'--json prints one line with all that a credential needs, and %s stops it cleanly',
	async (signal) => {
		const child = start('--json');
		const described = record(JSON.parse(await firstLine(child)));
		const { baseUrl, flinkApi, cloudApi } = described;
		expect(Object.keys(described)).toEqual(['baseUrl', 'flinkApi', 'cloudApi']);
		expect(flinkApi).toEqual({
			apiKeyId: expect.stringMatching(/^[A-Z0-9]{16}$/),
			apiSecret: expect.stringMatching(/^\S{40,}$/),
			organizationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
			environmentId: expect.stringMatching(/^env-/),
			cloud: 'aws',
			region: 'us-east-1',
		});
		const { apiKeyId, apiSecret } = record(cloudApi);
		const authorization = `Basic ${Buffer.from(`${String(apiKeyId)}:${String(apiSecret)}`).toString('base64')}`;
		const answer = await request(`${String(baseUrl)}/fcpm/v2/regions`, { headers: { authorization } });
		await answer.body.dump();
		expect(answer.statusCode).toBe(200);
		child.kill(signal);
		expect(await once(child, 'exit')).toEqual([0, null]);
	},
	30_000,
);

it('--pool-role gives the Flink key a role on one compute pool', async () => {
	const { baseUrl, flinkApi } = record(JSON.parse(await firstLine(start('--json', '--pool-role'))));
	const { apiKeyId, apiSecret, organizationId, environmentId } = record(flinkApi);
	const authorization = `Basic ${Buffer.from(`${String(apiKeyId)}:${String(apiSecret)}`).toString('base64')}`;
	const path = `/sql/v1/organizations/${String(organizationId)}/environments/${String(environmentId)}/statements/nowhere`;
	const answer = await request(`${String(baseUrl)}${path}`, { headers: { authorization } });
	await answer.body.dump();
	expect(answer.statusCode).toBe(403);
}, 30_000);

it.each([
	[['--port', 'eighty'], 'a port is a number'],
	[['--port', '70000'], 'a port is a number'],
	[['--prot', '80'], '--prot'],
])(
	'%j ends with an error that says why',
	async (args, why) => {
		const child = start(...args);
		let said = '';
		child.stderr?.on('data', (text) => (said += String(text)));
		const [code] = await once(child, 'exit');
		expect(code).toBe(1);
		expect(said).toContain(why);
	},
	30_000,
);
