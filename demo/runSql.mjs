import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** The name of the emulator's Kafka cluster, the one that Confluent proposes for a first cluster. */
export const DATABASE = 'cluster_0';

const TIMEOUT_MS = 60_000;
const LOOK_MS = 200;

/**
 * Runs a statement that has no rows, such as CREATE TABLE, in the environment and the Kafka cluster of the emulator,
 * and waits until it has completed.
 *
 * @param {import('./emulator.mjs').EmulatorDescription} emulator
 * @param {string} sql
 */
export async function runSql({ baseUrl, flinkApi }, sql) {
	const { apiKeyId, apiSecret, organizationId, environmentId } = flinkApi;
	const url = `${baseUrl}/sql/v1/organizations/${organizationId}/environments/${environmentId}/statements`;
	const authorization = `Basic ${Buffer.from(`${apiKeyId}:${apiSecret}`).toString('base64')}`;
	/** @param {string} method @param {string} address @param {unknown} [body] */
	const request = async (method, address, body) => {
		const response = await fetch(address, {
			method,
			headers: { authorization, 'content-type': 'application/json' },
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`The emulator answered ${method} ${address} with ${response.status}: ${text}`);
		return text === '' ? {} : JSON.parse(text);
	};
	const name = `demo-${randomUUID()}`;
	const properties = { 'sql.current-catalog': environmentId, 'sql.current-database': DATABASE };
	await request('POST', url, { name, spec: { statement: sql, properties } });
	for (const deadline = Date.now() + TIMEOUT_MS; ; await sleep(LOOK_MS)) {
		const { status } = await request('GET', `${url}/${name}`);
		if (status.phase === 'COMPLETED') break;
		if (status.phase === 'FAILED') throw new Error(`The emulator failed to run this: ${status.detail}\n${sql}`);
		if (Date.now() > deadline) throw new Error(`This is still ${status.phase} after ${TIMEOUT_MS / 1000} s:\n${sql}`);
	}
	await request('DELETE', `${url}/${name}`);
}
