/* eslint-disable @n8n/community-nodes/no-restricted-globals -- not in the published package: n8n's rules for nodes do not apply here */
import { Container } from '@n8n/di';
import { ExecutionLifecycleHooks, TriggerContext, TriggersAndPollers } from 'n8n-core';
import type { ICredentialDataDecryptedObject, IDataObject, INode, INodeExecutionData, IRun, ITriggerFunctions, ITriggerResponse, IWorkflowBase, IWorkflowExecuteAdditionalData, WorkflowExecuteMode } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import { ownLabel } from '../../../nodes/FlinkRowTrigger/ownLabel';
import { RowMemory } from '../../../nodes/FlinkRowTrigger/rowMemory';
import { recallFarewell } from '../../../nodes/FlinkRowTrigger/farewells';
import { credentialsFor, LoaderNodeTypes, type EmulatorAddress } from '../../host/host';
import { loadSources } from '../../host/package';
import { StoredCredentials } from '../../host/storedCredentials';

const NAME = 'Flink Row Trigger';

const loader = loadSources();

/** An execution that the trigger has started. */
export interface Started {
	readonly rows: IDataObject[];
	/** Ends it, as n8n does. */
	readonly end: () => void;
}

interface Done {
	readonly resolve: (run: IRun) => void;
}

interface Answered {
	readonly resolve: (response: IDataObject) => void;
}

let workflows = 0;

/** A workflow with the trigger in it, activated, closed and run by hand by n8n-core's own code, against an emulator. */
export class RowTriggerHost {
	readonly executions: Started[] = [];
	readonly errors: Error[] = [];
	readonly log: string[] = [];
	/** What n8n has in its database. */
	stored = '{}';
	/** How long an execution takes, in milliseconds; undefined where the test ends it. */
	executionMs: number | undefined = 0;
	/** Where it is set, executions are reported to it, and not kept. */
	onExecution: ((rows: readonly IDataObject[]) => void) | undefined;
	/** How the end of an execution is reported: as n8n does, or by the worker alone, as it happens in queue mode. */
	reports: 'all' | 'worker' = 'all';
	/** Executions that have not ended, now and at most. */
	underWay = 0;
	mostUnderWay = 0;
	private response: ITriggerResponse | undefined;
	private context: TriggerContext | undefined;
	private isDead = false;
	private readonly credential: ICredentialDataDecryptedObject;

	constructor(
		private readonly emulator: EmulatorAddress,
		public parameters: IDataObject,
		private readonly id = `workflow-${String(++workflows)}`,
	) {
		this.credential = credentialsFor(emulator).confluentFlinkApi;
	}

	/** All rows that have started executions, in order. */
	get rows(): IDataObject[] {
		return this.executions.flatMap(({ rows }) => rows);
	}

	async activate(): Promise<this> {
		this.isDead = false;
		this.response = await this.begin('trigger');
		return this;
	}

	/** The workflow is deactivated, or published anew, or n8n is shut down. */
	async close(): Promise<void> {
		await this.response?.closeFunction?.();
		this.response = undefined;
	}

	/**
	 * The process is gone from one moment to the next: it reaches nobody any more, and remembers nothing. A host of the same
	 * workflow, with what was stored, takes its place.
	 */
	async kill(): Promise<RowTriggerHost> {
		this.isDead = true;
		this.credential['apiSecret'] = 'of a process that is gone';
		await this.close();
		this.forget();
		const next = new RowTriggerHost(this.emulator, this.parameters, this.id);
		next.stored = this.stored;
		return next;
	}

	/** n8n was shut down, and starts anew. */
	async restart(): Promise<RowTriggerHost> {
		await this.close();
		this.forget();
		const next = new RowTriggerHost(this.emulator, this.parameters, this.id);
		next.stored = this.stored;
		return next;
	}

	/** The end of a test: what would be done a while after deactivation is done by nobody. */
	async dispose(): Promise<void> {
		await this.close();
		if (this.context !== undefined) this.forget();
	}

	/** Runs the node by hand, and gives its items. */
	async byHand(): Promise<IDataObject[]> {
		const response = await this.begin('manual');
		try {
			await response.manualTriggerFunction?.();
			return ((await response.manualTriggerResponse) ?? []).flat().map(({ json }) => json);
		} finally {
			await response.closeFunction?.();
		}
	}

	get label(): string {
		return ownLabel(this.context as unknown as ITriggerFunctions);
	}

	private forget(): void {
		RowMemory.forget(this.label);
		recallFarewell(this.label);
	}

	private async begin(mode: WorkflowExecuteMode): Promise<ITriggerResponse> {
		const node: INode = {
			id: 'trigger',
			name: NAME,
			type: 'n8n-nodes-confluent-flink.flinkRowTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: this.parameters as INode['parameters'],
			credentials: { confluentFlinkApi: { id: '1', name: 'Flink' } },
		};
		const workflow = new Workflow({ id: this.id, name: 'Big orders', active: true, nodes: [node], connections: {}, staticData: JSON.parse(this.stored) as IDataObject, nodeTypes: new LoaderNodeTypes(loader) });
		const additionalData = {
			credentialsHelper: new StoredCredentials(loader, { confluentFlinkApi: this.credential }),
			hooks: new ExecutionLifecycleHooks(mode, 'exec', { id: this.id, name: 'Big orders', nodes: [node], connections: {} } as unknown as IWorkflowBase),
			variables: {},
		} as unknown as IWorkflowExecuteAdditionalData;
		const response = await Container.get(TriggersAndPollers).runTriggerFunction(workflow, node, () => this.contextOf(workflow, node, additionalData, mode) as never, additionalData, mode, mode === 'manual' ? 'manual' : 'activate');
		if (response === undefined) throw new Error('the trigger gave nothing to close');
		return response;
	}

	private contextOf(workflow: Workflow, node: INode, additionalData: IWorkflowExecuteAdditionalData, mode: WorkflowExecuteMode): TriggerContext {
		const emit = (data: INodeExecutionData[][], answered?: Answered, done?: Done) => {
			if (this.isDead) return;
			// As n8n does: it stores what the trigger has left, and then starts the execution.
			if (workflow.staticData['__dataChanged'] === true) this.stored = JSON.stringify(workflow.staticData);
			this.start(data.flat().map(({ json }) => json), () => (this.reports === 'worker' ? answered?.resolve({}) : done?.resolve({} as IRun)));
		};
		const emitError = (error: Error) => {
			if (!this.isDead) this.errors.push(error);
		};
		this.context = new TriggerContext(workflow, node, additionalData, mode, 'activate', emit, emitError);
		const write = (message: string) => void this.log.push(message);
		Object.defineProperty(this.context, 'logger', { value: { error: write, warn: write, info: write, debug: () => undefined } });
		return this.context;
	}

	private start(rows: IDataObject[], report: () => void): void {
		this.mostUnderWay = Math.max(this.mostUnderWay, ++this.underWay);
		const end = () => {
			this.underWay--;
			report();
		};
		if (this.onExecution === undefined) this.executions.push({ rows, end });
		else this.onExecution(rows);
		if (this.executionMs === 0) end();
		else if (this.executionMs !== undefined) setTimeout(end, this.executionMs);
	}
}

/** Waits until something is so; fails where it does not come to be. */
export async function until(isSo: () => boolean | Promise<boolean>, what: string, ms = 15_000): Promise<void> {
	const end = Date.now() + ms;
	while (!(await isSo())) {
		if (Date.now() > end) throw new Error(`${what}: it did not come to be within ${ms} ms`);
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}
