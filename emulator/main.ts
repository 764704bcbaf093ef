/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, no-console -- not in the published package: n8n's rules for nodes do not apply here */
import { parseArgs } from 'node:util';

import { startEmulator, type Emulator } from './server/emulator';
import { DEMO_POOL_ID } from './state/options';
import { createDuckDbEngine } from './sql/duckdbEngine';

const USAGE = `Usage: npm run emulator -- [--port <number>] [--limits] [--pool-role] [--json]

  --port <number>  listen there; without it, on a free port
  --limits         keep Confluent's documented limits: 50 requests a second, 1000 a minute, 100 connections
  --pool-role      let the role of the Flink key cover the compute pool ${DEMO_POOL_ID} alone
  --json           print one line of JSON with the base URL and the credentials`;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string' },
			limits: { type: 'boolean' },
			'pool-role': { type: 'boolean' },
			json: { type: 'boolean' },
			help: { type: 'boolean' },
		},
	});
	if (values.help === true) {
		console.log(USAGE);
		return;
	}
	const emulator = await startEmulator({
		port: readPort(values.port),
		limits: values.limits ?? false,
		identity: values['pool-role'] === true ? { flinkKeyPoolId: DEMO_POOL_ID } : {},
		engine: () => createDuckDbEngine(),
	});
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(emulator));
	console.log(values.json === true ? machineReadable(emulator) : humanReadable(emulator));
}

function readPort(text: string | undefined): number {
	if (text === undefined) return 0;
	const port = Number(text);
	if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
	throw new Error(`--port ${text}: a port is a number from 0 to 65535`);
}

async function stop(emulator: Emulator): Promise<void> {
	await emulator.close();
	process.exit(0);
}

function machineReadable({ baseUrl, flinkApi, cloudApi }: Emulator): string {
	return JSON.stringify({ baseUrl, flinkApi, cloudApi });
}

function humanReadable({ baseUrl, flinkApi, cloudApi }: Emulator): string {
	return `A local Confluent Cloud listens on ${baseUrl}

n8n credential "Confluent Flink API"
  API Key          ${flinkApi.apiKeyId}
  API Secret       ${flinkApi.apiSecret}
  Organization ID  ${flinkApi.organizationId}
  Environment ID   ${flinkApi.environmentId}
  Cloud            ${flinkApi.cloud}
  Region           ${flinkApi.region}
  Endpoint         Custom
  Base URL         ${baseUrl}

n8n credential "Confluent Cloud API"
  API Key          ${cloudApi.apiKeyId}
  API Secret       ${cloudApi.apiSecret}
  Base URL         ${baseUrl}

Press Ctrl+C to stop.`;
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
