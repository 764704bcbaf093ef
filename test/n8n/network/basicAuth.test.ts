import { withBasicAuth, withoutSecret } from '../../../nodes/shared/n8n/network/basicAuth';

const CREDENTIALS = { apiKeyId: ' KEY\n', apiSecret: '\tse:crét/+=\n' };
const OWN = 'https://flink.us-east-1.aws.confluent.cloud';
const HEADER = `Basic ${Buffer.from('KEY:se:crét/+=', 'utf8').toString('base64')}`;

describe('withBasicAuth', () => {
	it.each([
		['its own host', OWN, { url: `${OWN}/sql/v1` }],
		['its own host, told as base URL', OWN, { baseURL: OWN, url: '/sql/v1' }],
		['a path alone', OWN, { url: '/sql/v1' }],
		['another host of Confluent Cloud', OWN, { url: 'https://flink-n-abc.eu-west-1.aws.confluent.cloud/x' }],
		['loopback of its own', 'http://127.0.0.1:8080', { url: 'http://127.0.0.1:8080/x' }],
	])('adds the exact header for %s', (_case, origin, request) => {
		const { headers } = withBasicAuth(CREDENTIALS, origin, { ...request, headers: { Accept: 'a' } });
		expect(headers).toEqual({ Accept: 'a', Authorization: HEADER });
		expect(HEADER).not.toMatch(/\s.*\s/);
	});

	it.each([
		['another host', OWN, 'https://evil.example/sql'],
		['a host that only looks like Confluent Cloud', OWN, 'https://confluent.cloud.evil.example/'],
		['a host with its name at the end', OWN, 'https://evilconfluent.cloud/'],
		['Confluent Cloud in the clear', OWN, 'http://flink.us-east-1.aws.confluent.cloud/'],
		['another port of Confluent Cloud', OWN, 'https://flink.eu-west-1.aws.confluent.cloud:8443/'],
		['another port', 'http://127.0.0.1:8080', 'http://127.0.0.1:8081/'],
		['Confluent Cloud, with a credential for another host', 'https://proxy.example.com', 'https://api.confluent.cloud/'],
		['a URL that the base URL does not hold back', OWN, '//evil.example/x'],
	])('refuses %s', (_case, origin, url) => {
		expect(() => withBasicAuth(CREDENTIALS, origin, { url })).toThrow(/is not sent to/);
	});
});

describe('withoutSecret', () => {
	const credentials = { apiKeyId: 'KEY', apiSecret: ' cflt/sEcr3t+of+some+length= ' };
	const secret = credentials.apiSecret.trim();
	const token = Buffer.from(`KEY:${secret}`, 'utf8').toString('base64');

	it.each([
		['the secret', `refused ${secret}, sorry`, 'refused …, sorry'],
		['the token of the header', `Authorization: Basic ${token}`, 'Authorization: Basic …'],
		['the secret in JSON with escaped slashes', secret.replaceAll('/', '\\/'), '…'],
		['the secret again and again', `${secret} ${secret}`, '… …'],
		['nothing else', 'KEY has no secret', 'KEY has no secret'],
	])('hides %s', (_what, answer, shown) => {
		expect(withoutSecret(answer, credentials)).toBe(shown);
	});

	it('leaves a text alone where the secret is missing or so short that it may be a part of words', () => {
		expect(withoutSecret('an error', { apiKeyId: 'e', apiSecret: 'r' })).toBe('an error');
		expect(withoutSecret('an error', {})).toBe('an error');
	});
});
