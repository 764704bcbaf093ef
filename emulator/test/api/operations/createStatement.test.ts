import { at, detailOf, Session } from '../../session';

let session: Session;

beforeAll(async () => (session = await Session.start({ maxStatements: 60 })));
afterAll(() => session.close());
afterEach(() => session.control.reset());

it('answers 201 with the whole statement, PENDING', async () => {
	const labels = { 'user.confluent.io/team': 'true' };
	const properties = { 'sql.current-catalog': 'examples' };
	const answer = await session.submit('first', 'SELECT 1', { properties }, { metadata: { labels } });
	expect(answer.status).toBe(201);
	expect(answer.headers['location']).toBe(`${session.emulator.baseUrl}${session.statements}/first`);
	expect(answer.body).toMatchObject({
		api_version: 'sql/v1',
		kind: 'Statement',
		name: 'first',
		organization_id: session.emulator.flinkApi.organizationId,
		environment_id: session.emulator.flinkApi.environmentId,
		metadata: { labels, self: `${session.emulator.baseUrl}${session.statements}/first` },
		spec: { statement: 'SELECT 1', properties, stopped: false, principal: 'u-4k9w7e' },
		status: { phase: 'PENDING', detail: '' },
	});
});

it('reads properties that were never sent back as null', async () => {
	expect(at((await session.submit('bare')).body, 'spec', 'properties')).toBeNull();
});

it('ignores stopped', async () => {
	expect(at((await session.submit('eager', 'SELECT 1', { stopped: true })).body, 'spec', 'stopped')).toBe(
		false,
	);
});

it('puts a statement without a pool into the default pool, and makes that once', async () => {
	const first = await session.submit('one');
	const second = await session.submit('two');
	const pool = at(first.body, 'spec', 'compute_pool_id');
	expect(pool).toMatch(/^lfcp-/);
	expect(at(second.body, 'spec', 'compute_pool_id')).toBe(pool);
});

it.each([
	['a', 201],
	['a'.repeat(100), 201],
	['etl-2026.daily-1', 201],
	['a'.repeat(101), 400],
	['', 400],
	['Upper', 400],
	['under_score', 400],
	['-leading', 400],
	['trailing-', 400],
	['double..dot', 400],
	['.dot', 400],
	['with space', 400],
	['näme', 400],
])('name %j: %i', async (name, status) => {
	expect((await session.submit(name)).status).toBe(status);
});

it.each<[string, unknown]>([
	['no body', undefined],
	['a list', []],
	['no name', { spec: { statement: 'SELECT 1' } }],
	['a name that is a number', { name: 1, spec: { statement: 'SELECT 1' } }],
	['no spec', { name: 'a' }],
	['a spec that is text', { name: 'a', spec: 'SELECT 1' }],
	['a property that is a number', { name: 'a', spec: { statement: 'SELECT 1', properties: { x: 1 } } }],
	['a property that is true', { name: 'a', spec: { statement: 'SELECT 1', properties: { x: true } } }],
	['properties in a list', { name: 'a', spec: { statement: 'SELECT 1', properties: [] } }],
	['a label that is true', { name: 'a', spec: { statement: 'SELECT 1' }, metadata: { labels: { x: true } } }],
	['a property that is null', { name: 'a', spec: { statement: 'SELECT 1', properties: { x: null } } }],
	['a property without a name', { name: 'a', spec: { statement: 'SELECT 1', properties: { '': 'x' } } }],
	['a pool that is null', { name: 'a', spec: { statement: 'SELECT 1', compute_pool_id: null } }],
	['labels that are null', { name: 'a', spec: { statement: 'SELECT 1' }, metadata: { labels: null } }],
	['SQL that is a number', { name: 'a', spec: { statement: 1 } }],
	['stopped as text', { name: 'a', spec: { statement: 'SELECT 1', stopped: 'true' } }],
	['a pool that is a number', { name: 'a', spec: { statement: 'SELECT 1', compute_pool_id: 1 } }],
	['a pool ID of any length', { name: 'a', spec: { statement: 'SELECT 1', compute_pool_id: 'x'.repeat(256) } }],
	['a principal of any length', { name: 'a', spec: { statement: 'SELECT 1', principal: `sa-${'x'.repeat(1_022)}` } }],
	['a label without a name', { name: 'a', spec: { statement: 'SELECT 1' }, metadata: { labels: { '': 'true' } } }],
	['another kind of thing', { name: 'a', kind: 'ComputePool', spec: { statement: 'SELECT 1' } }],
	['another version of the API', { name: 'a', api_version: 'sql/v2', spec: { statement: 'SELECT 1' } }],
	['another organization', { name: 'a', organization_id: 'x', spec: { statement: 'SELECT 1' } }],
	['another environment', { name: 'a', environment_id: 'env-x', spec: { statement: 'SELECT 1' } }],
	['an unknown user', { name: 'a', spec: { statement: 'SELECT 1', principal: 'u-nobody' } }],
])('refuses %s with 400', async (_what, body) => {
	const answer = await session.call('POST', session.statements, { body });
	expect(answer.status).toBe(400);
	expect(at(answer.body, 'errors', 0, 'status')).toBe('400');
});

it.each([
	[131_072, 201],
	[131_073, 400],
])('SQL of %i characters: %i', async (length, status) => {
	expect((await session.submit('long', 'SELECT 1'.padEnd(length, ' '))).status).toBe(status);
});

it.each(['application/json-patch+json', 'text/plain', 'application/x-www-form-urlencoded'])('refuses a body of the type %s', async (contentType) => {
	const body = { name: 'a', spec: { statement: 'SELECT 1' } };
	const answer = await session.call('POST', session.statements, { body, contentType });
	expect([answer.status, detailOf(answer)]).toEqual([400, 'Request is malformed: Violations: Content-Type must be application/json']);
});

it.each(['', '  \n', undefined, null])(
	'refuses the SQL text %j in the words of the gateway',
	async (statement) => {
		const answer = await session.call('POST', session.statements, {
			body: { name: 'a', spec: { statement } },
		});
		expect(answer.status).toBe(400);
		expect(detailOf(answer)).toBe('Request is malformed: Violations: Statement is nil or empty');
	},
);

it('refuses more than 8192 properties', async () => {
	const properties = Object.fromEntries(Array.from({ length: 8193 }, (_, n) => [`p${n}`, '']));
	expect((await session.submit('many', 'SELECT 1', { properties })).status).toBe(400);
});

it.each([
	['unknown', 'lfcp-nowhere'],
	['of another region', 'lfcp-frankf'],
	['of another environment', 'lfcp-other1'],
	['being deleted', 'lfcp-going1'],
])('refuses a pool that is %s', async (_what, computePoolId) => {
	session.control.seed({
		environments: [{ id: 'env-other1', displayName: 'other' }],
		computePools: [
			{ id: 'lfcp-frankf', region: 'eu-central-1' },
			{ id: 'lfcp-other1', environmentId: 'env-other1' },
			{ id: 'lfcp-going1', phase: 'DEPROVISIONING' },
		],
	});
	const answer = await session.submit('placed', 'SELECT 1', { compute_pool_id: computePoolId });
	expect(answer.status).toBe(400);
	expect(detailOf(answer)).toBe(`logical compute pool=${computePoolId} not found`);
});

it('refuses a taken name with its code, whatever the pool', async () => {
	session.control.seed({ computePools: [{ id: 'lfcp-second' }] });
	await session.submit('taken');
	const answer = await session.submit('taken', 'SELECT 2', { compute_pool_id: 'lfcp-second' });
	expect(answer.status).toBe(409);
	expect(at(answer.body, 'errors', 0)).toMatchObject({ code: 'resource_already_exists', status: '409' });
});

it('gives a name free again, with another uid', async () => {
	const first = await session.submit('again');
	await session.call('DELETE', `${session.statements}/again`);
	expect(await session.phase('again')).toBe('GONE');
	const second = await session.submit('again');
	expect(second.status).toBe(201);
	expect(at(second.body, 'metadata', 'uid')).not.toBe(at(first.body, 'metadata', 'uid'));
});

it('knows a quota', async () => {
	session.control.seed({ bulk: { count: 60, prefix: 'full-' } });
	const answer = await session.submit('one-more');
	expect(answer.status).toBe(402);
	expect(at(answer.body, 'errors', 0, 'code')).toBe('quota_exceeded');
});

it.each([
	['{"name":', 'application/json'],
	['{"name":"a","spec":{"statement":"SELECT 1"}}', 'text/plain'],
])('refuses the body %j sent as %s', async (rawBody, contentType) => {
	expect((await session.call('POST', session.statements, { rawBody, contentType })).status).toBe(400);
});
