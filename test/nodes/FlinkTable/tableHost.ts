import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { createDuckDbEngine, type EmulatorOptions } from '../../../emulator';
import type { NodeRun, NodeSpec } from '../../host/runNode';
import { QueryHost } from '../FlinkStatement/queryHost';

/** The place in which the tables of these tests are: the emulator's own environment and Kafka cluster. */
export const DATABASE = { __rl: true, mode: 'name', value: 'cluster_0' };

export const tableNamed = (name: string) => ({ __rl: true, mode: 'name', value: name });

/** The Flink Table node in n8n's engine, over HTTP to an emulator with an SQL engine. */
export class TableHost {
	private constructor(readonly host: QueryHost) {}

	static perFile(options: EmulatorOptions = {}): TableHost {
		return new TableHost(QueryHost.perFile({ engine: () => createDuckDbEngine(), ...options }));
	}

	static perTest(options: EmulatorOptions = {}): TableHost {
		return new TableHost(QueryHost.perTest({ engine: () => createDuckDbEngine(), ...options }));
	}

	/** Runs SQL as Execute Query does. */
	async sql(sql: string): Promise<IDataObject[]> {
		const { json, error } = await this.host.run({ operation: 'executeQuery', sql, returnAll: true, options: { catalog: 'default', database: 'cluster_0' } });
		if (error !== undefined) throw new Error(`${error.message}\n${sql}`);
		return json;
	}

	async run(operation: string, parameters: INodeParameters, spec: Partial<NodeSpec> = {}): Promise<NodeRun> {
		return await this.host.run({ resource: 'table', operation, database: DATABASE, ...parameters }, { type: 'flinkTable', ...spec });
	}

	start(operation: string, parameters: INodeParameters, spec: Partial<NodeSpec> = {}) {
		return this.host.start({ resource: 'table', operation, database: DATABASE, ...parameters }, { type: 'flinkTable', ...spec });
	}

	/** Inserts the items as they are, "Map Automatically". */
	async insert(table: string, input: IDataObject[], options: IDataObject = {}, spec: Partial<NodeSpec> = {}): Promise<NodeRun> {
		return await this.run('insert', { table: tableNamed(table), columns: AUTOMATIC, options: options as INodeParameters }, { input, ...spec });
	}

	async rows(table: string, parameters: INodeParameters = {}): Promise<IDataObject[]> {
		const { json, error } = await this.run('getRows', { table: tableNamed(table), returnAll: true, ...parameters });
		if (error !== undefined) throw new Error(error.message);
		return json;
	}

	/** The INSERT statements that were submitted. */
	inserts(): string[] {
		return this.host.submitted().map(({ spec }) => String((spec as IDataObject)['statement'])).filter((sql) => sql.startsWith('INSERT'));
	}
}

export const AUTOMATIC = { mappingMode: 'autoMapInputData', value: null };

export const mapped = (value: IDataObject) => ({ mappingMode: 'defineBelow', value }) as unknown as INodeParameters;
