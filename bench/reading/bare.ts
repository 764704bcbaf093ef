/* eslint-disable @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Agent} from 'undici';
import { request } from 'undici';
import type { EmulatorAddress } from '../../test/host/host';

/** The text of what stands at an address: a GET, or a POST where there is a body. */
export type Fetch = (url: string, body?: unknown) => Promise<string>;

/** Milliseconds from one request to the next by the documented limit of 50 a second. */
const SPACING_MS = 20;

export function headersFor({ flinkApi }: EmulatorAddress): Record<string, string> {
	const token = Buffer.from(`${flinkApi.apiKeyId}:${flinkApi.apiSecret}`).toString('base64');
	return { authorization: `Basic ${token}`, 'content-type': 'application/json' };
}

export function undiciFetch(address: EmulatorAddress, dispatcher: Agent): Fetch {
	const headers = headersFor(address);
	return async (url, body) => {
		const answer = await request(url, { dispatcher, headers, method: body === undefined ? 'GET' : 'POST', body: body === undefined ? null : JSON.stringify(body) });
		return await answer.body.text();
	};
}

/** Requests that begin no sooner after one another than the documented limit allows. */
export function paced(fetch: Fetch): Fetch {
	let next = 0;
	return async (url, body) => {
		const waitMs = next - performance.now();
		if (waitMs > 0) await sleep(waitMs);
		next = performance.now() + SPACING_MS;
		return await fetch(url, body);
	};
}

interface Answer {
	readonly status?: { phase: string };
	readonly metadata: { next?: string };
	readonly results: { data: Array<{ readonly row: string[] }> };
}

/**
 * The least a program could do: read the pages one after the other, parse them, and count the rows.
 *
 * @param take gets the rows of each page, which are thrown away otherwise
 */
export async function readBare({ baseUrl, flinkApi }: EmulatorAddress, fetch: Fetch, take?: (rows: Answer['results']['data']) => void): Promise<number> {
	const { organizationId, environmentId } = flinkApi;
	const collection = `${baseUrl}/sql/v1/organizations/${organizationId}/environments/${environmentId}/statements`;
	const call = async (url: string, body?: unknown) => JSON.parse(await fetch(url, body)) as Answer;
	await call(collection, {
		name: 'bare',
		organization_id: organizationId,
		environment_id: environmentId,
		spec: { statement: 'SELECT * FROM orders', properties: { 'sql.snapshot.mode': 'now' } },
	});
	while ((await call(`${collection}/bare`)).status?.phase === 'PENDING');
	let rows = 0;
	for (let url: string | undefined = `${collection}/bare/results`; url !== undefined; ) {
		const page: Answer = await call(url);
		rows += page.results.data.length;
		take?.(page.results.data);
		url = page.metadata.next;
	}
	return rows;
}
