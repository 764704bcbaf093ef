import { LoadOptionsContext, type PackageDirectoryLoader } from 'n8n-core';
import type { ILoadOptionsFunctions, INodeParameters, INodeType } from 'n8n-workflow';

import type { Emulator } from '../../emulator';
import { createHost, credentialsFor } from '../host/host';
import { nodeOf, runNode, type NodeRun } from '../host/runNode';
import { RowTriggerHost } from '../nodes/FlinkRowTrigger/rowTriggerHost';
import { TriggerHost } from '../nodes/FlinkStatementTrigger/triggerHost';

export interface Surroundings {
	readonly loader: PackageDirectoryLoader;
	/** One for each undertaking, so that none meets what another did. */
	readonly emulator: Emulator;
	/** To be called when everything is prepared: from now on the service behaves as the case has it. */
	readonly begin: () => void;
	/** Max Wait (Seconds) of an operation. */
	readonly seconds: number;
}

export interface Outcome {
	/** Status, message and description of the error; undefined after a success. */
	readonly failure: string | undefined;
	/** How many items, entries or changes came out. */
	readonly count: number;
	/** All that n8n shows or stores of it. */
	readonly shown: readonly unknown[];
}

/** Something that a user has the package do. */
export interface Undertaking {
	readonly name: string;
	readonly run: (surroundings: Surroundings) => Promise<Outcome>;
}

const RESOURCES: Readonly<Record<string, string>> = { flinkStatement: 'statement', flinkComputePool: 'computePool', flinkRegion: 'region' };
const statement = { __rl: true, mode: 'name', value: 'kept' };
const computePool = { __rl: true, mode: 'id', value: 'lfcp-7d3k9w' };

const QUERY = 'SELECT v FROM t';
const INSERT = 'INSERT INTO `a` SELECT 1';
const RESULTS = { columns: [{ name: 'v', type: { type: 'INTEGER', nullable: false } }], rows: [{ changes: [{ op: 0 as const, row: ['1'] }] }] };
const EXCEPTIONS = [{ name: 'java.lang.RuntimeException', message: 'division by zero' }];

interface Operation {
	readonly parameters?: INodeParameters;
	/** The SQL of the statement `kept`. */
	readonly sql?: string;
	readonly isStopped?: boolean;
}

/** Every operation of the three action nodes, with parameters that let it go through. */
const OPERATIONS: Readonly<Record<string, Operation>> = {
	'flinkStatement submit': { parameters: { sql: INSERT, statementName: 'new' } },
	'flinkStatement executeQuery': { parameters: { sql: QUERY } },
	'flinkStatement validate': { parameters: { sql: QUERY } },
	'flinkStatement get': { parameters: { statement } },
	'flinkStatement getAll': {},
	'flinkStatement getExceptions': { parameters: { statement: { ...statement, value: 'broken' } } },
	'flinkStatement getResults': { parameters: { statement }, sql: QUERY },
	'flinkStatement stop': { parameters: { statement } },
	'flinkStatement resume': { parameters: { statement }, isStopped: true },
	'flinkStatement update': { parameters: { statement, updateFields: { stopped: true } } },
	'flinkStatement waitFor': { parameters: { statement, phases: ['RUNNING'] } },
	'flinkStatement delete': { parameters: { statement } },
	'flinkComputePool create': { parameters: { displayName: 'p', cloud: 'AWS', region: 'us-east-1', maxCfu: 5 } },
	'flinkComputePool get': { parameters: { computePool } },
	'flinkComputePool getAll': {},
	'flinkComputePool update': { parameters: { computePool, updateFields: { displayName: 'q' } } },
	'flinkComputePool delete': { parameters: { computePool } },
	'flinkRegion getAll': {},
};

const ON_ERROR = ['stopWorkflow', 'continueRegularOutput'] as const;

function operation(name: string, { parameters, sql, isStopped }: Operation, onError: (typeof ON_ERROR)[number]): Undertaking {
	const [type = '', operationName = ''] = name.split(' ');
	const run = async ({ loader, emulator, begin, seconds }: Surroundings): Promise<Outcome> => {
		const credentials = credentialsFor(emulator);
		const prepare = async (prepared: INodeParameters) => {
			const { error } = await runNode(loader, credentials, { type: 'flinkStatement', parameters: { resource: 'statement', ...prepared } });
			if (error !== undefined) throw new Error(`${name} could not be prepared: ${error.message}`);
		};
		emulator.control.seed({ statements: [{ name: 'broken', phase: 'FAILED', exceptions: EXCEPTIONS }] });
		emulator.control.behave({ sqlContains: QUERY, results: RESULTS });
		if (type === 'flinkStatement') await prepare({ operation: 'submit', sql: sql ?? INSERT, statementName: 'kept' });
		if (isStopped === true) await prepare({ operation: 'stop', statement });
		begin();
		const environment = type === 'flinkComputePool' ? { environment: { __rl: true, mode: 'id', value: emulator.flinkApi.environmentId } } : {};
		const all = { resource: RESOURCES[type] ?? '', operation: operationName, ...environment, ...parameters, options: { timeout: seconds } };
		const result = await runNode(loader, credentials, { type, parameters: all, onError });
		return { failure: failureOf(result), count: result.items.length, shown: [result, result.run.data] };
	};
	return { name: `${name}, ${onError}`, run };
}

function failureOf({ error, json }: NodeRun): string | undefined {
	if (error !== undefined) return `${error.httpCode ?? ''} ${error.message} ${error.description ?? ''}`;
	const failed = json.find((item) => 'error' in item);
	return failed === undefined ? undefined : JSON.stringify(failed);
}

const PICKERS: ReadonlyArray<readonly [type: string, method: string]> = [
	['flinkStatement', 'searchStatements'],
	['flinkStatement', 'searchComputePoolsOfCredential'],
	['flinkComputePool', 'searchComputePools'],
	['flinkComputePool', 'searchEnvironments'],
	['flinkStatementTrigger', 'searchComputePoolsOfCredential'],
	['flinkRowTrigger', 'searchComputePoolsOfCredential'],
];

/** A list of the editor, opened. */
function picker(type: string, method: string): Undertaking {
	const run = async ({ loader, emulator, begin }: Surroundings): Promise<Outcome> => {
		emulator.control.seed({ statements: [{ name: 'kept' }] });
		const node = nodeOf({ type, parameters: { environment: { __rl: true, mode: 'id', value: emulator.flinkApi.environmentId }, watch: 'computePool' } });
		const { workflow, additionalData } = createHost(loader, { nodes: [node] }, credentialsFor(emulator));
		const context = new LoadOptionsContext(workflow, node, { ...additionalData, currentNodeParameters: node.parameters }, '') as unknown as ILoadOptionsFunctions;
		const search = (loader.getNode(type).type as INodeType).methods?.listSearch?.[method];
		if (search === undefined) throw new Error(`${type} has no ${method}`);
		begin();
		return await outcomeOf(async () => (await search.call(context)).results, () => []);
	};
	return { name: `${type} ${method}`, run };
}

/** A poll that finds one statement failed, and reads its exceptions. */
const POLL: Undertaking = {
	name: 'flinkStatementTrigger poll',
	run: async ({ emulator, begin }) => {
		await emulator.control.clock.hold();
		emulator.control.seed({ statements: [{ name: 'kept', phase: 'RUNNING', steps: [{ phase: 'FAILED', after: { ms: 60_000 } }] }] });
		const host = new TriggerHost(emulator);
		host.budgetMs = 10_000;
		await host.poll();
		await emulator.control.clock.advance(60_000);
		begin();
		return await outcomeOf(async () => (await host.poll()) ?? [], () => [host.log, host.stored, host.state]);
	},
};

/** A run by hand, which gives the first rows of a query. */
const SAMPLES: Undertaking = {
	name: 'flinkRowTrigger by hand',
	run: async ({ emulator, begin }) => {
		emulator.control.behave({ sqlContains: QUERY, results: RESULTS });
		const host = new RowTriggerHost(emulator, { sql: QUERY });
		begin();
		return await outcomeOf(async () => await host.byHand(), () => [host.log, host.stored]);
	},
};

async function outcomeOf(work: () => Promise<readonly unknown[]>, more: () => readonly unknown[]): Promise<Outcome> {
	try {
		const found = await work();
		return { failure: undefined, count: found.length, shown: [found, ...more()] };
	} catch (error) {
		const { httpCode = '', message, description = '' } = error as { httpCode?: string; message: string; description?: string };
		return { failure: `${httpCode} ${message} ${description}`, count: 0, shown: [error, ...more()] };
	}
}

export const UNDERTAKINGS: readonly Undertaking[] = [
	...Object.entries(OPERATIONS).flatMap(([name, given]) => ON_ERROR.map((onError) => operation(name, given, onError))),
	POLL,
	SAMPLES,
	...PICKERS.map(([type, method]) => picker(type, method)),
];
