import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalConfluent } from '../harness/localConfluent.mjs';

/** Where the table is, as the options of a query name it. */
export const PLACE = { catalog: 'default', database: 'cluster_0' } as const;
/** Gives each row once, with its number as `id`. */
export const ORDERS_SQL = 'SELECT id, price FROM orders WHERE price > 0';

const LOOK_MS = 100;
const TIMEOUT_MS = 60_000;

interface StatementSeen {
	readonly name: string;
	readonly phase: string;
	readonly sql: string;
}

/** A table in the local Confluent Cloud to which rows are written, each with a number of its own. */
export class Orders {
	/** How many rows it has: their numbers are 1 to this. */
	written = 0;

	private constructor(private readonly confluent: LocalConfluent) {}

	/** Makes the table. */
	static async create(confluent: LocalConfluent): Promise<Orders> {
		await runStatement(confluent, 'CREATE TABLE orders (id INT, price INT)');
		return new Orders(confluent);
	}

	/** Writes rows with the next numbers. */
	async write(count: number): Promise<void> {
		const rows = Array.from({ length: count }, (_, index) => ({ id: this.written + index + 1, price: 10 }));
		await this.confluent.control('POST', 'rows', { table: 'default.cluster_0.orders', rows });
		this.written += count;
	}

	/** The numbers of all rows. */
	get ids(): number[] {
		return Array.from({ length: this.written }, (_, index) => index + 1);
	}

	/** The statements that read the table. */
	async readers(): Promise<StatementSeen[]> {
		const { statements } = (await this.confluent.control('GET', 'statements')) as { statements: StatementSeen[] };
		return statements.filter(({ sql }) => sql.startsWith('SELECT'));
	}

	/** Waits until the statements that read the table are as wanted. */
	async untilReaders(wanted: (readers: readonly StatementSeen[]) => boolean, timeoutMs = TIMEOUT_MS): Promise<void> {
		const deadline = Date.now() + timeoutMs;
		while (!wanted(await this.readers())) {
			if (Date.now() > deadline) throw new Error(`The statements are not as expected: ${JSON.stringify(await this.readers())}`);
			await sleep(LOOK_MS);
		}
	}
}

/** Runs a statement that ends by itself, and removes it. */
async function runStatement({ description: { baseUrl, flinkApi } }: LocalConfluent, sql: string): Promise<void> {
	const { apiKeyId, apiSecret, organizationId, environmentId } = flinkApi;
	const collection = `${baseUrl}/sql/v1/organizations/${organizationId}/environments/${environmentId}/statements`;
	const authorization = `Basic ${Buffer.from(`${apiKeyId}:${apiSecret}`).toString('base64')}`;
	const call = async (method: string, url: string, body?: object): Promise<unknown> => {
		const response = await fetch(url, { method, headers: { authorization, 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
		const text = await response.text();
		if (!response.ok) throw new Error(`${method} ${url}: ${text}`);
		return text === '' ? undefined : JSON.parse(text);
	};
	const name = `setup-${randomUUID()}`;
	const properties = { 'sql.current-catalog': PLACE.catalog, 'sql.current-database': PLACE.database };
	await call('POST', collection, { name, organization_id: organizationId, environment_id: environmentId, spec: { statement: sql, properties } });
	for (const deadline = Date.now() + TIMEOUT_MS; ; await sleep(LOOK_MS)) {
		const { status } = (await call('GET', `${collection}/${name}`)) as { status: { phase: string; detail?: string } };
		if (status.phase === 'COMPLETED') break;
		if (status.phase === 'FAILED' || Date.now() > deadline) throw new Error(`${sql}: ${status.phase} ${status.detail ?? ''}`);
	}
	await call('DELETE', `${collection}/${name}`);
}
