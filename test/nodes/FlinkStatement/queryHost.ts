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
	private readonly exchanges: RecordedExchange[] = [];
	private started: { readonly loader: PackageDirectoryLoader; readonly emulator: Emulator } | undefined;

	private constructor() {}

	/** To be called once, at the top of a test file. Tests begin with an emulator as just started. */
	static perTest(options: EmulatorOptions = {}): QueryHost {
		const host = QueryHost.perFile(options);
		beforeEach(async () => {
			await host.emulator.control.reset();
			host.exchanges.length = 0;
		});
		return host;
	}

	/** As `perTest`, but what a test leaves is there in the next one. */
	static perFile(options: EmulatorOptions = {}): QueryHost {
		const host = new QueryHost();
		beforeAll(async () => {
			// First: an emulator that has started when this fails would keep the process alive.
			const loader = await loadBuiltPackage();
			const emulator = await startEmulator({ lifecycle: 'immediate', ...options, onExchange: (exchange) => host.exchanges.push(exchange) });
			host.started = { loader, emulator };
		});
		afterAll(async () => {
			await host.started?.emulator.close();
		});
		return host;
	}

	get emulator(): Emulator {
		return this.parts.emulator;
	}

	private get parts() {
		if (this.started === undefined) throw new Error('there is an emulator only while tests run');
		return this.started;
	}

	async run(parameters: INodeParameters, spec: Partial<NodeSpec> = {}): Promise<NodeRun> {
		return await runNode(this.parts.loader, credentialsFor(this.emulator), this.spec(parameters, spec));
	}

	start(parameters: INodeParameters, spec: Partial<NodeSpec> = {}) {
		const execution = startNode(this.parts.loader, credentialsFor(this.emulator), this.spec(parameters, spec));
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
