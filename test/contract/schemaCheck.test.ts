/* eslint-disable @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { stringify } from 'yaml';

import { OpenApi } from './openApi';
import { SchemaCheck, type Exchange } from './schemaCheck';

const FAILURE = { type: 'object', required: ['errors'], properties: { errors: { type: 'array' } } };
const PET = {
	type: 'object',
	required: ['id', 'name'],
	properties: {
		id: { type: 'string', readOnly: true },
		name: { type: 'string' },
		age: { type: 'integer', format: 'int32', nullable: true },
	},
};
const reference = { $ref: '#/components/schemas/Pet' };
const SPEC = {
	paths: {
		'/fcpm/v2/pets': {
			get: {
				parameters: [
					{ in: 'query', name: 'owner', required: true, schema: { type: 'string' } },
					{ in: 'query', name: 'page_size', schema: { type: 'integer', maximum: 100 } },
				],
				responses: {
					200: { content: { 'application/json': { schema: { type: 'array', items: reference } } } },
				},
			},
			post: {
				requestBody: { content: { 'application/json': { schema: reference } } },
				responses: { 201: { content: { 'application/json': { schema: reference } } }, 202: {} },
			},
		},
		'/fcpm/v2/pets/{id}': {
			get: { responses: { 200: { content: { 'application/json': { schema: reference } } } } },
		},
		'/fcpm/v2/pets/newest': { get: { responses: { 204: {} } } },
	},
	components: { schemas: { Pet: PET, Failure: FAILURE } },
};

let directory: string;
let schemas: SchemaCheck;

beforeAll(() => {
	directory = mkdtempSync(join(tmpdir(), 'contract-'));
	for (const file of ['flink-gateway-sql-v1.yaml', 'flink-fcpm-v2.yaml', 'org-v2.yaml', 'iam-v2.yaml']) {
		writeFileSync(join(directory, file), stringify(file.startsWith('flink-fcpm') ? SPEC : { paths: {} }));
	}
	schemas = new SchemaCheck(new OpenApi(directory));
});

afterAll(() => rmSync(directory, { recursive: true }));

const GET: Exchange = {
	method: 'GET',
	url: '/fcpm/v2/pets?owner=a',
	requestContentType: null,
	requestBody: '',
	status: 200,
	responseBody: '[]',
};
const PETER = JSON.stringify({ id: '1', name: 'Peter', age: null });
const POST: Exchange = {
	method: 'POST',
	url: '/fcpm/v2/pets',
	requestContentType: 'application/json',
	requestBody: JSON.stringify({ name: 'Peter' }),
	status: 201,
	responseBody: PETER,
};

it.each<[string, Exchange]>([
	['a list', { ...GET, responseBody: `[${PETER}]` }],
	['a request without what only the server writes', POST],
	['an answer without a body', { ...POST, status: 202, responseBody: '' }],
	['a path with a parameter', { ...GET, url: '/fcpm/v2/pets/17', responseBody: PETER }],
	[
		'a literal path beside one with a parameter',
		{ ...GET, url: '/fcpm/v2/pets/newest', status: 204, responseBody: '' },
	],
])('%s is as described', (_what, exchange) => {
	expect(schemas.check(exchange)).toEqual([]);
});

it.each<[string, Exchange, object]>([
	['an unknown path', { ...GET, url: '/fcpm/v2/dogs' }, { where: 'path', rule: 'unknown' }],
	['an unknown method', { ...GET, method: 'PUT' }, { where: 'path', rule: 'unknown' }],
	[
		'an unknown status',
		{ ...GET, status: 418, responseBody: '{"errors":[]}' },
		{ where: 'response', at: 'status' },
	],
	[
		'a query parameter too many',
		{ ...GET, url: '/fcpm/v2/pets?owner=a&x=1' },
		{ where: 'query', at: 'x', rule: 'unknown' },
	],
	[
		'a query parameter too few',
		{ ...GET, url: '/fcpm/v2/pets' },
		{ where: 'query', at: 'owner', rule: 'required' },
	],
	[
		'a query parameter too large',
		{ ...GET, url: '/fcpm/v2/pets?owner=a&page_size=101' },
		{ where: 'query', at: 'page_size', rule: 'maximum' },
	],
	[
		'a page_size that is text',
		{ ...GET, url: '/fcpm/v2/pets?owner=a&page_size=ten' },
		{ where: 'query', at: 'page_size', rule: 'type' },
	],
	[
		'a request of another type',
		{ ...POST, requestBody: '{"name":1}' },
		{ where: 'request', at: '/name', rule: 'type' },
	],
	['a request without a member', { ...POST, requestBody: '{}' }, { where: 'request', rule: 'required' }],
	[
		'a request of another media type',
		{ ...POST, requestContentType: 'text/plain' },
		{ where: 'request', at: 'content-type' },
	],
	[
		'a body where none is described',
		{ ...GET, requestBody: '{}', requestContentType: 'application/json' },
		{ where: 'request', rule: 'unknown' },
	],
	[
		'an answer without a member',
		{ ...POST, responseBody: '{"name":"Peter"}' },
		{ where: 'response', rule: 'required' },
	],
	[
		'an answer deep down',
		{ ...GET, responseBody: '[{"id":"1","name":"P","age":1.5}]' },
		{ where: 'response', at: '/0/age', rule: 'type' },
	],
	['an answer that is no JSON', { ...GET, responseBody: '<html>' }, { where: 'response', rule: 'type' }],
	[
		'an answer with a body where none is described',
		{ ...POST, status: 202 },
		{ where: 'response', rule: 'unknown' },
	],
])('%s is found', (_what, exchange, finding) => {
	expect(schemas.check(exchange)).toContainEqual(expect.objectContaining(finding));
});

it('counts exchanges, and tells which known disagreements nothing has met', () => {
	expect(schemas.exchanges).toBeGreaterThan(0);
	expect(schemas.unmet().length).toBeGreaterThan(0);
});
