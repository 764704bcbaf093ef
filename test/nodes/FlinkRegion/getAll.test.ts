import type { PackageDirectoryLoader } from 'n8n-core';
import type { INodeParameters } from 'n8n-workflow';

import { REGIONS, startEmulator, type Emulator } from '../../../emulator';
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

afterEach(() => {
	emulator.control.faults.clear();
});

const list = async (parameters: INodeParameters, credentials = credentialsFor(emulator)) =>
	await runNode(loader, credentials, { type: 'flinkRegion', parameters: { resource: 'region', operation: 'getAll', ...parameters } });

const namesOf = (json: ReadonlyArray<Record<string, unknown>>) => json.map(({ id }) => String(id)).sort();
const ALL = REGIONS.map(({ cloud, name }) => ({ cloud, name, id: `${cloud.toLowerCase()}.${name}` }));

test('a region has its endpoints', async () => {
	const { json } = await list({ filters: { cloud: 'AWS', regionName: 'us-east-1' } });
	expect(json).toEqual([
		{
			id: 'aws.us-east-1',
			cloud: 'AWS',
			region_name: 'us-east-1',
			display_name: expect.stringContaining('us-east-1'),
			http_endpoint: 'https://flink.us-east-1.aws.confluent.cloud',
			private_http_endpoint: 'https://flink.us-east-1.aws.private.confluent.cloud',
		},
	]);
});

describe('where the service writes clouds in lower case', () => {
	beforeEach(() => emulator.control.configure({ cloudCase: 'lower' }));
	afterEach(() => emulator.control.configure({ cloudCase: 'upper' }));

	test.each(['AWS', 'aws', 'Gcp', 'AZURE'])('%s is in capitals all the same', async (cloud) => {
		const { json, error } = await list({ returnAll: true, filters: { cloud } });
		expect(error).toBeUndefined();
		expect(new Set(json.map((region) => region['cloud']))).toEqual(new Set([cloud.toUpperCase()]));
	});
});

test.each([
	['no filter', {}, () => true],
	['a cloud', { cloud: 'GCP' }, ({ cloud }: { cloud: string }) => cloud === 'GCP'],
	['a cloud as an expression may write it', { cloud: 'azure' }, ({ cloud }: { cloud: string }) => cloud === 'AZURE'],
	['a name that only one cloud has', { regionName: 'eu-central-1' }, ({ name }: { name: string }) => name === 'eu-central-1'],
	['a name as the ID of a region', { regionName: 'aws.us-east-1' }, ({ id }: { id: string }) => id === 'aws.us-east-1'],
	['a name in capitals, with its cloud', { cloud: 'AWS', regionName: 'AWS.US-EAST-1' }, ({ id }: { id: string }) => id === 'aws.us-east-1'],
	['a name that no cloud has', { regionName: 'mars-north-1' }, () => false],
])('with %s all that fit are listed, over all pages', async (_case, filters, fits) => {
	const { json, error } = await list({ returnAll: true, filters });
	expect(error).toBeUndefined();
	expect(namesOf(json)).toEqual(ALL.filter(fits).map(({ id }) => id).sort());
});

test('the ID of a region is sent as its cloud and name: the service knows no region of the name "aws.us-east-1"', async () => {
	const before = emulator.control.journal().entries.length;
	await list({ filters: { regionName: 'aws.us-east-1' } });
	const queries = emulator.control.journal().entries.slice(before).map(({ query }) => new URLSearchParams(query));
	expect(queries.map((query) => [query.get('cloud'), query.get('region_name')])).toEqual([['AWS', 'us-east-1']]);
});

test('a limit is kept to, and a hint says that there are more', async () => {
	expect((await list({ limit: 3 })).hints).toEqual(["The limit of 3 was reached and there are more regions. Raise 'Limit', or switch on 'Return All'."]);
	expect((await list({ limit: 1000 })).hints).toEqual([]);
	expect((await list({ limit: 3 })).json).toHaveLength(3);
	expect((await list({ returnAll: false, limit: 1000 })).json).toHaveLength(ALL.length);
});

test.each([
	['a cloud that does not exist', { filters: { cloud: 'IBM' } }, /'Cloud' is "IBM"/],
	['a region of another cloud', { filters: { cloud: 'AWS', regionName: 'gcp.us-east1' } }, /"gcp.us-east1" is a region of GCP, but 'Cloud' is AWS/],
	['a region that cannot be one', { filters: { regionName: 'us east' } }, /"us east" is not the name of a region/],
	['a timeout of none', { options: { timeout: 0 } }, /'Max Wait \(Seconds\)' is 0/],
	['a limit of none', { limit: '={{ 0 }}' }, /'Limit' is 0/],
])('%s is refused before anything is sent', async (_case, parameters, message) => {
	const before = emulator.control.journal().entries.length;
	expect((await list(parameters)).error?.message).toMatch(message);
	expect(emulator.control.journal().entries).toHaveLength(before);
});

test('a Flink API key in the Cloud credential is recognized', async () => {
	const { confluentFlinkApi, ...others } = credentialsFor(emulator);
	const mistaken = { ...others, confluentFlinkApi, confluentCloudApi: { ...others.confluentCloudApi, apiKeyId: emulator.flinkApi.apiKeyId, apiSecret: emulator.flinkApi.apiSecret } };
	const { error } = await list({}, mistaken);
	expect(error?.httpCode).toBe('403');
	expect(`${error?.message ?? ''} ${error?.description ?? ''}`).toMatch(/Cloud API key/);
});

test('a page that fails is asked for again', async () => {
	emulator.control.faults.add({ method: 'GET', path: '*/regions', times: 1, fault: { kind: 'answer', status: 503 } });
	expect((await list({ returnAll: true })).json).toHaveLength(ALL.length);
});
