import { listIn } from '../../../nodes/shared/confluent/http/body';
import type { ApiResponse } from '../../../nodes/shared/confluent/http/exchange/exchange';

const REQUEST = { method: 'GET', path: '/sql/v1/x' } as const;

const answer = (body: unknown): ApiResponse => ({ status: 200, headers: { 'x-request-id': 'r-1' }, body });

describe('listIn', () => {
	it.each<[unknown, readonly unknown[]]>([
		[{ data: [1, 2] }, [1, 2]],
		[{ data: [] }, []],
		[{ data: null }, []],
	])('reads %j', (value, expected) => {
		expect(listIn(REQUEST, answer(value), 'a list')).toEqual(expected);
	});

	it.each<[string, unknown]>([
		['a page', '<html>Sign in</html>'],
		['an empty body', undefined],
		['no data', { metadata: {} }],
		['data that is an object', { data: {} }],
		['an error with HTTP 200', { error: { code: 404 } }],
	])('never takes %s for an empty list', (_case, value) => {
		expect(() => listIn(REQUEST, answer(value), 'a list of things')).toThrow(expect.objectContaining({ finding: expect.objectContaining({ reason: 'malformed', expected: 'a list of things' }) }));
	});
});
