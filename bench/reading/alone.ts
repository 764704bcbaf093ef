import type { Agent} from 'undici';
import { request } from 'undici';
import { createApi } from '../../nodes/shared/confluent/http/api';
import { flinkEndpoint } from '../../nodes/shared/confluent/http/endpoint';
import type { Transport } from '../../nodes/shared/confluent/http/exchange/exchange';
import { RateLimiter } from '../../nodes/shared/confluent/http/pacing/rateLimiter';
import type { Clock, Scope } from '../../nodes/shared/confluent/http/scope/scope';
import { queryRows } from '../../nodes/shared/confluent/results/queryRows';
import { Statements } from '../../nodes/shared/confluent/statements/statements';
import { submitStatement } from '../../nodes/shared/confluent/statements/submitStatement';
import type { QueryOutput } from '../../nodes/shared/flink/rows/rowCollector';
import { SYSTEM_CLOCK } from '../../nodes/shared/n8n/network/clients';
import { credentialsFor, type EmulatorAddress } from '../../test/host/host';
import { headersFor } from './bare';

const SECONDS = 300;

/** A clock by which the limiter never has to wait: between two looks at it there is time for a request. */
function hastyClock(): Clock {
	let steady = 0;
	return { ...SYSTEM_CLOCK, steady: () => (steady += 60) };
}

/** The package's own reading without n8n around it: the client, its guards and retries, pages, and decoded rows. */
export async function readAlone(address: EmulatorAddress, dispatcher: Agent, output: QueryOutput): Promise<number> {
	const headers = headersFor(address);
	const endpoint = flinkEndpoint(credentialsFor(address).confluentFlinkApi);
	const transport: Transport = async ({ method, path, query = {}, body }) => {
		const url = new URL(path, endpoint.origin);
		for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, String(value));
		const answer = await request(url, { dispatcher, headers, method, body: body === undefined ? null : JSON.stringify(body) });
		const text = await answer.body.text();
		return { status: answer.statusCode, headers: {}, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
	};
	const scope: Scope = { clock: SYSTEM_CLOCK, deadline: SYSTEM_CLOCK.now() + SECONDS * 1_000, random: Math.random, owner: {} };
	const statements = new Statements(createApi({ origin: endpoint.origin, transport, limiter: new RateLimiter(hastyClock()), scope }), endpoint);
	const submitted = await submitStatement(statements, { name: 'alone', sql: 'SELECT * FROM orders', properties: { 'sql.snapshot.mode': 'now' } }, 'fail');
	const { rows } = await queryRows(statements, submitted, { output, numbers: 'auto', limit: undefined, mayBePart: false });
	return rows?.items.length ?? 0;
}
