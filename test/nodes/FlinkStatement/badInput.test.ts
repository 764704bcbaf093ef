import type { PackageDirectoryLoader } from 'n8n-core';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startEmulator, type Emulator } from '../../../emulator';
import { credentialsFor } from '../../host/host';
import { loadSources } from '../../host/package';
import { runNode } from '../../host/runNode';

let emulator: Emulator;
let loader: PackageDirectoryLoader;

beforeAll(async () => {
	loader = loadSources();
	emulator = await startEmulator({ lifecycle: 'immediate' });
});

afterAll(async () => {
	await emulator.close();
});

beforeEach(() => {
	emulator.control.clearJournal();
});

const named = (value: string) => ({ __rl: true, mode: 'name', value });
/** From an expression: n8n itself refuses a fixed value that does not fit. */
const byId = (value: unknown) => ({ __rl: true, mode: 'id', value: `={{ ${JSON.stringify(String(value))} }}` });
const sent = () => emulator.control.journal().entries.length;

const SUBMIT = { operation: 'submit', sql: 'SELECT 1' };
const property = (name: string, value: string) => ({ properties: { property: [{ name, value }] } });

describe('bad input is reported before anything is sent', () => {
	it.each<[string, INodeParameters, RegExp]>([
		['empty SQL', { ...SUBMIT, sql: '  ' }, /'SQL' is empty/],
		['a name with capitals', { ...SUBMIT, statementName: 'Daily_Orders' }, /"Daily_Orders" is not valid/],
		['a name that is too long', { ...SUBMIT, statementName: 'a'.repeat(101) }, /101 characters/],
		['a compute pool ID of another kind', { ...SUBMIT, computePool: byId('env-a1b2c3') }, /"env-a1b2c3" is not the ID of a Flink compute pool/],
		['a principal of another kind', { ...SUBMIT, options: { principal: 'lkc-1' } }, /"lkc-1" is not the ID of a principal/],
		['an empty entry at the end of labels', { ...SUBMIT, options: { labels: 'a,' } }, /'Labels' has an empty entry: "a,"/],
		['a label that an expression in a list gives as nothing', { ...SUBMIT, options: { labels: '={{ ["a", $json.none] }}' } }, /'Labels' has an empty entry: \["a",null\]/],
		['an empty label', { ...SUBMIT, options: { labels: 'a,,b' } }, /'Labels' has an empty entry/],
		['a label without a name', { ...SUBMIT, options: { labels: 'user.confluent.io/' } }, /a label without a name/],
		['a label with a space in it', { ...SUBMIT, options: { labels: 'my etl' } }, /^'Labels' has "my etl", which cannot be a label/],
		['labels on lines of their own', { ...SUBMIT, options: { labels: '={{ "etl\\nnightly" }}' } }, /^'Labels' has "etl\\nnightly", which cannot be a label/],
		['a filter by a label that is a selector', { operation: 'getAll', filters: { labels: 'etl!=true' } }, /^'Labels' has "etl!=true", which cannot be a label/],
		['a filter by a label without a name', { operation: 'getAll', filters: { labels: 'user.confluent.io/' } }, /a label without a name/],
		['a filter by name with a character that no name has', { operation: 'getAll', filters: { nameContains: 'My_etl' } }, /^'Name Contains' is "my_etl", which no statement name can match/],
		['a filter by name that is a pattern', { operation: 'getAll', filters: { nameContains: 'etl-*' } }, /^'Name Contains' is "etl-\*", which no statement name can match/],
		['a filter by name that is longer than any', { operation: 'getAll', filters: { nameContains: 'a'.repeat(254) } }, /which no statement name can match/],
		['a filter for hidden ones that is neither on nor off', { operation: 'getAll', filters: { includeHidden: '={{ "maybe" }}' } }, /^'Include Hidden' is "maybe"/],
		['a choice to show the statement that is neither on nor off', { operation: 'executeQuery', sql: 'SELECT 1', options: { showStatement: '={{ "maybe" }}' } }, /^'Show Statement' is "maybe"/],
		['a name that is longer than any', { operation: 'get', statement: named('a'.repeat(254)) }, /254 characters; at most 253/],
		['a property without a name', { ...SUBMIT, options: property(' ', 'x') }, /A property has no name/],
		['a property given twice', { ...SUBMIT, options: { catalog: 'a', ...property('sql.current-catalog', 'b') } }, /two different values/],
		['a property whose value is an object', { ...SUBMIT, options: property('sql.state-ttl', '={{ ({ a: 1 }) }}') }, /^'Value' of property sql.state-ttl is \{"a":1\}/],
		['a catalog that is an object', { ...SUBMIT, options: { catalog: '={{ ({ a: 1 }) }}' } }, /^'Catalog' is \{"a":1\}/],
		['labels that are objects', { ...SUBMIT, options: { labels: '={{ [{ a: 1 }] }}' } }, /^'Labels' is \[\{"a":1\}\]/],
		['a negative timeout', { ...SUBMIT, options: { timeout: -1 } }, /'Max Wait \(Seconds\)' is -1/],
		['a timeout that is no number', { ...SUBMIT, options: { timeout: 'soon' } }, /'Max Wait \(Seconds\)' is "soon"/],
		['a placeholder without a value', { ...SUBMIT, sql: 'SELECT :a' }, /no query parameter of that name/],
		['a negative limit', { operation: 'getAll', limit: -5 }, /'Limit' is -5/],
		['a limit of half an item', { operation: 'getAll', limit: 1.5 }, /'Limit' is 1.5/],
		['a phase that there is not', { operation: 'getAll', filters: { phases: ['DONE'] } }, /'Phases' contains "DONE"/],
		['no statement', { operation: 'get', statement: named(' ') }, /No statement is chosen/],
		['a statement name that cannot be', { operation: 'stop', statement: named('../x') }, /is not valid/],
		['an update with nothing to update', { operation: 'update', statement: named('a'), updateFields: {} }, /nothing to update/],
		['an update to no value', { operation: 'update', statement: named('a'), updateFields: { stopped: '={{ $json.none }}' } }, /^'Stopped' is (null|undefined)$/],
		['an update to null', { operation: 'update', statement: named('a'), updateFields: { stopped: '={{ null }}' } }, /^'Stopped' is null$/],
		['an update to a principal that is none', { operation: 'update', statement: named('a'), updateFields: { stopped: false, principal: '={{ $json.none }}' } }, /^'Principal' is (null|undefined)$/],
		['an update to no compute pool', { operation: 'update', statement: named('a'), updateFields: { stopped: false, computePool: { __rl: true, mode: 'list', value: '' } } }, /'Compute Pool' is empty/],
		['waiting that is neither on nor off', { operation: 'stop', statement: named('a'), options: { waitForCompletion: '={{ null }}' } }, /^'Wait for Completion' is null/],
		['a timeout of an operation without waiting', { operation: 'get', statement: named('a'), options: { timeout: 0 } }, /'Max Wait \(Seconds\)' is 0/],
		['a move while stopping', { operation: 'update', statement: named('a'), updateFields: { stopped: true, principal: 'sa-1' } }, /cannot change while a statement is stopped/],
		['no phase to wait for', { operation: 'waitFor', statement: named('a'), phases: '={{ [] }}' }, /no phase to wait for/],
		['a filter of phases without a value', { operation: 'getAll', filters: { phases: '={{ $json.none }}' } }, /^'Phases' is (null|undefined)$/],
		['a filter of phases that is an object', { operation: 'getAll', filters: { phases: '={{ ({ a: 1 }) }}' } }, /^'Phases' is \{"a":1\}$/],
		['a filter by name without a value', { operation: 'getAll', filters: { nameContains: '={{ $json.none }}' } }, /^'Name Contains' is (null|undefined)$/],
		['a filter of labels without a value', { operation: 'getAll', filters: { labels: '={{ null }}' } }, /^'Labels' is null$/],
		['a filter by pool without a value', { operation: 'getAll', filters: { computePool: { __rl: true, mode: 'id', value: '={{ null }}' } } }, /^'Compute Pool' is null$/],
		['an operation that there is not', { operation: 'explode' }, /There is no operation "explode"/],
	])('%s', async (_case, parameters, message) => {
		const { error } = await runNode(loader, credentialsFor(emulator), { type: 'flinkStatement', parameters: { resource: 'statement', ...parameters } });
		expect(error?.message).toMatch(message);
		expect(`${error?.message} ${error?.description ?? ''}`).toMatch(/should (be|look)|may contain|Fill in|Write|Correct|Enter|Keep one|Choose|Add|Set 'Stopped'|Separate|Use|Shorten|Remove/);
		expect(sent()).toBe(0);
	});

	it('a name that is not valid is reported with what one looks like, and where to correct it', async () => {
		const { error } = await runNode(loader, credentialsFor(emulator), { type: 'flinkStatement', parameters: { resource: 'statement', ...SUBMIT, statementName: 'Daily_Orders' } });
		expect(error?.description).toBe(
			`Use lower-case letters, digits and hyphens, as in "daily-orders-1". Begin and end with a letter or digit. Correct 'Statement Name', or leave it empty for a generated name.`,
		);
	});

	it.each<[string, INodeParameters]>([
		['data that lacks it', { value: '={{ $json.none }}' }],
		['data that is null', { value: '={{ $json.nothing }}', type: 'number' }],
	])('the value of a query parameter from %s, with the type for what may be meant', async (_case, entry) => {
		const parameters = { resource: 'statement', operation: 'executeQuery', sql: 'SELECT :city', options: { queryParameters: { parameter: [{ name: 'city', ...entry }] } } };
		const { error } = await runNode(loader, credentialsFor(emulator), { type: 'flinkStatement', parameters, input: [{ nothing: null }] });
		expect(error?.message).toMatch(/^'Value' of query parameter "city" is (undefined|null)$/);
		expect(error?.description).toMatch(/choose the type "Null"/);
		expect(sent()).toBe(0);
	});

	it('a type of a query parameter that there is not', async () => {
		const parameters = { resource: 'statement', operation: 'executeQuery', sql: 'SELECT :city', options: { queryParameters: { parameter: [{ name: 'city', type: '={{ "text" }}', value: 'x' }] } } };
		const { error } = await runNode(loader, credentialsFor(emulator), { type: 'flinkStatement', parameters });
		expect(error?.message).toBe(`'Type' of query parameter "city" is "text"`);
		expect(sent()).toBe(0);
	});

	it('with "continue on fail" it is the output of its item, and the others go on', async () => {
		const parameters = { resource: 'statement', operation: 'submit', sql: 'SELECT 1', statementName: '={{ $json.name }}', options: { onNameConflict: 'reuse' } };
		const { json } = await runNode(loader, credentialsFor(emulator), { type: 'flinkStatement', parameters, onError: 'continueRegularOutput', input: [{}, { name: 'daily' }] });
		expect(json).toMatchObject([{ error: "'Statement Name' is undefined" }, { name: 'daily' }]);
	});

	it.each<[string, IDataObject, RegExp]>([
		['an organization ID that is no UUID', { organizationId: 'my-org' }, /'Organization ID' .*"my-org".*UUID/],
		['an environment ID without env-', { environmentId: 'a1b2c3' }, /'Environment ID' .*env-a1b2c3/],
		['a region of another cloud', { region: 'gcp.us-east1', endpoint: 'public' }, /'Region' .*gcp\.us-east1.*aws/],
		['plain http off loopback', { baseUrl: 'http://flink.example.com' }, /'Base URL' .*https/],
		['no secret', { apiSecret: ' ' }, /no API secret/],
	])('%s', async (_case, change, message) => {
		const { confluentFlinkApi } = credentialsFor(emulator);
		const credentials = { confluentFlinkApi: { ...confluentFlinkApi, ...change } as Record<string, string> };
		const { error } = await runNode(loader, credentials, { type: 'flinkStatement', parameters: { resource: 'statement', operation: 'getAll' } });
		expect(error?.message).toMatch(message);
		expect(sent()).toBe(0);
	});

	it('a key and secret with white space around them, a base URL with a path and a region as the API writes it are understood', async () => {
		const { confluentFlinkApi: flink } = credentialsFor(emulator);
		const pasted = { ...flink, apiKeyId: ` ${flink['apiKeyId']}\n`, apiSecret: `\t${flink['apiSecret']} `, baseUrl: `${flink['baseUrl']}/sql/v1/x`, region: `${flink['cloud']}.${flink['region']}` };
		const { error } = await runNode(loader, { confluentFlinkApi: pasted }, { type: 'flinkStatement', parameters: { resource: 'statement', operation: 'getAll' } });
		expect(error).toBeUndefined();
		expect(sent()).toBe(1);
	});
});
