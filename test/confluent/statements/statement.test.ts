import { ApiError } from '../../../nodes/shared/confluent/http/errors/apiError';
import type { ApiResponse } from '../../../nodes/shared/confluent/http/exchange/exchange';
import type { JsonObject } from '../../../nodes/shared/language/jsonValue';
import { admitExceptions, admitStatement, phaseOf, statementFrom } from '../../../nodes/shared/confluent/statements/statement';

const REQUEST = { method: 'GET', path: '/sql/v1/x' } as const;

const answer = (body: unknown): ApiResponse => ({ status: 200, headers: { 'x-request-id': 'r-1' }, body });

const SCHEMA = { columns: [{ name: 'a', type: { type: 'INTEGER', nullable: false } }] };

function body(overrides: { metadata?: unknown; spec?: unknown; status?: unknown } = {}): JsonObject {
	const whole = {
		api_version: 'sql/v1',
		kind: 'Statement',
		name: 'etl',
		metadata: {
			uid: 'u-1',
			resource_version: 'v-9',
			created_at: '2026-01-01T00:00:00Z',
			updated_at: '2026-01-02T00:00:00Z',
			labels: { 'user.confluent.io/etl': 'true' },
		},
		spec: {
			statement: 'SELECT 1',
			properties: { 'sql.state-ttl': '1 h' },
			compute_pool_id: 'lfcp-1',
			principal: 'sa-1',
			stopped: true,
		},
		status: {
			phase: 'RUNNING',
			end_time: '2026-01-04T00:00:00Z',
			detail: 'well',
			traits: { sql_kind: 'SELECT', is_bounded: false, is_append_only: true, upsert_columns: [0, 2], schema: SCHEMA },
			scaling_status: { scaling_state: 'POOL_EXHAUSTED' },
			warnings: [{ severity: 'LOW', reason: 'R', message: 'M', created_at: '2026-01-03T00:00:00Z' }],
		},
		...overrides,
	};
	return JSON.parse(JSON.stringify(whole)) as JsonObject;
}

describe('statementFrom', () => {
	it('reads every field', () => {
		const raw = body();
		expect(statementFrom(raw)).toEqual({
			raw,
			name: 'etl',
			uid: 'u-1',
			createdAt: '2026-01-01T00:00:00Z',
			updatedAt: '2026-01-02T00:00:00Z',
			labels: { 'user.confluent.io/etl': 'true' },
			sql: 'SELECT 1',
			properties: { 'sql.state-ttl': '1 h' },
			computePoolId: 'lfcp-1',
			principal: 'sa-1',
			stopped: true,
			phase: 'RUNNING',
			endedAt: '2026-01-04T00:00:00Z',
			detail: 'well',
			sqlKind: 'SELECT',
			isBounded: false,
			isAppendOnly: true,
			upsertColumns: [0, 2],
			schema: SCHEMA,
			warnings: [{ severity: 'LOW', reason: 'R', message: 'M', createdAt: '2026-01-03T00:00:00Z' }],
			scalingState: 'POOL_EXHAUSTED',
		});
	});

	it.each<[string, unknown]>([
		['absent', { name: 'etl', spec: {} }],
		['null', { name: 'etl', spec: { properties: null, statement: null, stopped: null }, metadata: null, status: null }],
		['null within', body({ metadata: { labels: null, uid: null }, spec: { properties: null }, status: { phase: null, detail: null, traits: null, scaling_status: null, warnings: null, result_schema: null } })],
		['of other types', body({ metadata: 'm', spec: { properties: ['a'], stopped: 'true', statement: 5 }, status: { phase: 3, detail: {}, traits: [], warnings: {}, scaling_status: 'OK' } })],
	])('takes a statement whose fields are %s for one that is not there yet', (_case, value) => {
		expect(statementFrom(value)).toMatchObject({
			name: 'etl',
			uid: '',
			createdAt: undefined,
			labels: {},
			sql: '',
			properties: {},
			computePoolId: undefined,
			principal: undefined,
			stopped: false,
			phase: undefined,
			detail: '',
			sqlKind: undefined,
			isBounded: undefined,
			isAppendOnly: undefined,
			upsertColumns: undefined,
			schema: undefined,
			warnings: [],
			scalingState: undefined,
		});
	});

	it.each<[string, unknown]>([
		['nothing', undefined],
		['null', null],
		['a page', '<html></html>'],
		['a list', [body()]],
		['no name', { spec: {} }],
		['a name that is no text', { name: 5, spec: {} }],
		['no spec', { name: 'etl' }],
		['a spec that is null', { name: 'etl', spec: null }],
		['an error', { error: { code: 404 } }],
	])('refuses %s', (_case, value) => {
		expect(statementFrom(value)).toBeUndefined();
		expect(() => admitStatement(REQUEST, answer(value))).toThrow(ApiError);
	});

	it('has a phase to go by where the answer gives none: it is still on its way', () => {
		expect(phaseOf({ phase: undefined })).toBe('PENDING');
		expect(phaseOf({ phase: 'FAILED' })).toBe('FAILED');
	});

	it('passes a phase on that nobody knows yet', () => {
		expect(statementFrom(body({ status: { phase: 'HIBERNATING' } }))?.phase).toBe('HIBERNATING');
	});

	it.each<[string, unknown, unknown]>([
		['its place', { traits: { schema: SCHEMA } }, SCHEMA],
		['its old place', { result_schema: SCHEMA }, SCHEMA],
		['its old place where the new one is null', { traits: { schema: null }, result_schema: SCHEMA }, SCHEMA],
		['its new place first', { traits: { schema: SCHEMA }, result_schema: { columns: [] } }, SCHEMA],
	])('reads the schema from %s', (_case, status, schema) => {
		expect(statementFrom(body({ status }))?.schema).toEqual(schema);
	});

	it.each<[unknown, readonly number[] | undefined]>([
		[[0], [0]],
		[[], undefined],
		[null, undefined],
		['0', undefined],
		[[0, 'x'], undefined],
		[[0, null, 2], undefined],
		[[0, 2], [0, 2]],
	])('takes upsert_columns %j for the key %j', (upsert_columns, expected) => {
		expect(statementFrom(body({ status: { traits: { upsert_columns } } }))?.upsertColumns).toEqual(expected);
	});

	it('leaves out properties and labels that are no texts', () => {
		const statement = statementFrom(body({ metadata: { labels: { a: 'true', b: 5 } }, spec: { properties: { c: 'd', e: null } } }));
		expect([statement?.labels, statement?.properties]).toEqual([{ a: 'true' }, { c: 'd' }]);
	});
});

describe('warnings', () => {
	const messages = (status: unknown) => statementFrom(body({ status }))?.warnings.map(({ message }) => message);

	it.each<[string, unknown, readonly string[]]>([
		['listed', { warnings: [{ message: 'a' }, { message: 'b' }] }, ['a', 'b']],
		['in the detail', { detail: 'Running. [Warning] no watermark [WARNING]  unbounded state ' }, ['no watermark', 'unbounded state']],
		['in a detail that begins with one', { detail: '[warning]a' }, ['a']],
		['listed, when they are in the detail too', { detail: '[Warning] old', warnings: [{ message: 'new' }] }, ['new']],
		['in the detail, when the list is empty', { detail: '[Warning] old', warnings: [] }, ['old']],
		['blank', { detail: '[Warning] [Warning] ' }, []],
		['of other types', { warnings: ['x', null, { message: 5 }] }, ['']],
	])('that are %s', (_case, status, expected) => {
		expect(messages(status)).toEqual(expected);
	});
});

describe('admitExceptions', () => {
	it('keeps their order', () => {
		const data = [
			{ name: 'B', message: 'newer', timestamp: '2026-01-02T00:00:00Z', kind: 'StatementException' },
			{ name: 'A', message: 'older' },
		];
		expect(admitExceptions(REQUEST, answer({ data }))).toEqual([
			{ name: 'B', message: 'newer', timestamp: '2026-01-02T00:00:00Z' },
			{ name: 'A', message: 'older', timestamp: undefined },
		]);
	});

	it('has none where the list is null', () => {
		expect(admitExceptions(REQUEST, answer({ data: null }))).toEqual([]);
	});
});
