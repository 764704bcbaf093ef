import { ApiError, apiErrorFrom, errorDetail, isApiError, isHiddenFrom, isNotFound, malformedBody, outOfSight } from '../../../../nodes/shared/confluent/http/errors/apiError';
import type { ApiResponse } from '../../../../nodes/shared/confluent/http/exchange/exchange';

const REQUEST = { method: 'GET', path: '/sql/v1/x' } as const;

function answer(body: unknown, overrides: Partial<ApiResponse> = {}): ApiResponse {
	return { status: 400, headers: {}, body, ...overrides };
}

const LEAKY_ID = 'eyJhbGciOiJIUzI1NiJ9.a-token-that-was-in-an-error-id';

describe('errorDetail', () => {
	it.each<[string, unknown, string | undefined]>([
		['the one detail', { errors: [{ id: LEAKY_ID, status: '409', detail: 'taken', source: {} }] }, 'taken'],
		['all details', { errors: [{ detail: 'one' }, { detail: ' two ' }] }, 'one; two'],
		['details before titles', { errors: [{ title: 'T' }, { title: 'U', detail: 'why' }] }, 'why'],
		['titles where there is no detail', { errors: [{ id: LEAKY_ID, title: 'Forbidden' }, { title: 'Really' }] }, 'Forbidden; Really'],
		['details before the message', { errors: [{ detail: 'd' }], message: 'm' }, 'd'],
		['the message where errors say nothing', { errors: [{ id: LEAKY_ID, status: '500' }], message: 'm' }, 'm'],
		['a gateway message', { message: 'unauthorized' }, 'unauthorized'],
		['a message with an error code', { error_code: 40101, message: 'Unauthorized' }, 'Unauthorized'],
		['a nested message', { error: { message: 'nested' } }, 'nested'],
		['a nested message before its code', { error: { message: 'nested', code: 404 } }, 'nested'],
		['a nested code', { error: { code: 404 } }, 'Error code 404'],
		['an error text', { error: 'invalid_client' }, 'invalid_client'],
		['a bare detail', { detail: 'plain' }, 'plain'],
		['words without a token', { message: 'bad Authorization: Basic S0VZOmxvbmctc2VjcmV0MTIz' }, 'bad Authorization: Basic …'],
		['words that only look like a header', { message: 'Basic authentication is required; table basic customers_of_yesterday' }, 'Basic authentication is required; table basic customers_of_yesterday'],
		['plain text', ' Too Many\nRequests ', 'Too Many Requests'],
		[
			'the words of a page',
			'<!DOCTYPE html><html><head><title>502</title><style>p { color: red }</style></head><body><!-- a > b --><h1>Bad&nbsp;gateway</h1><p>Try <b>later</b></p><script>let a = "<p>no</p>"</script></body></html>',
			'Bad&nbsp;gateway Try later',
		],
		['nothing in a page of tags', '<html><body><img src="x"></body></html>', undefined],
		['nothing in an empty text', '  ', undefined],
		['nothing in no body', undefined, undefined],
		['nothing in null', null, undefined],
		['nothing in a number', 500, undefined],
		['nothing in an array', [{ detail: 'not the shape' }], undefined],
		['nothing in an empty object', {}, undefined],
		['nothing in errors that are no list', { errors: { detail: 'x' } }, undefined],
		['nothing in entries that are no objects', { errors: ['x', null, 5] }, undefined],
		['nothing in texts of white space', { errors: [{ detail: ' ' }], message: '\n', error: { message: '' } }, undefined],
		['nothing in a detail that is no text', { errors: [{ detail: { a: 1 } }] }, undefined],
	])('finds %s', (_case, body, expected) => {
		expect(errorDetail(body)).toBe(expected);
	});

	it('cuts what is too long to be read', () => {
		expect(errorDetail({ message: 'x'.repeat(100_000) })).toHaveLength(4_000);
	});

	it.each(['<script>', '<style>p {}', '<title>', '<!--', '<p>', '<'])('keeps the words before tags that never close: %s', (piece) => {
		expect(errorDetail(`Bad gateway ${piece.repeat(10_000)}`)).toMatch(/^Bad gateway/);
	});
});

describe('apiErrorFrom', () => {
	it('keeps status, words, code, request id, method and path', () => {
		const body = { errors: [{ id: LEAKY_ID, status: '409', code: 'resource_already_exists', detail: 'taken' }] };
		const error = apiErrorFrom({ method: 'POST', path: '/p' }, answer(body, { status: 409, headers: { 'x-request-id': 'r-1' } }));
		expect(error).toBeInstanceOf(Error);
		expect({ ...error }).toMatchObject({
			status: 409,
			detail: 'taken',
			code: 'resource_already_exists',
			requestId: 'r-1',
			method: 'POST',
			path: '/p',
		});
		expect(error.message).toBe('taken');
	});

	it('falls back to the status', () => {
		expect(apiErrorFrom(REQUEST, answer(undefined, { status: 503 })).detail).toBe('HTTP status 503');
	});

	it.each([
		{ errors: [{ id: LEAKY_ID, status: '500', detail: 'd' }] },
		{ errors: [{ id: LEAKY_ID, status: '500', title: 't' }] },
		{ errors: [{ id: LEAKY_ID, status: '500', source: {} }] },
		{ errors: [{ id: LEAKY_ID }], message: 'm' },
	])('never shows errors[].id: %j', (body) => {
		const error = apiErrorFrom(REQUEST, answer(body));
		expect(`${JSON.stringify(error)} ${String(error)} ${error.stack ?? ''}`).not.toContain(LEAKY_ID);
	});
});

describe('malformedBody', () => {
	it.each<[string, unknown, string | undefined]>([
		['nothing', undefined, undefined],
		['a page', '<html><body>Sign in</body></html>', 'Sign in'],
		['an object', { rows: [] }, undefined],
		['a message', { message: 'maintenance' }, 'maintenance'],
	])('tells what %s was meant to be', (_case, body, words) => {
		expect(malformedBody(REQUEST, answer(body, { status: 200 }), 'a list')).toMatchObject({
			status: 200,
			detail: words ?? 'HTTP status 200',
			finding: { reason: 'malformed', expected: 'a list', words },
		});
	});

	it.each<[unknown, number]>([
		[{ error: { code: 404 } }, 404],
		[{ error: { code: '503', message: 'later' } }, 503],
		[{ error: { code: 5 } }, 200],
		[{ error: { code: 'teapot' } }, 200],
		[{ error: 'text' }, 200],
	])('takes the status out of %j that came with 200', (body, status) => {
		expect(malformedBody(REQUEST, answer(body, { status: 200 }), 'a statement').status).toBe(status);
	});
});

describe('isApiError', () => {
	const error = apiErrorFrom(REQUEST, answer(undefined, { status: 404 }));

	it.each<[string, unknown, number | undefined, boolean]>([
		['any answer', error, undefined, true],
		['an answer with that status', error, 404, true],
		['an answer with another status', error, 403, false],
		['another error', new Error('x'), undefined, false],
		['what only looks like one', { status: 404 }, 404, false],
		['nothing', undefined, undefined, false],
	])('tells %s', (_case, value, status, expected) => {
		expect(isApiError(value, status)).toBe(expected);
	});

	it.each<[string, unknown, boolean]>([
		['an error of the API', { errors: [{ detail: 'Statement resource=etl does not exist' }] }, true],
		['an answer without a body', undefined, true],
		['a page of a proxy', '<html><h1>404 Not Found</h1></html>', false],
		['text of a proxy', 'no healthy upstream', false],
	])('takes 404 with %s for "there is no such thing": %s', (_case, body, expected) => {
		expect(isNotFound(apiErrorFrom(REQUEST, answer(body, { status: 404 })))).toBe(expected);
	});

	it('takes no other status for it', () => {
		expect(isNotFound(apiErrorFrom(REQUEST, answer({}, { status: 403 })))).toBe(false);
	});

	it('knows its own class by name', () => {
		expect(error).toBeInstanceOf(ApiError);
		expect(error.name).toBe('ApiError');
	});
});

describe('isHiddenFrom', () => {
	it.each<[string, number, unknown, boolean]>([
		['a 403 that speaks of the role', 403, { errors: [{ detail: 'Forbidden' }] }, true],
		['a 403 without words', 403, {}, true],
		['a 403 that refuses the key', 403, { errors: [{ detail: 'invalid API key' }] }, false],
		['a 403 that says that the key is invalid', 403, { errors: [{ detail: 'The API Key is invalid' }] }, false],
		['a 403 that says that the key has expired', 403, { message: 'API key FLNK7QX2M5RWBT3A has expired.' }, false],
		['a 403 that says that the key was deleted', 403, { errors: [{ detail: 'api_key was deleted' }] }, false],
		['a 403 that speaks of what the key may not do', 403, { errors: [{ detail: 'API key FLNK7QX2M5RWBT3A has no access, or the statement was deleted' }] }, true],
		['a page of a proxy', 403, '<html>Blocked</html>', false],
		['a 404', 404, { errors: [{ detail: 'Statement resource=s does not exist' }] }, false],
		['a 401', 401, { errors: [{ detail: 'Unauthorized' }] }, false],
	])('%s: %d', (_, status, body, expected) => {
		expect(isHiddenFrom(apiErrorFrom(REQUEST, answer(body, { status })))).toBe(expected);
	});
});

describe('outOfSight', () => {
	it('is the same refusal, and says what was seen before', () => {
		const refusal = apiErrorFrom(REQUEST, answer({ errors: [{ detail: 'Forbidden', code: 'c' }] }, { status: 403, headers: { 'x-request-id': 'r-1' } }));
		const lost = outOfSight(refusal, 'RUNNING');
		expect(isHiddenFrom(lost)).toBe(true);
		expect({ ...lost, finding: undefined }).toEqual({ ...refusal, finding: undefined });
		expect(lost.finding).toEqual({ reason: 'outOfSight', phase: 'RUNNING' });
	});
});
