import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { apiErrorFrom, outOfSight } from '../../../nodes/shared/confluent/http/errors/apiError';
import { DeadlineError } from '../../../nodes/shared/confluent/http/errors/deadlineError';
import type { HttpMethod } from '../../../nodes/shared/confluent/http/exchange/exchange';
import { TransportError } from '../../../nodes/shared/confluent/http/errors/transportError';
import { AdvisedError } from '../../../nodes/shared/n8n/errors/advisedError';
import { asNodeError } from '../../../nodes/shared/n8n/errors/nodeError';
import { nodeOf } from '../../host/runNode';

const NODE = nodeOf({ type: 'flinkStatement', parameters: {} });

const GATEWAY = '/sql/v1/organizations/o/environments/e/statements/etl';
const COLLECTION = '/sql/v1/organizations/o/environments/e/statements';
const POOL = '/fcpm/v2/compute-pools/lfcp-1';

const answer = (status: number, detail: string, path = GATEWAY, method: HttpMethod = 'GET') =>
	apiErrorFrom({ method, path }, { status, headers: { 'x-request-id': 'req-7' }, body: { errors: [{ id: 'LEAKY', status: String(status), detail }] } });

const page = (status: number) => apiErrorFrom({ method: 'GET', path: GATEWAY }, { status, headers: {}, body: '<h1>Nginx</h1>' });

describe('asNodeError', () => {
	it.each<[string, ReturnType<typeof answer>, string]>([
		['on the gateway', answer(401, 'Unauthorized'), "Unauthorized. This node needs a Flink API key for the credential's environment, cloud and region, or a Global API key"],
		['after words that end with a full stop', answer(401, 'Bad key.'), "Bad key. This node needs a Flink API key for the credential's environment, cloud and region, or a Global API key"],
		['on the control plane', answer(403, 'invalid API key', POOL), 'invalid API key. This node needs a Cloud API key or a Global API key, not a Flink API key'],
	])('names the kind of key that is needed %s', (_where, error, message) => {
		expect(asNodeError(NODE, error, 0).message).toBe(message);
	});

	describe('for a statement that the key may not see', () => {
		const EITHER = "does not exist, or is on a compute pool that this key's role does not cover";
		const SUBJECT = 'Statement "etl"';
		const hidden = (method: 'GET' | 'PUT' | 'DELETE' = 'GET', below = '') => answer(403, 'Forbidden.', `${GATEWAY}${below}`, method);

		it.each([hidden(), hidden('PUT'), hidden('DELETE'), hidden('GET', '/results'), hidden('GET', '/exceptions')])('says both possibilities after the words of the API: $method $path', (error) => {
			const shown = asNodeError(NODE, error, 0, SUBJECT);
			expect(shown.message).toBe(`${SUBJECT}: Forbidden. It ${EITHER}`);
			expect(shown.description).toMatch(/^Check the name\. If the statement exists, .*FlinkDeveloper.* HTTP status: 403\. Request ID: req-7\.$/);
			expect(shown).toBeInstanceOf(NodeApiError);
			expect(shown).not.toHaveProperty('failure.cause', 'credential-invalid');
		});

		it('says what is known from before', () => {
			const shown = asNodeError(NODE, outOfSight(hidden(), 'RUNNING'), 0, SUBJECT);
			expect(shown.message).toBe(`${SUBJECT}: Forbidden. It was RUNNING before. Now it ${EITHER}`);
			expect(shown.description).toMatch(/^It was deleted, or resumed on another compute pool\. Check the name\./);
		});

		it('says of a change that where it was to move to may be what is not covered', () => {
			expect(asNodeError(NODE, hidden('PUT'), 0).description).toContain('the compute pool you move it to');
		});

		it.each<[string, ReturnType<typeof answer>, RegExp]>([
			['a listing', answer(403, 'Forbidden', COLLECTION), /^The owner of the Flink API key may not do this\. Give it the role FlinkDeveloper or FlinkAdmin in this environment\. HTTP/],
			['a submit', answer(403, 'Forbidden', COLLECTION, 'POST'), /^The owner of the Flink API key may not do this.* choose that pool\./],
			['a key that is refused', answer(403, 'invalid API key'), /^Confluent does not accept this key here/],
			['a page', page(403), /A proxy or login page answered instead of Confluent/],
			['a compute pool', answer(403, 'Forbidden', POOL), /^The owner of the Cloud API key/],
		])('says neither of %s', (_what, error, step) => {
			const shown = asNodeError(NODE, error, 0, SUBJECT);
			expect(shown.message).not.toContain(EITHER);
			expect(shown.description).toMatch(step);
		});
	});

	it('says what happened in the words of the API, and status, request and next step beside it', () => {
		const error = asNodeError(NODE, answer(404, 'Statement resource=etl does not exist'), 3, 'Statement "etl"');
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({ message: 'Statement "etl": Statement resource=etl does not exist', httpCode: '404', context: { itemIndex: 3 } });
		expect(error.description).toContain('HTTP status: 404. Request ID: req-7.');
		expect(JSON.stringify([error, error.message, error.description])).not.toContain('LEAKY');
	});

	it.each<[string, ReturnType<typeof answer>, RegExp]>([
		['401 on the gateway', answer(401, 'Unauthorized'), /It refuses Cloud API keys, and Flink API keys of another region/],
		['401 on the control plane', answer(401, 'Unauthorized', POOL), /It refuses Flink, Kafka/],
		['403 on the gateway', answer(403, 'Forbidden'), /FlinkDeveloper/],
		['403 with a bad key on the control plane', answer(403, 'invalid API key', POOL), /It refuses Flink, Kafka/],
		['403 for want of a role', answer(403, 'Forbidden Access', POOL), /^The owner of the Cloud API key may not do this/],
		['a page of a proxy', page(404), /A proxy or login page answered instead of Confluent/],
		['rows that were read before', answer(400, 'Results at offset 0 are no longer available', `${GATEWAY}/results`), /Rows can be read only once/],
		['403 for a deleted pool', answer(403, 'The compute pool lfcp-1 was not found.', POOL), /The pool may have been deleted/],
		['409', answer(409, 'conflict'), /Something else changed it/],
		['429', answer(429, 'slow down'), /by IP address/],
		['503', answer(503, 'busy'), /unavailable at the moment/],
	])('tells the next step for %s', (_case, error, step) => {
		expect(asNodeError(NODE, error, 0).description).toMatch(step);
	});

	it.each(['Table preexisting in catalog', 'column EPERMIT unknown', 'statement enoent-1 missing', 'ECONNREFUSED_TOTAL is no column'])(
		'keeps words in which n8n finds a file-system error: %s',
		(words) => {
			expect(asNodeError(NODE, answer(400, words), 0).message).toBe(words);
			expect(asNodeError(NODE, new AdvisedError(words, 'advice'), 0)).toMatchObject({ message: words, description: 'advice' });
		},
	);

	it('names what the time was not enough for', () => {
		const error = asNodeError(NODE, new DeadlineError({ doing: 'repeating' }), 2, 'Statement "etl"');
		expect(error).toMatchObject({ message: 'Statement "etl": The time for this operation ran out while repeating a request that failed', context: { itemIndex: 2 } });
		expect(error.description).toContain('Max Wait');
	});

	it('tells the scheduler how to back off', () => {
		expect((asNodeError(NODE, answer(429, 'x'), 0) as NodeApiError & { failure?: unknown }).httpCode).toBe('429');
		expect(asNodeError(NODE, new TransportError({ reason: 'connectionRefused', host: 'h' }), 0)).toBeInstanceOf(NodeApiError);
	});

	it('leaves an error of n8n as it is, with the item it belongs to', () => {
		const error = new NodeOperationError(NODE, 'given');
		expect(asNodeError(NODE, error, 4)).toBe(error);
		expect(error.context['itemIndex']).toBe(4);
	});
});
