/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets, @n8n/community-nodes/require-node-api-error -- not in the published package: n8n's rules for nodes do not apply here */
import fc from 'fast-check';
import { cloudEndpoint, flinkEndpoint, isRegionName, originOf, splitRegion } from '../../../nodes/shared/confluent/http/endpoint';
import { CredentialError, type CredentialFacts } from '../../../nodes/shared/confluent/http/errors/credentialError';
import { credentialWords } from '../../../nodes/shared/n8n/errors/credentialWords';

const ORGANIZATION = '5a1f1c0e-6f2b-4d1e-9d3c-7b8e2a4c9f10';

const FLINK = {
	apiKeyId: 'KEY',
	apiSecret: 'cflt-secret',
	organizationId: ORGANIZATION,
	environmentId: 'env-a1b2c3',
	cloud: 'aws',
	region: 'us-east-1',
	endpoint: 'public',
	baseUrl: '',
};

function wrong(field: Extract<CredentialFacts, { reason: 'credentialField' }>['field'], value: string): CredentialFacts {
	return { reason: 'credentialField', field, value };
}

function thrownBy(work: () => unknown): CredentialError {
	try {
		work();
	} catch (error) {
		if (error instanceof CredentialError) return error;
		throw error;
	}
	throw new Error('nothing was thrown');
}

describe('flinkEndpoint', () => {
	it('says where statements live', () => {
		expect(flinkEndpoint(FLINK)).toEqual({
			origin: 'https://flink.us-east-1.aws.confluent.cloud',
			organizationId: ORGANIZATION,
			environmentId: 'env-a1b2c3',
			cloud: 'aws',
			region: 'us-east-1',
		});
	});

	it.each<[string, Partial<typeof FLINK>, string]>([
		['public', { endpoint: 'public' }, 'https://flink.us-east-1.aws.confluent.cloud'],
		['not chosen', { endpoint: '' }, 'https://flink.us-east-1.aws.confluent.cloud'],
		['private', { endpoint: 'private', cloud: 'gcp', region: 'europe-west1' }, 'https://flink.europe-west1.gcp.private.confluent.cloud'],
		['custom', { endpoint: 'custom', baseUrl: 'https://flink-ap1.us-east-1.aws.accesspoint.glb.confluent.cloud' }, 'https://flink-ap1.us-east-1.aws.accesspoint.glb.confluent.cloud'],
		['public, with a base URL left over', { endpoint: 'public', baseUrl: 'https://evil.example' }, 'https://flink.us-east-1.aws.confluent.cloud'],
		['a region pasted with its cloud', { region: 'aws.us-east-1' }, 'https://flink.us-east-1.aws.confluent.cloud'],
		['in capitals', { region: ' US-East-1 ', cloud: 'AWS' }, 'https://flink.us-east-1.aws.confluent.cloud'],
	])('knows the host of an endpoint that is %s', (_case, change, origin) => {
		expect(flinkEndpoint({ ...FLINK, ...change }).origin).toBe(origin);
	});

	it('removes white space around everything that was pasted', () => {
		const padded = Object.fromEntries(Object.entries(FLINK).map(([name, value]) => [name, ` \n\t${value}\r\n `]));
		expect(flinkEndpoint({ ...padded, endpoint: 'public' })).toEqual(flinkEndpoint(FLINK));
	});

	it.each([
		['cluster_0', 'cluster_0'],
		[' lkc-a1b2c3\n', 'lkc-a1b2c3'],
		['', undefined],
		['  ', undefined],
		[undefined, undefined],
		[null, undefined],
	])('reads the default database %j as %j', (database, expected) => {
		expect(flinkEndpoint({ ...FLINK, database }).database).toBe(expected);
	});

	it.each<[Partial<Record<keyof typeof FLINK, unknown>>, CredentialFacts]>([
		[{ organizationId: '' }, wrong('organizationId', '')],
		[{ organizationId: 'acme' }, wrong('organizationId', 'acme')],
		[{ organizationId: `${ORGANIZATION}/x` }, wrong('organizationId', `${ORGANIZATION}/x`)],
		[{ organizationId: undefined }, wrong('organizationId', '')],
		[{ environmentId: 'a1b2c3' }, wrong('environmentId', 'a1b2c3')],
		[{ environmentId: 'lkc-1' }, wrong('environmentId', 'lkc-1')],
		[{ environmentId: 'env-' }, wrong('environmentId', 'env-')],
		[{ environmentId: 'env-a/../..' }, wrong('environmentId', 'env-a/../..')],
		[{ cloud: 'ibm' }, wrong('cloud', 'ibm')],
		[{ cloud: 5 }, wrong('cloud', '')],
		[{ region: '' }, wrong('region', '')],
		[{ region: 'gcp.us-east1' }, { reason: 'regionOfOtherCloud', value: 'gcp.us-east1', cloud: 'aws' }],
		[{ region: 'us east 1' }, wrong('region', 'us east 1')],
		[{ region: 'evil.example/' }, wrong('region', 'evil.example/')],
		[{ region: 'aws.evil.example#' }, wrong('region', 'aws.evil.example#')],
		[{ apiKeyId: ' ' }, { reason: 'credentialWithoutKey', field: 'apiKeyId' }],
		[{ apiSecret: '' }, { reason: 'credentialWithoutKey', field: 'apiSecret' }],
		[{ endpoint: 'custom', baseUrl: '' }, wrong('baseUrl', '')],
	])('tells what is wrong with %j', (change, facts) => {
		expect(thrownBy(() => flinkEndpoint({ ...FLINK, ...change })).facts).toEqual(facts);
	});

	it.each([undefined, null, 'text', []])('tells what is missing in %j', (credential) => {
		expect(thrownBy(() => flinkEndpoint(credential)).facts).toEqual(wrong('organizationId', ''));
	});

	it.each(['https://KEY:SE/CRET@host name', 'KEY:SE/CRET@host name', 'https://KEY:SE@CRET@[host'])('does not show a key that was pasted with the base URL: %s', (baseUrl) => {
		const error = thrownBy(() => flinkEndpoint({ ...FLINK, endpoint: 'custom', baseUrl }));
		expect(error.facts).toEqual(wrong('baseUrl', expect.stringMatching(/^…@/)));
		expect(error.message).not.toMatch(/KEY|SE|CRET/);
	});

	it.each(Object.keys(FLINK))('never shows the secret, whatever is wrong with %s', (field) => {
		const work = () => flinkEndpoint({ ...FLINK, endpoint: 'custom', [field]: 'ftp://wrong' });
		let shown = '';
		try {
			shown = JSON.stringify(work());
		} catch (error) {
			shown = `${String(error)} ${JSON.stringify(error)}`;
		}
		expect(shown).not.toContain(FLINK.apiSecret);
	});
});

describe('a secret in the wrong field', () => {
	const ORGANIZATION_FIRST = ['organizationId', 'environmentId', 'cloud', 'region', 'apiKeyId', 'baseUrl', 'database'] as const;
	const confluentSecret = fc.stringMatching(/^cflt[A-Za-z0-9+/]{60}$/);
	const olderSecret = fc.stringMatching(/^[A-Za-z0-9+/]{64}$/);
	const wrapped = fc.constantFrom<(secret: string) => string>(
		(secret) => secret,
		(secret) => `  ${secret}\n`,
		(secret) => `aws.${secret}`,
		(secret) => `gcp.${secret}`,
		(secret) => `KEY:${secret}`,
		(secret) => `https://${secret}`,
		(secret) => `http://${secret}.example`,
		(secret) => `env-${secret}/`,
	);

	/** Everything that the credential gives or says, in small letters: a host name has no others. */
	const outcome = (credential: object) => {
		try {
			return JSON.stringify({ ...flinkEndpoint(credential), organizationId: '' });
		} catch (error) {
			if (!(error instanceof CredentialError)) throw error;
			return `${error.message} ${JSON.stringify(error.facts)} ${JSON.stringify(credentialWords(error.facts))}`;
		}
	};

	/** Six letters of the secret in a row; four or five of a random one may be a part of any sentence. */
	const piecesShown = (secret: string, shown: string) => {
		const small = shown.toLowerCase();
		return Array.from({ length: secret.length - 5 }, (_, at) => secret.slice(at, at + 6).toLowerCase()).filter((piece) => small.includes(piece));
	};

	it.each(ORGANIZATION_FIRST)('is described and never quoted: its own, in %s', (field) => {
		fc.assert(
			fc.property(fc.oneof(confluentSecret, olderSecret), wrapped, (secret, wrap) => {
				const shown = outcome({ ...FLINK, apiSecret: secret, endpoint: field === 'baseUrl' ? 'custom' : 'public', [field]: wrap(secret) });
				expect(piecesShown(secret, shown)).toEqual([]);
				expect(/"start":"([^"]*)"/.exec(shown)?.[1]?.length ?? 0).toBeLessThanOrEqual(3);
			}),
			{ numRuns: 200 },
		);
	});

	it.each(['organizationId', 'environmentId', 'cloud', 'region'] as const)('is described and never quoted: that of another key, in %s', (field) => {
		fc.assert(
			fc.property(fc.oneof(confluentSecret, olderSecret), (secret) => {
				const error = thrownBy(() => flinkEndpoint({ ...FLINK, [field]: secret }));
				expect(error.facts).toEqual({ reason: 'secretInField', field, start: secret.slice(0, 3), length: 64 });
			}),
		);
	});

	it('is refused where it would become a part of a host name, which is asked for in the clear', () => {
		const secret = 'cfltVn8ZbRk2W4xq9HsYd3LpJ6uGtC1oKeXw5aTzB0rMf7NiQ';
		const facts = (field: string) => ({ reason: 'secretInField', field, start: 'cfl', length: secret.length });
		expect(thrownBy(() => flinkEndpoint({ ...FLINK, region: secret })).facts).toEqual(facts('region'));
		expect(thrownBy(() => flinkEndpoint({ ...FLINK, endpoint: 'custom', baseUrl: secret })).facts).toEqual(facts('baseUrl'));
		expect(thrownBy(() => cloudEndpoint({ apiKeyId: 'KEY', apiSecret: 'x', baseUrl: secret })).facts).toEqual(facts('baseUrl'));
		const older = 'w4xq9hsyd3lpj6ugtc1okexw5atzb0rmf7niq';
		expect(thrownBy(() => flinkEndpoint({ ...FLINK, apiSecret: older, region: older })).facts).toMatchObject({ reason: 'secretInField', field: 'region' });
	});

	it('is found where key and secret were exchanged', () => {
		const secret = 'cfltVn8ZbRk2W4xq9HsYd3LpJ6uGtC1oKeXw5aTzB0rMf7NiQ';
		expect(thrownBy(() => flinkEndpoint({ ...FLINK, apiKeyId: secret, apiSecret: 'ABCDEFGHIJKLMNOP' })).facts).toMatchObject({ reason: 'secretInField', field: 'apiKeyId' });
	});

	it.each([
		['organizationId', 'acme'],
		['organizationId', '1a2b3c4d-1234-5678-9abc-1a2b3c4d5e6'],
		['environmentId', 'lkc-a1b2c3'],
		['region', 'US East (N. Virginia)'],
		['region', 'northamerica northeast1'],
		['cloud', 'Amazon'],
	])('is not taken for one that is none: %s %j is quoted', (field, value) => {
		expect(thrownBy(() => flinkEndpoint({ ...FLINK, [field]: value })).facts).toEqual({ reason: 'credentialField', field, value });
	});

	it('is not looked for in what is cut off from a base URL', () => {
		const secret = 'cfltVn8Zb+Rk2/W4xq9HsYd3LpJ6uGtC1oKeXw5aTzB0rMf7NiQ';
		const baseUrl = `https://KEY:${secret.replace('/', '')}@flink.example/${secret}`;
		expect(flinkEndpoint({ ...FLINK, apiSecret: secret, endpoint: 'custom', baseUrl }).origin).toBe('https://flink.example');
	});

	it.each(['https://vpce-0a1b2c3d4e5f67890-abcdefgh.flink.us-east-1.vpce.amazonaws.com', 'https://flink-ap4l9zl0.ap-northeast-1.aws.accesspoint.glb.confluent.cloud'])('is not taken for one that is none: %s', (baseUrl) => {
		expect(flinkEndpoint({ ...FLINK, endpoint: 'custom', baseUrl }).origin).toBe(baseUrl);
	});
});

describe('cloudEndpoint', () => {
	const CLOUD = { apiKeyId: 'KEY', apiSecret: 'cflt-secret', baseUrl: 'https://api.confluent.cloud' };

	it.each<[string, object, string]>([
		['as it is', {}, 'https://api.confluent.cloud'],
		['empty', { baseUrl: '' }, 'https://api.confluent.cloud'],
		['absent', { baseUrl: undefined }, 'https://api.confluent.cloud'],
		['with a path', { baseUrl: 'https://proxy.example/confluent/' }, 'https://proxy.example'],
		['on loopback', { baseUrl: 'http://127.0.0.1:8080/' }, 'http://127.0.0.1:8080'],
	])('takes a base URL %s', (_case, change, origin) => {
		expect(cloudEndpoint({ ...CLOUD, ...change })).toEqual({ origin });
	});

	it.each([{ apiKeyId: '' }, { apiSecret: '\n' }, { baseUrl: 'http://api.confluent.cloud' }])('refuses %j', (change) => {
		expect(() => cloudEndpoint({ ...CLOUD, ...change })).toThrow(CredentialError);
	});
});

describe('originOf', () => {
	it.each<[string, string]>([
		['https://flink.us-east-1.aws.confluent.cloud', 'https://flink.us-east-1.aws.confluent.cloud'],
		['https://flink.us-east-1.aws.confluent.cloud/', 'https://flink.us-east-1.aws.confluent.cloud'],
		['https://flink.us-east-1.aws.confluent.cloud/sql/v1/organizations/x?a=b#c', 'https://flink.us-east-1.aws.confluent.cloud'],
		['flink.us-east-1.aws.confluent.cloud', 'https://flink.us-east-1.aws.confluent.cloud'],
		['flink.us-east-1.aws.confluent.cloud/sql/v1alpha1', 'https://flink.us-east-1.aws.confluent.cloud'],
		['  HTTPS://Flink.Example:8443 \n', 'https://flink.example:8443'],
		['https://flink.example:443', 'https://flink.example'],
		['https://user:password@flink.example/x', 'https://flink.example'],
		['http://localhost:9000/x', 'http://localhost:9000'],
		['http://127.0.0.1', 'http://127.0.0.1'],
		['http://127.8.9.1:1', 'http://127.8.9.1:1'],
		['http://[::1]:9000', 'http://[::1]:9000'],
		['localhost:9000', 'https://localhost:9000'],
	])('keeps of %j the origin %j', (baseUrl, origin) => {
		expect(originOf(baseUrl)).toBe(origin);
	});

	it.each<[string, string]>([
		['http://flink.us-east-1.aws.confluent.cloud', 'http://flink.us-east-1.aws.confluent.cloud'],
		['http://localhost.evil.example/x', 'http://localhost.evil.example'],
		['http://127.0.0.1.evil.example', 'http://127.0.0.1.evil.example'],
		['http://10.0.0.1', 'http://10.0.0.1'],
		['http://0.0.0.0', 'http://0.0.0.0'],
		['http://localhost@evil.example', 'http://evil.example'],
		['ftp://flink.example', 'ftp://flink.example'],
		['javascript://alert(1)', 'javascript://alert(1)'],
	])('refuses %j, over which the key would travel in the clear, or not at all', (baseUrl, value) => {
		expect(thrownBy(() => originOf(baseUrl)).facts).toEqual({ reason: 'insecureBaseUrl', value });
	});

	it.each(['file:///etc/passwd', 'https://', 'https://a b', '', '   '])('refuses %j, which has no host', (baseUrl) => {
		expect(thrownBy(() => originOf(baseUrl)).facts).toEqual(wrong('baseUrl', baseUrl.trim()));
	});

	it('shows no user name or password of a URL that it refuses', () => {
		expect(thrownBy(() => originOf('http://user:hidden@flink.example')).message).not.toContain('hidden');
	});
});

describe('a region', () => {
	it.each([
		['us-east-1', undefined, 'us-east-1'],
		['aws.us-east-1', 'aws', 'us-east-1'],
		[' AZURE.WestEurope ', 'azure', 'westeurope'],
		['gcp.', undefined, 'gcp.'],
		['ibm.us-east', undefined, 'ibm.us-east'],
		['', undefined, ''],
	])('%j is of the cloud %s and called %j', (text, cloud, name) => {
		expect(splitRegion(text)).toEqual({ cloud, name });
	});

	it.each([
		['us-east-1', true],
		['westeurope', true],
		['', false],
		['aws.us-east-1', false],
		['us east', false],
		['us-east-1/x', false],
		['-us', false],
		['us-', false],
	])('%j can be its name: %s', (name, expected) => {
		expect(isRegionName(name)).toBe(expected);
	});
});
