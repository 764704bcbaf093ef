import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { QueryHost } from './queryHost';

const host = QueryHost.perTest();

const VALUE = 'sk-Live-0123456789';
const PROPERTIES = { 'sql.state-ttl': '1 h', 'sql.secrets.openai': VALUE };
const etl = { statement: { __rl: true, mode: 'name', value: 'etl' } };
const property = { property: Object.entries(PROPERTIES).map(([name, value]) => ({ name, value })) };

const seed = (phase: 'RUNNING' | 'STOPPED' | 'FAILED', more: object = {}) => {
	host.emulator.control.seed({ statements: [{ name: 'etl', phase, properties: PROPERTIES, ...more }] });
};
const propertiesOf = (item: IDataObject | undefined) => (item?.['spec'] as IDataObject | undefined)?.['properties'];

describe('the values of sql.secrets.* are masked', () => {
	it.each<[string, INodeParameters]>([
		['get', etl],
		['getAll', {}],
		['waitFor', { ...etl, phases: ['RUNNING'] }],
		['stop', etl],
		['update', { ...etl, updateFields: { stopped: true } }],
	])('in what %s returns, simplified or not', async (operation, parameters) => {
		seed('RUNNING', { detail: `The key ${VALUE} is about to expire` });
		const { json: raw, error } = await host.run({ operation, ...parameters, simplify: false });
		expect(error).toBeUndefined();
		expect(propertiesOf(raw[0])).toEqual({ 'sql.state-ttl': '1 h', 'sql.secrets.openai': 'hidden' });
		const { json } = await host.run({ operation, ...parameters });
		expect(JSON.stringify([raw, json])).not.toContain(VALUE);
	});

	it('in what Submit and Resume return', async () => {
		const submitted = await host.run({ operation: 'submit', sql: 'INSERT INTO a SELECT * FROM b', statementName: 'etl', simplify: false, options: { properties: property, waitFor: 'running' } });
		expect(propertiesOf(submitted.json[0])).toEqual({ 'sql.state-ttl': '1 h', 'sql.secrets.openai': 'hidden' });
		await host.run({ operation: 'stop', ...etl });
		const resumed = await host.run({ operation: 'resume', ...etl, simplify: false });
		expect(resumed.error).toBeUndefined();
		expect(propertiesOf(resumed.json[0])).toEqual({ 'sql.state-ttl': '1 h', 'sql.secrets.openai': 'hidden' });
	});

	it('in why a statement failed', async () => {
		seed('FAILED', { detail: `Unauthorized: ${VALUE}` });
		const { error } = await host.run({ operation: 'waitFor', ...etl });
		expect(error?.message).toBe('Statement "etl" failed: Unauthorized: hidden');
	});

	it('in its newest exception', async () => {
		seed('FAILED', { exceptions: [{ name: 'E', message: `Unauthorized: ${VALUE}` }] });
		const { error } = await host.run({ operation: 'waitFor', ...etl });
		expect(error?.message).toBe('Statement "etl" failed: Unauthorized: hidden');
	});

	it.each(['submit', 'executeQuery', 'validate'])('in the words with which the service refuses it: %s', async (operation) => {
		host.emulator.control.faults.add({ method: 'POST', fault: { kind: 'answer', status: 400, detail: `Bad value ${VALUE}` } });
		const { error } = await host.run({ operation, sql: 'SELECT 1', options: { properties: property } });
		expect(error?.message).toMatch(/Bad value hidden/);
		// The error holds the node's own parameters, too.
		expect(JSON.stringify({ ...error, node: undefined })).not.toContain(VALUE);
	});

	it('in the words with which the service refuses a change', async () => {
		seed('RUNNING');
		host.emulator.control.faults.add({ method: 'PUT', fault: { kind: 'answer', status: 400, detail: `Bad value ${VALUE}` } });
		const { error } = await host.run({ operation: 'stop', ...etl });
		expect(error?.message).toMatch(/Bad value hidden/);
	});

	it('in what is wrong with them', async () => {
		const broken = { property: [{ name: 'sql.secrets.openai', value: `={{ ({ key: "${VALUE}" }) }}` }] };
		const { error } = await host.run({ operation: 'submit', sql: 'SELECT 1', options: { properties: broken } });
		expect(error?.message).toBe("'Value' of property sql.secrets.openai is not text");
		expect(`${error?.message} ${error?.description}`).not.toContain(VALUE);
	});
});

describe('what is sent', () => {
	it('are the values', async () => {
		await host.run({ operation: 'submit', sql: 'SELECT 1', options: { properties: property } });
		expect(host.submitted()[0]).toMatchObject({ spec: { properties: PROPERTIES } });
	});

	it('are the values when a statement is changed: the service refuses another one', async () => {
		seed('RUNNING', { sql: 'INSERT INTO a SELECT * FROM b' });
		expect((await host.run({ operation: 'stop', ...etl, simplify: false })).error).toBeUndefined();
		expect((await host.run({ operation: 'resume', ...etl, simplify: false })).error).toBeUndefined();
		expect((await host.run({ operation: 'update', ...etl, updateFields: { stopped: true } })).error).toBeUndefined();
	});
});
