import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { createDuckDbEngine, startEmulator, type Emulator } from '../../emulator';
import { credentialsFor } from '../host/host';
import { loadSources } from '../host/package';
import { runNode } from '../host/runNode';

/** The Kafka cluster of the emulator's environment, which clients call the database. */
export const DATABASE = 'cluster_0';

/** An emulator with an SQL engine, and the package's nodes over it, which are asked what a client is asked. */
export class NodesBeside {
	private constructor(
		readonly emulator: Emulator,
		private readonly loader: ReturnType<typeof loadSources>,
	) {}

	static async start(): Promise<NodesBeside> {
		// First: an emulator that has started when this fails would keep the process alive.
		const loader = loadSources();
		return new NodesBeside(await startEmulator({ lifecycle: 'immediate', engine: () => createDuckDbEngine() }), loader);
	}

	async stop(): Promise<void> {
		await this.emulator.close();
	}

	/** All rows of a query, numbers as text. @throws Error with the node's message */
	async rows(sql: string, parameters: INodeParameters = {}, options: IDataObject = {}): Promise<unknown[]> {
		const { json } = await this.run({ operation: 'executeQuery', sql, returnAll: true, ...parameters, options: { ...options, numbers: 'text' } });
		return json.map(comparable);
	}

	/** One operation of Flink Statement on one item. @throws Error with the node's message */
	async run(parameters: INodeParameters): Promise<{ json: IDataObject[] }> {
		const { json, error } = await runNode(this.loader, credentialsFor(this.emulator), { type: 'flinkStatement', parameters: { resource: 'statement', ...parameters, options: { catalog: this.emulator.flinkApi.environmentId, database: DATABASE, ...(parameters['options'] as IDataObject) } } });
		if (error !== undefined) throw new Error([error.message, error.description].filter(Boolean).join(' – '));
		return { json };
	}
}

/** JSON has one kind of number only; clients differ in which ones are text. */
export function comparable(value: unknown): unknown {
	if (typeof value === 'number') return String(value);
	if (Array.isArray(value)) return value.map(comparable);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, comparable(entry)]));
}
