import type { PackageDirectoryLoader } from 'n8n-core';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { startEmulator, type Emulator, type EmulatorOptions, type RecordedExchange, type WireColumn } from '../../../emulator';
import { credentialsFor } from '../../host/host';
import { loadBuiltPackage } from '../../host/package';
import { readRun, runNode, startNode, type NodeRun, type NodeSpec } from '../../host/runNode';

// Real HTTP, real waits, and other suites beside it.
jest.setTimeout(60_000);

/** The Flink Statement node in n8n's engine, over HTTP to an emulator of its own. */
export class QueryHost {
	private constructor(
		private readonly loader: PackageDirectoryLoader,
		readonly emulator: Emulator,
		private readonly exchanges: RecordedExchange[],
	) {}

	static async start(options: EmulatorOptions = {}): Promise<QueryHost> {
		// First: an emulator that has started when this fails would keep the process alive.
		const loader = await loadBuiltPackage();
		const exchanges: RecordedExchange[] = [];
		const emulator = await startEmulator({
			lifecycle: 'immediate',
			...options,
			onExchange: (exchange) => exchanges.push(exchange),
		});
		return new QueryHost(loader, emulator, exchanges);
	}

	async reset(): Promise<void> {
		await this.emulator.control.reset();
		this.exchanges.length = 0;
	}

	async run(parameters: INodeParameters, spec: Partial<NodeSpec> = {}): Promise<NodeRun> {
		return await runNode(this.loader, credentialsFor(this.emulator), this.spec(parameters, spec));
	}

	start(parameters: INodeParameters, spec: Partial<NodeSpec> = {}) {
		const execution = startNode(this.loader, credentialsFor(this.emulator), this.spec(parameters, spec));
		return {
			cancel: () => {
				execution.cancel();
			},
			finished: async () => readRun(await execution.finished),
		};
	}

	/** `POST`, `GET`, `DELETE` of a statement, `GET results`, …, in the order in which they were answered. */
	calls(): string[] {
		return this.exchanges.map(({ method, url }) => {
			const below = /\/statements\/[^/?]+\/(\w+)/.exec(url)?.[1];
			return below === undefined ? method : `${method} ${below}`;
		});
	}

	/** The bodies of the statements that were submitted. */
	submitted(): IDataObject[] {
		return this.exchanges
			.filter(({ method }) => method === 'POST')
			.map(({ requestBody }) => JSON.parse(requestBody) as IDataObject);
	}

	/** Phases of the statements that exist now, deletions carried out. */
	async left(): Promise<string[]> {
		return (await this.emulator.control.statements()).map(({ phase }) => phase);
	}

	private spec(parameters: INodeParameters, spec: Partial<NodeSpec>): NodeSpec {
		return { type: 'flinkStatement', ...spec, parameters: { resource: 'statement', ...parameters } };
	}
}

export const COLUMNS: WireColumn[] = [
	{ name: 'id', type: { type: 'BIGINT', nullable: false } },
	{ name: 'total', type: { type: 'DECIMAL', nullable: true, precision: 10, scale: 2 } },
	{
		name: 'tags',
		type: { type: 'ARRAY', nullable: true, element_type: { type: 'VARCHAR', nullable: true } },
	},
];

export const row = (id: number, op: 0 | 1 | 2 | 3 = 0) => ({
	op,
	row: [String(id), `${id}.50`, ['a', null]],
});

export const item = (id: number) => ({ id, total: id + 0.5, tags: ['a', null] });
