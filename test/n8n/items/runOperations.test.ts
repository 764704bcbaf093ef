/* eslint-disable @n8n/community-nodes/no-restricted-globals -- not in the published package: n8n's rules for nodes do not apply here */
import { emulatorPerTest } from '../../host/emulatorPerTest';
import { runNode, type NodeSpec } from '../../host/runNode';

const cloud = emulatorPerTest();

const statementSpec = (spec: Omit<NodeSpec, 'type'>): NodeSpec => ({ type: 'flinkStatement', ...spec, parameters: { resource: 'statement', ...spec.parameters } });
const run = async (spec: Omit<NodeSpec, 'type'>) => await cloud.run(statementSpec(spec));

const posts = () => cloud.emulator.control.journal().entries.filter(({ method }) => method === 'POST');
const left = async () => (await cloud.emulator.control.statements()).map(({ phase }) => phase);

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
	while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
}

const QUERY = { operation: 'executeQuery', sql: '=SELECT * FROM {{ $json.table }}' };
const SUBMIT = { operation: 'submit', sql: 'INSERT INTO `a` SELECT * FROM `b`' };

const createPool = (displayName: string) => ({
	resource: 'computePool',
	operation: 'create',
	environment: { __rl: true, mode: 'id', value: cloud.emulator.flinkApi.environmentId },
	displayName,
	cloud: 'AWS',
	region: 'us-east-1',
});

describe('an error that ends the run', () => {
	it('leaves no query of another item behind, although its POST was under way', async () => {
		cloud.emulator.control.behave({ steps: [{ phase: 'RUNNING', after: { ms: 3_600_000 } }] });
		cloud.emulator.control.faults.add({ method: 'POST', times: 1, fault: { kind: 'answer', status: 400, detail: 'refused' } });
		cloud.emulator.control.faults.add({ method: 'POST', fault: { kind: 'latency', ms: 600 } });
		const input = Array.from({ length: 12 }, (_, index) => ({ table: `t${index}` }));
		const { error } = await run({ parameters: QUERY, input });
		expect(error?.message).toContain('refused');
		expect(posts()).toHaveLength(12);
		expect(await left()).toEqual([]);
	});

	it('says what it does not know of other items', async () => {
		cloud.emulator.control.faults.add({ method: 'POST', times: 1, fault: { kind: 'answer', status: 402, detail: 'quota' } });
		cloud.emulator.control.faults.add({ method: 'POST', skip: 1, fault: { kind: 'latency', ms: 400 } });
		cloud.emulator.control.faults.add({ method: 'POST', fault: { kind: 'drop', when: 'after' } });
		const { error } = await cloud.run({ type: 'flinkComputePool', parameters: createPool('={{ $json.name }}'), input: [{ name: 'p0' }, { name: 'p1' }] });
		expect(error?.message).toMatch(/^Compute pool "p[01]": quota$/);
		expect(error?.description).toMatch(/It is not known whether compute pool "p[01]" was created: The connection to \S+ was lost before the answer was complete\.$/);
	});

	it('says of which other items the old statement is gone and the new one not there', async () => {
		cloud.emulator.control.seed({ statements: [{ name: 'old', sql: 'SELECT 1', phase: 'RUNNING' }] });
		cloud.emulator.control.configure({ lifecycle: { deleting: { ms: 3_600_000 } } });
		cloud.emulator.control.behave({ name: 'bad', steps: [{ phase: 'FAILED', after: { ms: 4_000 }, detail: 'broken' }] });
		const parameters = { ...SUBMIT, statementName: '={{ $json.name }}', options: { onNameConflict: 'replace', waitFor: 'running' } };
		const { error } = await run({ parameters, input: [{ name: 'old' }, { name: 'bad' }] });
		expect(error?.message).toBe('Statement "bad" failed: broken');
		expect(error?.description).toContain('The old statement "old" was deleted, and nothing runs under this name now: The execution was cancelled.');
	});

	it('says what other items have created', async () => {
		cloud.emulator.control.faults.add({ method: 'POST', times: 1, fault: { kind: 'answer', status: 400, detail: 'refused' } });
		cloud.emulator.control.faults.add({ method: 'POST', skip: 1, fault: { kind: 'latency', ms: 300 } });
		const { error } = await run({ parameters: { ...SUBMIT, statementName: '={{ $json.name }}' }, input: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] });
		const names = (await cloud.emulator.control.statements()).map(({ name }) => name);
		expect(error?.message).toContain('refused');
		expect(names).toHaveLength(2);
		for (const name of names) expect(error?.description).toContain(`Statement "${name}"`);
		expect(error?.description).toMatch(/Done before the run ended: Statement "[abc]", Statement "[abc]"\.$/);
	});

	it('is reported together with what could not be cleaned up', async () => {
		cloud.emulator.control.behave({ steps: [{ phase: 'FAILED', detail: 'no table' }] });
		cloud.emulator.control.faults.add({ method: 'DELETE', fault: { kind: 'answer', status: 403, detail: 'not allowed' } });
		const { error } = await run({ parameters: QUERY, input: [{ table: 'a' }] });
		expect(error?.message).toContain('failed: no table');
		expect(error?.description).toMatch(/Statement "n8n-[^"]+" could not be deleted and may still run: not allowed\. Delete it with Delete Statement\.$/);
	});
});

describe('a cancellation', () => {
	it.each([
		['executeQuery', 202],
		// A dry run is answered by its POST and never stored.
		['validate', 404],
	])('during the POST of %s leaves nothing behind', async (operation, deletion) => {
		cloud.emulator.control.behave({ steps: [{ phase: 'RUNNING', after: { ms: 3_600_000 } }] });
		cloud.emulator.control.faults.add({ method: 'POST', fault: { kind: 'latency', ms: 600 } });
		const execution = cloud.start(statementSpec({ parameters: { operation, sql: 'SELECT 1' } }));
		await until(() => posts().length > 0);
		execution.cancel();
		await execution.finished;
		await until(() => cloud.emulator.control.journal().entries.some(({ method, status }) => method === 'DELETE' && status === deletion));
		expect(await left()).toEqual([]);
	});

	it('begins no further item, also where the node goes on after errors', async () => {
		cloud.emulator.control.behave({ steps: [{ phase: 'RUNNING', after: { ms: 3_600_000 } }] });
		const spec = statementSpec({
			parameters: { ...SUBMIT, options: { waitFor: 'completed' } },
			onError: 'continueRegularOutput',
			input: Array.from({ length: 500 }, () => ({})),
		});
		const execution = cloud.start(spec);
		await until(() => posts().length >= 10);
		execution.cancel();
		await execution.finished;
		const begun = posts().length;
		await new Promise((resolve) => setTimeout(resolve, 300));
		// What had its turn before the end was sent; nothing came after it.
		expect(posts().length).toBeLessThanOrEqual(begun + 50);
		expect(posts().length).toBeLessThan(200);
	});
});

describe('a wrong credential', () => {
	const wrong = () => {
		const { confluentFlinkApi, ...others } = cloud.credentials();
		return { ...others, confluentFlinkApi: { ...confluentFlinkApi, organizationId: 'my-org' } };
	};
	const parameters = { resource: 'statement', operation: 'delete', statement: { __rl: true, mode: 'name', value: 'etl' } };

	it('ends the run', async () => {
		const { error, items } = await runNode(cloud.loader, wrong(), { type: 'flinkStatement', parameters, input: [{ a: 1 }, { a: 2 }] });
		expect(error?.message).toContain(`'Organization ID' in the credential is "my-org"`);
		expect(items).toEqual([]);
	});

	it('is the error of every item where the node goes on, and no success of any', async () => {
		const { error, items, errorItems } = await runNode(cloud.loader, wrong(), { type: 'flinkStatement', parameters, input: [{ a: 1 }, { a: 2 }], onError: 'continueErrorOutput' });
		expect(error).toBeUndefined();
		expect(items).toEqual([]);
		expect(errorItems.map(({ json }) => json['error'])).toEqual(Array.from({ length: 2 }, () => expect.stringContaining('Organization ID')));
		expect(errorItems.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});
});

describe('a credential with expressions', () => {
	const perItem = () => {
		const { confluentFlinkApi, ...others } = cloud.credentials();
		return { ...others, confluentFlinkApi: { ...confluentFlinkApi, environmentId: '={{ $json.env }}' } };
	};
	const names = (spec: object) => ({ type: 'flinkStatement', parameters: { resource: 'statement', ...SUBMIT, statementName: '={{ $json.name }}' }, ...spec });

	it('is resolved for each item: none lands in the environment of another', async () => {
		const { environmentId } = cloud.emulator.flinkApi;
		const input = [{ env: environmentId, name: 'mine' }, { env: 'env-other1', name: 'other' }];
		const { json } = await runNode(cloud.loader, perItem(), names({ input, onError: 'continueRegularOutput' }));
		expect(json[0]).toMatchObject({ name: 'mine' });
		expect(json[1]?.['error']).toMatch(/^Statement "other": /);
		expect(posts().map(({ path }) => /environments\/([^/]+)/.exec(path)?.[1]).sort()).toEqual(['env-other1', environmentId].sort());
	});

	it('is the error of the item that it is wrong for', async () => {
		const { environmentId } = cloud.emulator.flinkApi;
		const input = [{ env: 'production', name: 'a' }, { env: environmentId, name: 'b' }];
		const { json } = await runNode(cloud.loader, perItem(), names({ input, onError: 'continueRegularOutput' }));
		expect(json[0]?.['error']).toContain(`'Environment ID' in the credential is "production"`);
		expect(json[1]).toMatchObject({ name: 'b' });
	});
});

describe('an error after something was created', () => {
	beforeEach(() => {
		cloud.emulator.control.faults.add({ method: 'GET', fault: { kind: 'answer', status: 403, detail: 'not now' } });
	});

	it.each([
		['submitted', { ...SUBMIT, options: { waitFor: 'completed' } }],
		['kept', { ...QUERY, sql: 'SELECT 1', options: { keepStatement: true } }],
	])('names the statement that was %s under a generated name', async (_how, parameters) => {
		cloud.emulator.control.behave({ steps: [{ phase: 'RUNNING', after: { ms: 3_600_000 } }] });
		const { json } = await run({ parameters, onError: 'continueRegularOutput' });
		const [statement] = await cloud.emulator.control.statements();
		expect(json[0]?.['error']).toContain(`Statement "${statement?.name}": not now`);
	});

	it('names the compute pool by its ID', async () => {
		const { json } = await cloud.run({ type: 'flinkComputePool', parameters: createPool('etl'), onError: 'continueRegularOutput' });
		expect(json[0]?.['error']).toMatch(/^Compute pool "etl" \(lfcp-\w+\): not now/);
	});
});

describe('a refused key', () => {
	it('is named in the message itself, which is all that is left of an error where the node goes on', async () => {
		const { confluentFlinkApi, confluentCloudApi, ...others } = cloud.credentials();
		const swapped = { ...others, confluentFlinkApi: { ...confluentFlinkApi, apiKeyId: confluentCloudApi['apiKeyId'] ?? '', apiSecret: confluentCloudApi['apiSecret'] ?? '' } };
		const parameters = { resource: 'statement', operation: 'get', statement: { __rl: true, mode: 'name', value: 'etl' } };
		const { json } = await runNode(cloud.loader, swapped, { type: 'flinkStatement', parameters, onError: 'continueRegularOutput' });
		expect(json[0]?.['error']).toMatch(/^Statement "etl": .+\. This node needs a Flink API key for the credential's environment, cloud and region, or a Global API key$/);
	});
});

describe('remarks', () => {
	it('are shown up to a number that can be read', async () => {
		const { hints } = await run({
			parameters: { operation: 'executeQuery', sql: 'CREATE TABLE t (a INT)', options: { keepStatement: true } },
			input: Array.from({ length: 30 }, () => ({})),
		});
		expect(hints).toHaveLength(21);
		expect(hints.at(-1)).toBe('There are 10 more remarks like these.');
	});
});
