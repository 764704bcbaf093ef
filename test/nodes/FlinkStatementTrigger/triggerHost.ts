import { Container } from '@n8n/di';
import { PollContext, TriggersAndPollers } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	IPollFunctions,
	IWorkflowExecuteAdditionalData,
	Logger,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import { credentialsFor, LoaderNodeTypes, type EmulatorAddress } from '../../host/host';
import { loadSources } from '../../host/package';
import { StoredCredentials } from '../../host/storedCredentials';

const NAME = 'Flink Statement Trigger';

const loader = loadSources();

/**
 * How n8n keeps a trigger's state between polls: `live` in memory, and in the database only what activation or a
 * poll with items left, as its own poller does; `everyPoll` in the database, but for what activation left, as its
 * durable cursors do; `whenTold` in the database, but only what activation or a poll with items left, as its
 * durable scheduler does without cursors.
 */
export type Keeping = 'live' | 'everyPoll' | 'whenTold';

/** What n8n logged on behalf of the node. */
export interface LogEntry {
	readonly level: string;
	readonly message: string;
}

let workflows = 0;

/** An active workflow with the trigger in it, polled by n8n-core's own code against an emulator. */
export class TriggerHost {
	/** What n8n has in its database. */
	stored = '{}';
	readonly log: LogEntry[] = [];
	credential: ICredentialDataDecryptedObject;
	parameters: IDataObject;
	budgetMs: number | undefined;
	/** An n8n that does not say how long a poll may take. */
	isOldVersion = false;
	private live: Workflow | undefined;
	/** Whether the scheduler knows the trigger: from then on it polls by the clock alone. */
	private isScheduled = false;
	private id = '';

	constructor(emulator: EmulatorAddress, parameters: IDataObject = {}, private readonly keeping: Keeping = 'live') {
		this.credential = credentialsFor(emulator).confluentFlinkApi;
		this.parameters = parameters;
		this.restart();
	}

	/** n8n starts anew: what is not in its database is gone, and so is everything that the process remembered. */
	restart(): void {
		this.live = undefined;
		// The process's memory goes by workflow: to another workflow it has nothing to say.
		this.id = `workflow-${String(++workflows)}`;
	}

	/** The workflow is published, perhaps with other parameters: n8n drops what it has in memory and loads it anew. */
	publish(parameters = this.parameters): void {
		this.parameters = parameters;
		this.live = undefined;
	}

	/** One poll: the items, or null. The first one, and of `live` the first after `publish`, is that of activation. */
	async poll(mode: WorkflowExecuteMode = 'trigger'): Promise<IDataObject[] | null> {
		const { workflow, isActivation } = this.workflow();
		const node = workflow.getNode(NAME)!;
		const context = this.context(workflow, node, mode);
		const result = await Container.get(TriggersAndPollers).runPollFunction(workflow, node, context);
		const saves = result !== null || isActivation === (this.keeping !== 'everyPoll');
		// n8n writes nothing where nothing was assigned since it was loaded.
		const isChanged = workflow.staticData['__dataChanged'] === true;
		if (mode !== 'manual' && saves && isChanged) this.stored = JSON.stringify(workflow.staticData);
		return result === null ? null : result.flat().map((item) => item.json);
	}

	/** In words: what each item tells, such as `etl RUNNING>FAILED`. */
	async told(): Promise<string[]> {
		const items = (await this.poll()) ?? [];
		return items.map(({ name, previousPhase, phase }) => `${String(name)} ${String(previousPhase ?? '-')}>${String(phase)}`);
	}

	/** The node's own part of what is in the database. */
	get state(): unknown {
		return ownPart(this.stored);
	}

	/** The node's own part of what n8n has in memory between polls, which only `live` does. */
	get memory(): unknown {
		return this.live === undefined ? undefined : ownPart(JSON.stringify(this.live.staticData));
	}

	private workflow(): { workflow: Workflow; isActivation: boolean } {
		const isActivation = this.keeping === 'live' ? this.live === undefined : !this.isScheduled;
		const workflow = this.live ?? this.load();
		if (this.keeping === 'live') this.live = workflow;
		this.isScheduled = true;
		return { workflow, isActivation };
	}

	private load(): Workflow {
		const node: INode = {
			id: 'trigger',
			name: NAME,
			type: 'n8n-nodes-confluent-flink.flinkStatementTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: this.parameters as INode['parameters'],
			credentials: { confluentFlinkApi: { id: '1', name: 'Flink' } },
		};
		const staticData = JSON.parse(this.stored) as IDataObject;
		return new Workflow({ id: this.id, name: 'On call', active: true, nodes: [node], connections: {}, staticData, nodeTypes: new LoaderNodeTypes(loader) });
	}

	/** n8n-core's own context; its type says less exactly than n8n-workflow's that a workflow has a name. */
	private context(workflow: Workflow, node: INode, mode: WorkflowExecuteMode): IPollFunctions {
		const additionalData = { credentialsHelper: new StoredCredentials(loader, { confluentFlinkApi: this.credential }), variables: {} } as unknown as IWorkflowExecuteAdditionalData;
		const context = new PollContext(workflow, node, additionalData, mode, mode === 'manual' ? 'manual' : 'activate');
		const { budgetMs } = this;
		if (budgetMs !== undefined) Object.defineProperty(context, 'getPollBudgetMs', { value: () => budgetMs });
		if (this.isOldVersion) Object.defineProperty(context, 'getPollBudgetMs', { value: undefined });
		Object.defineProperty(context, 'logger', { value: this.logger() });
		return context as unknown as IPollFunctions;
	}

	private logger(): Logger {
		const write = (level: string) => (message: string) => void this.log.push({ level, message });
		return { error: write('error'), warn: write('warn'), info: write('info'), debug: write('debug') };
	}
}

function ownPart(staticData: string): unknown {
	const data = JSON.parse(staticData) as Record<string, { watch?: unknown } | undefined>;
	return data[`node:${NAME}`]?.watch;
}
