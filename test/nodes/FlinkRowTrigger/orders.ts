import { createDuckDbEngine, startEmulator, type Emulator } from '../../../emulator';

/** An emulator with a table that rows are written to, as each test finds it: empty. */
export interface Orders {
	readonly emulator: Emulator;
	/** Writes rows with these numbers, one statement for all of them. */
	write(...ids: number[]): Promise<void>;
	/** Statements that are there, and their phases. */
	statements(): Promise<Array<{ name: string; phase: string }>>;
	/** The only statement, as the API gives it. */
	only(): Promise<Wire>;
	/** Somebody deletes a statement. */
	remove(name: string): Promise<void>;
	/** Runs a statement to its end. */
	run(sql: string): Promise<void>;
}

/** A statement as the API gives it. */
export interface Wire {
	readonly name?: string;
	readonly metadata?: { readonly labels?: object };
	readonly spec?: { readonly properties?: Readonly<Record<string, string>> };
	readonly status?: { readonly phase?: string; readonly detail?: string };
}

let runs = 0;

export function useOrders(): Orders {
	let emulator: Emulator | undefined;
	const running = (): Emulator => {
		if (emulator === undefined) throw new Error('there is an emulator only while tests run');
		return emulator;
	};
	beforeAll(async () => {
		emulator = await startEmulator({ lifecycle: 'immediate', engine: () => createDuckDbEngine() });
	});
	beforeEach(async () => {
		await running().control.reset();
		await orders.run('CREATE TABLE orders (id INT, price INT)');
	});
	afterAll(async () => {
		await emulator?.close();
	});
	const call = async (method: string, path: string, body?: unknown) => {
		const { baseUrl, flinkApi } = running();
		const { organizationId, environmentId, apiKeyId, apiSecret } = flinkApi;
		const authorization = `Basic ${Buffer.from(`${apiKeyId}:${apiSecret}`).toString('base64')}`;
		const init = { method, headers: { authorization, 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
		const response = await fetch(`${baseUrl}/sql/v1/organizations/${organizationId}/environments/${environmentId}/statements${path}`, init);
		return (response.status === 404 ? {} : JSON.parse((await response.text()) || '{}')) as Wire;
	};
	const orders: Orders = {
		get emulator() {
			return running();
		},
		write: async (...ids) => {
			await orders.run(`INSERT INTO orders VALUES ${ids.map((id) => `(${id}, ${id * 10})`).join(', ')}`);
		},
		statements: async () => (await running().control.statements()).map(({ name, phase }) => ({ name, phase })),
		only: async () => {
			const all = await orders.statements();
			if (all.length !== 1) throw new Error(`there are ${all.length} statements`);
			return await call('GET', `/${all[0]?.name}`);
		},
		remove: async (name) => void (await call('DELETE', `/${name}`)),
		run: async (sql) => {
			const name = `setup-${String(++runs)}`;
			const { organizationId, environmentId } = running().flinkApi;
			const made = await call('POST', '', { name, organization_id: organizationId, environment_id: environmentId, spec: { statement: sql, properties: PROPERTIES } });
			let status = made.status;
			for (let look = 0; look < 100 && status?.phase !== 'COMPLETED' && status?.phase !== 'FAILED'; look++) status = (await call('GET', `/${name}`)).status;
			if (status?.phase !== 'COMPLETED') throw new Error(`${sql}: ${status?.phase ?? 'gone'} ${status?.detail ?? ''}`);
			await call('DELETE', `/${name}`);
		},
	};
	return orders;
}

const PROPERTIES = { 'sql.current-catalog': 'default', 'sql.current-database': 'cluster_0' };
