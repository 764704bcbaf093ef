import type { INode, INodeParameters } from 'n8n-workflow';

import { emulatorPerTest } from '../host/emulatorPerTest';
import { createHost, startAt } from '../host/host';
import { nodeOf, type NodeSpec } from '../host/runNode';

const cloud = emulatorPerTest();

const INSERT = 'INSERT INTO `a` SELECT * FROM `b`';
const SUBMIT = { resource: 'statement', operation: 'submit', sql: INSERT };
const QUERY = { resource: 'statement', operation: 'executeQuery', sql: INSERT };

const run = async (parameters: INodeParameters, spec: Partial<NodeSpec> = {}) =>
	await cloud.run({ type: 'flinkStatement', parameters, tries: 3, input: [{}, {}], ...spec });
const fail = (...[rule]: Parameters<typeof cloud.emulator.control.faults.add>) => cloud.emulator.control.faults.add(rule);
const statements = async () => await cloud.emulator.control.statements();
const journal = (method: string) => cloud.emulator.control.journal().entries.filter((entry) => entry.method === method);

/** The second item's POST is refused, once, when the first item is done. */
function refuseSecond(times = 1): void {
	fail({ method: 'POST', skip: 1, times, fault: { kind: 'latency', ms: 400 } });
	fail({ method: 'POST', skip: 1, times, fault: { kind: 'answer', status: 400, detail: 'refused' } });
}

describe('an item that had succeeded', () => {
	it.each([
		['submit', SUBMIT, 2],
		['executeQuery', QUERY, 0],
		['executeQuery that keeps its statement', { ...QUERY, options: { keepStatement: true } }, 2],
	])('is not carried out again by %s', async (_case, parameters, left) => {
		refuseSecond();
		const { error, items } = await run(parameters);
		expect(error).toBeUndefined();
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(new Set(items.map(({ json }) => json['name'])).size).toBe(2);
		expect(journal('POST').map(({ status }) => status)).toEqual([201, 400, 201]);
		expect(await statements()).toHaveLength(left);
	});

	it('is not changed a second time', async () => {
		await run({ ...SUBMIT, statementName: '={{ $json.name }}' }, { input: [{ name: 'etl-0' }, { name: 'etl-1' }] });
		fail({ method: 'GET', path: '*/etl-1', times: 1, fault: { kind: 'latency', ms: 400 } });
		fail({ method: 'GET', path: '*/etl-1', times: 1, fault: { kind: 'answer', status: 400, detail: 'refused' } });
		const stop = { resource: 'statement', operation: 'stop', statement: { __rl: true, mode: 'name', value: '={{ $json.name }}' } };
		const { json, error } = await run(stop, { input: [{ name: 'etl-0' }, { name: 'etl-1' }] });
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ name: 'etl-0', phase: 'STOPPED' }, { name: 'etl-1', phase: 'STOPPED' }]);
		expect(journal('PUT').map(({ path }) => path.split('/').at(-1))).toEqual(['etl-0', 'etl-1']);
	});

	it('keeps its remarks', async () => {
		refuseSecond();
		const { hints } = await run({ ...QUERY, options: { keepStatement: true } });
		const names = (await statements()).map(({ name }) => name);
		expect([...hints].sort()).toEqual(names.map((name) => `Statement "${name}" was kept.`).sort());
	});

	it('is named by the error of the last try', async () => {
		refuseSecond(Infinity);
		const { error } = await run(SUBMIT);
		expect(journal('POST').map(({ status }) => status)).toEqual([201, 400, 400, 400]);
		expect(error?.description).toContain(`Done before the run ended: Statement "${(await statements())[0]!.name}".`);
	});

	it('is not carried out again where the node goes on after errors', async () => {
		fail({ method: 'POST', times: 1, fault: { kind: 'answer', status: 400, detail: 'refused' } });
		const { json, error } = await run(SUBMIT, { onError: 'continueRegularOutput' });
		expect(error).toBeUndefined();
		expect(json).toEqual([expect.objectContaining({ sql: INSERT }), expect.objectContaining({ sql: INSERT })]);
		expect(journal('POST')).toHaveLength(3);
	});
});

describe('an item whose submit is in doubt', () => {
	it.each<[string, INodeParameters]>([
		['submit', SUBMIT],
		['executeQuery that keeps its statement', { ...QUERY, options: { keepStatement: true } }],
	])('finds its own statement again (%s)', async (_case, parameters) => {
		fail({ method: 'POST', times: 1, fault: { kind: 'drop', when: 'after' } });
		fail({ method: 'GET', times: 1, fault: { kind: 'answer', status: 400, detail: 'refused' } });
		const { json, error } = await run(parameters, { input: [{}] });
		expect(error).toBeUndefined();
		expect(journal('POST').map(({ status }) => status)).toEqual([null, 409]);
		expect((await statements()).map(({ name }) => name)).toEqual([json[0]?.['name']]);
	});

	it('goes on waiting for the statement that it submitted', async () => {
		cloud.emulator.control.behave({ steps: [{ phase: 'PENDING' }, { phase: 'RUNNING', after: { ms: 700 } }] });
		const { json, error } = await run({ ...SUBMIT, options: { waitFor: 'running', timeout: 0.5 } }, { input: [{}] });
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ phase: 'RUNNING' }]);
		expect(await statements()).toHaveLength(1);
	});

	it.each(['fail', 'replace', 'reuse'])('goes on with the statement of its own name, on conflict: %s', async (onNameConflict) => {
		cloud.emulator.control.behave({ steps: [{ phase: 'PENDING' }, { phase: 'RUNNING', after: { ms: 700 } }] });
		const { json, error } = await run({ ...SUBMIT, statementName: 'etl', options: { waitFor: 'running', timeout: 0.5, onNameConflict } }, { input: [{}] });
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ name: 'etl', phase: 'RUNNING' }]);
		expect(journal('POST').map(({ status }) => status)).toEqual([201, 409]);
	});

	it.each([
		['fail', 1],
		// Of the second try also the dry run, which checks the SQL before the failed statement is deleted.
		['replace', 3],
	])('says why the statement of its own name failed, on conflict: %s', async (onNameConflict, submitted) => {
		cloud.emulator.control.behave({ name: 'etl', steps: [{ phase: 'FAILED', detail: 'no table' }] });
		const { error } = await run({ ...SUBMIT, statementName: 'etl', options: { waitFor: 'running', onNameConflict } }, { input: [{}], tries: 2 });
		expect(error?.message).toContain('failed: no table');
		expect(journal('POST').filter(({ status }) => status === 201)).toHaveLength(submitted);
	});

	it('submits anew where its statement has failed', async () => {
		cloud.emulator.control.behave({ steps: [{ phase: 'FAILED', detail: 'no table' }] });
		const { error } = await run({ ...SUBMIT, options: { waitFor: 'running' } }, { input: [{}], tries: 2 });
		expect(error?.message).toContain('failed: no table');
		expect(new Set((await statements()).map(({ name }) => name)).size).toBe(2);
	});
});

describe('names', () => {
	const names = async () => (await statements()).map(({ name }) => name);

	it('are others in another execution, although n8n gives both the same ID', async () => {
		await run(SUBMIT);
		await run(SUBMIT);
		expect(new Set(await names()).size).toBe(4);
	});

	it('are others for another node, and for another run of the same node', async () => {
		const at = (name: string, spec: Partial<NodeSpec> = {}): INode => ({
			...nodeOf({ type: 'flinkStatement', parameters: SUBMIT, tries: 2, ...spec }),
			id: name,
			name,
		});
		const to = (...nodes: string[]) => ({ main: [nodes.map((node) => ({ node, type: 'main' as const, index: 0 }))] });
		const host = createHost(
			cloud.loader,
			{ nodes: [at('Start'), at('Left'), at('Right'), at('Last')], connections: { Start: to('Left', 'Right'), Left: to('Last'), Right: to('Last') } },
			cloud.credentials(),
		);
		const { data } = await startAt(host, 'Start', [{ json: {} }]).finished;
		expect(data.resultData.error).toBeUndefined();
		expect(data.resultData.runData['Last']).toHaveLength(2);
		expect(new Set(await names()).size).toBe(5);
	});
});

describe('a compute pool', () => {
	const create = (options: INodeParameters = {}) => ({
		resource: 'computePool',
		operation: 'create',
		environment: { __rl: true, mode: 'id', value: cloud.emulator.flinkApi.environmentId },
		displayName: '={{ $json.name }}',
		cloud: 'AWS',
		region: 'us-east-1',
		options,
	});
	const runPool = async (parameters: INodeParameters, input = [{ name: 'p0' }]) => await cloud.run({ type: 'flinkComputePool', parameters, tries: 3, input });

	it('is not created a second time where waiting for it failed', async () => {
		fail({ method: 'GET', times: 1, fault: { kind: 'answer', status: 400, detail: 'refused' } });
		const { json, error } = await runPool(create());
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ displayName: 'p0', phase: 'PROVISIONED' }]);
		expect(journal('POST')).toHaveLength(1);
	});

	it('is not asked for again where it is not known whether it was created', async () => {
		fail({ method: 'POST', fault: { kind: 'drop', when: 'after' } });
		const { error } = await runPool(create());
		expect(error?.message).toMatch(/^It is not known whether compute pool "p0" was created/);
		expect(journal('POST')).toHaveLength(1);
	});
});
