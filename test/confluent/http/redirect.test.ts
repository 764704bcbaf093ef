import type { ApiRequest, ApiResponse } from '../../../nodes/shared/confluent/http/exchange/exchange';
import { redirected } from '../../../nodes/shared/confluent/http/redirect';

const GATEWAY = 'https://flink.us-east-1.aws.confluent.cloud';
const EMULATOR = 'http://127.0.0.1:4010';
const GET: ApiRequest = { method: 'GET', path: '/sql/v1/statements', query: { page_size: 100 }, repeat: 'repeat' };
const POST: ApiRequest = { method: 'POST', path: '/sql/v1/statements', body: { name: 'a' }, repeat: 'afterRefusal' };

function answer(location: string | undefined, status = 307): ApiResponse {
	return { status, headers: location === undefined ? {} : { location }, body: undefined };
}

describe('redirected', () => {
	it.each([
		['a path on the same host', EMULATOR, '/elsewhere?page_size=1', EMULATOR, '/elsewhere?page_size=1'],
		['a full URL of the same host', EMULATOR, `${EMULATOR}/elsewhere`, EMULATOR, '/elsewhere'],
		['a relative path', EMULATOR, 'elsewhere', EMULATOR, '/sql/v1/elsewhere'],
		['another host of Confluent Cloud', GATEWAY, 'https://flink.eu-west-1.aws.confluent.cloud/sql?a=b', 'https://flink.eu-west-1.aws.confluent.cloud', '/sql?a=b'],
		['a path that looks like a host', EMULATOR, `${EMULATOR}//evil.example/x`, EMULATOR, '/evil.example/x'],
		['a user name in the URL is dropped', GATEWAY, 'https://u:p@api.confluent.cloud/x', 'https://api.confluent.cloud', '/x'],
	])('follows to %s', (_case, origin, location, expectedOrigin, path) => {
		expect(redirected(GET, answer(location, 302), origin)).toEqual({ method: 'GET', repeat: 'repeat', origin: expectedOrigin, path, query: {} });
	});

	it.each([
		['another host', GATEWAY, 'https://evil.example/x', 'https://evil.example'],
		['a host that ends alike', GATEWAY, 'https://evilconfluent.cloud/x', 'https://evilconfluent.cloud'],
		['a host that begins alike', GATEWAY, 'https://flink.confluent.cloud.evil.example/', 'https://flink.confluent.cloud.evil.example'],
		['plain http', GATEWAY, 'http://flink.us-east-1.aws.confluent.cloud/x', 'http://flink.us-east-1.aws.confluent.cloud'],
		['another port', GATEWAY, 'https://flink.us-east-1.aws.confluent.cloud:8443/x', 'https://flink.us-east-1.aws.confluent.cloud:8443'],
		['Confluent Cloud from a host that is not', EMULATOR, 'https://flink.us-east-1.aws.confluent.cloud/x', 'https://flink.us-east-1.aws.confluent.cloud'],
		['a host without a scheme', GATEWAY, '//evil.example/x', 'https://evil.example'],
		['another port of loopback', EMULATOR, 'http://127.0.0.1:1/x', 'http://127.0.0.1:1'],
	])('does not take the key to %s', (_case, origin, location, named) => {
		expect(() => redirected(GET, answer(location), origin)).toThrow(expect.objectContaining({ finding: { reason: 'redirectAway', origin: named, own: origin } }));
	});

	it('does not show what is in the URL beyond its host', () => {
		expect(() => redirected(GET, answer('https://evil.example/path?token=abc'), GATEWAY)).toThrow(expect.objectContaining({ message: 'HTTP status 307', finding: { reason: 'redirectAway', origin: 'https://evil.example', own: GATEWAY } }));
	});

	it.each([
		['no Location', undefined],
		['an empty one', ''],
		['one that is no URL', 'http://['],
	])('refuses a redirect with %s', (_case, location) => {
		expect(() => redirected(GET, answer(location), GATEWAY)).toThrow(expect.objectContaining({ finding: { reason: 'redirectToNowhere' } }));
	});

	it('follows a GET that is sent once: nothing is done twice by it', () => {
		expect(redirected({ ...GET, repeat: 'once' }, answer('/other', 302), EMULATOR)).toMatchObject({ method: 'GET', path: '/other' });
	});

	it.each([
		[307, POST, true],
		[308, POST, true],
		[301, POST, false],
		[302, POST, false],
		[303, POST, false],
		[308, { ...POST, repeat: 'once' as const }, false],
	])('%d of a POST: %j goes on: %s', (status, request, follows) => {
		const attempt = () => redirected(request, answer('/other', status), EMULATOR);
		if (follows) expect(attempt()).toMatchObject({ method: 'POST', body: { name: 'a' }, path: '/other' });
		else expect(attempt).toThrow(expect.objectContaining({ finding: { reason: 'redirectOfChange', origin: EMULATOR, method: 'POST' } }));
	});
});
