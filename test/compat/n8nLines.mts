import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { N8nClient } from '../../demo/n8nClient.mjs';
import { DEMO } from '../../demo/paths.mjs';
import { N8n1Client } from './n8n1Client.mjs';

/** One of the n8n's that the package is tried in. */
export interface N8nLine {
	/** Names its user folder. */
	readonly name: string;
	/** The folder whose package.json and lock file pin it. */
	readonly folder: string;
	readonly version: string;
	/** What n8n's test of a credential says of a wrong secret. */
	readonly refusal: RegExp;
	connect(url: string): N8nClient;
}

function pinnedIn(folder: string): { folder: string; version: string } {
	const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { dependencies: { n8n: string } };
	return { folder, version: dependencies.n8n };
}

/** The newest 2.x: the one of the demo. */
export const N8N_2: N8nLine = {
	name: 'n8n-2',
	...pinnedIn(DEMO),
	refusal: /^Confluent does not accept this key here\. Use a (Flink|Cloud) API key/,
	connect: (url) => new N8nClient(url),
};

/** The last 1.x line. */
export const N8N_1: N8nLine = {
	name: 'n8n-1',
	...pinnedIn(join(dirname(fileURLToPath(import.meta.url)), 'n8n-1')),
	// n8n 1.123 loses the answer's status before it looks for the credential's own words (`cause` of its errors is
	// always undefined), whichever package they are from.
	refusal: /^(Authorization failed - please|Forbidden - perhaps) check your credentials/,
	connect: (url) => new N8n1Client(url),
};
