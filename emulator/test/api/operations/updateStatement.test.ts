/* eslint-disable @typescript-eslint/no-unused-vars -- an unused binding is how a member is left out of a copy */
import { at, detailOf, record, Session } from '../../session';

const INSERT = 'INSERT INTO sink SELECT * FROM source';

let session: Session;

beforeAll(async () => (session = await Session.start()));
afterAll(() => session.close());
beforeEach(async () => {
	await session.control.reset();
	await session.control.clock.hold();
});

async function running(name: string, sql = INSERT): Promise<Record<string, unknown>> {
	await session.submit(name, sql);
	return record((await session.get(`${session.statements}/${name}`)).body);
}

function put(name: string, body: unknown): ReturnType<Session['call']> {
	return session.call('PUT', `${session.statements}/${name}`, { body });
}

it('answers 202 without a body, and is done later', async () => {
	session.control.configure({ lifecycle: { pending: 'immediate', stopping: { ms: 100 } } });
	await running('job');
	const answer = await session.update('job', { stopped: true });
	expect([answer.status, answer.text]).toEqual([202, '']);
	expect(await session.phase('job')).toBe('STOPPING');
	await session.control.clock.advance(100);
	expect(await session.phase('job')).toBe('STOPPED');
});

describe('the whole object', () => {
	const broken: Array<[string, (whole: Record<string, unknown>) => unknown, string]> = [
		[
			'without the SQL text',
			(whole) => ({ ...whole, spec: { stopped: true } }),
			'Request is malformed: Violations: Statement is nil or empty',
		],
		[
			'with empty SQL text',
			(whole) => ({ ...whole, spec: { statement: '', stopped: true } }),
			'nil or empty',
		],
		['without spec', (whole) => ({ ...whole, spec: undefined }), '/spec must be an object'],
		['without metadata', (whole) => ({ ...whole, metadata: undefined }), '/metadata must be an object'],
		['without resource_version', (whole) => ({ ...whole, metadata: {} }), '/metadata/resource_version'],
		[
			'without stopped',
			(whole) => ({ ...whole, spec: { ...record(whole['spec']), stopped: undefined } }),
			'Stopped is nil',
		],
		[
			'with stopped as text',
			(whole) => ({ ...whole, spec: { ...record(whole['spec']), stopped: 'true' } }),
			'boolean',
		],
		[
			'with other SQL',
			(whole) => ({ ...whole, spec: { ...record(whole['spec']), statement: 'SELECT 2', stopped: true } }),
			'statement is immutable',
		],
		[
			'with other properties',
			(whole) => ({ ...whole, spec: { ...record(whole['spec']), properties: { a: 'b' } } }),
			'properties is immutable',
		],
		['with another kind', (whole) => ({ ...whole, kind: 'ComputePool' }), '/kind must be Statement'],
		[
			'with labels in a list',
			(whole) => ({ ...whole, metadata: { ...record(whole['metadata']), labels: [] } }),
			'/metadata/labels must be an object',
		],
		['with another name', (whole) => ({ ...whole, name: 'other' }), 'name is immutable'],
		[
			'with another environment',
			(whole) => ({ ...whole, environment_id: 'env-x' }),
			'environment_id is immutable',
		],
		[
			'with another organization',
			(whole) => ({ ...whole, organization_id: 'x' }),
			'organization_id is immutable',
		],
	];

	it.each(broken)('%s is refused', async (_what, breakIt, detail) => {
		const answer = await put('job', breakIt(await running('job')));
		expect(answer.status).toBe(400);
		expect(detailOf(answer)).toContain(detail);
		expect(await session.phase('job')).toBe('RUNNING');
	});

	const KEPT = { 'sql.state-ttl': '1 h' };

	it.each([
		['properties', undefined, 'Properties is nil or empty'],
		['properties', null, 'Properties is nil or empty'],
		['properties', {}, 'properties is immutable'],
		['compute_pool_id', undefined, 'ComputePoolId is nil or empty'],
		['compute_pool_id', null, 'ComputePoolId is nil or empty'],
		['compute_pool_id', '', 'ComputePoolId is nil or empty'],
		['principal', undefined, 'Principal is nil or empty'],
		['principal', null, 'Principal is nil or empty'],
		['principal', '', 'Principal is nil or empty'],
	])('with %s as %j, which the statement has, is refused', async (member, value, detail) => {
		await session.submit('job', INSERT, { properties: KEPT });
		const answer = await session.update('job', { [member]: value, stopped: true });
		expect([answer.status, detailOf(answer)]).toEqual([400, `Request is malformed: Violations: ${detail}`]);
		expect(await session.phase('job')).toBe('RUNNING');
		expect((await session.update('job', { stopped: true })).status).toBe(202);
	});

	it('may go without status, labels and null properties', async () => {
		const { status: _left, ...whole } = await running('job');
		const spec = { ...record(whole['spec']), properties: undefined, stopped: true };
		expect((await put('job', { ...whole, spec })).status).toBe(202);
	});
});

describe('resource_version', () => {
	it('is refused with 409 when it is stale', async () => {
		const whole = await running('job');
		await session.update('job', { stopped: true });
		expect((await put('job', whole)).status).toBe(409);
	});

	it('grows stale by the system alone', async () => {
		const whole = await running('job');
		await session.control.clock.advance(60_000);
		expect((await put('job', whole)).status).toBe(409);
		const now = record((await session.get(`${session.statements}/job`)).body);
		expect(at(now, 'status', 'phase')).toBe('RUNNING');
	});
});

it('404 for a statement that does not exist', async () => {
	const answer = await put('nothing', { name: 'nothing' });
	expect(answer.status).toBe(404);
	expect(detailOf(answer)).toBe('Statement resource=nothing does not exist');
});

describe('pool and principal', () => {
	beforeEach(() =>
		session.control.seed({
			computePools: [{ id: 'lfcp-second' }, { id: 'lfcp-frankf', region: 'eu-central-1' }],
			principals: [{ id: 'sa-other1', displayName: 'other', about: '' }],
		}),
	);

	it.each([
		['compute_pool_id', 'lfcp-second'],
		['principal', 'sa-other1'],
	])('%s cannot change while the statement runs', async (field, value) => {
		await running('job');
		expect((await session.update('job', { [field]: value })).status).toBe(400);
		expect((await session.update('job', { [field]: value, stopped: true })).status).toBe(400);
		expect(await session.phase('job')).toBe('RUNNING');
	});

	it('change with a resume', async () => {
		await running('job');
		await session.update('job', { stopped: true });
		expect(await session.phase('job')).toBe('STOPPED');
		const move = { stopped: false, compute_pool_id: 'lfcp-second', principal: 'sa-other1' };
		expect((await session.update('job', move)).status).toBe(202);
		const { body } = await session.get(`${session.statements}/job`);
		expect(at(body, 'spec')).toMatchObject(move);
		expect(at(body, 'status', 'phase')).toBe('RUNNING');
	});

	it.each([
		['an unknown pool', { compute_pool_id: 'lfcp-nowhere' }, 'logical compute pool=lfcp-nowhere not found'],
		[
			'a pool of another region',
			{ compute_pool_id: 'lfcp-frankf' },
			'logical compute pool=lfcp-frankf not found',
		],
		['an unknown user', { principal: 'u-nobody' }, 'Principal u-nobody not found'],
	])('%s is refused at once and leaves the statement stopped', async (_what, change, detail) => {
		await running('job');
		await session.update('job', { stopped: true });
		await session.phase('job');
		const answer = await session.update('job', { ...change, stopped: false });
		expect([answer.status, detailOf(answer)]).toEqual([400, detail]);
		expect(await session.phase('job')).toBe('STOPPED');
	});

	it('an unknown service account is noted, fails, and can be put right by another resume', async () => {
		await running('job');
		await session.update('job', { stopped: true });
		await session.phase('job');
		expect((await session.update('job', { stopped: false, principal: 'sa-nobody' })).status).toBe(202);
		expect(await session.phase('job')).toBe('FAILED');
		expect((await session.update('job', { stopped: false, principal: 'sa-other1' })).status).toBe(202);
		expect(await session.phase('job')).toBe('RUNNING');
	});
});

describe('resume', () => {
	it.each([
		['INSERT INTO a SELECT * FROM b', 202],
		['-- nightly\nINSERT INTO a SELECT * FROM b', 202],
		['CREATE TABLE a AS SELECT * FROM b', 202],
		['EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT * FROM b; END', 202],
		['SELECT * FROM b', 400],
	])('%s: %i', async (sql, status) => {
		await running('job', sql);
		await session.update('job', { stopped: true });
		expect(await session.phase('job')).toBe('STOPPED');
		expect((await session.update('job', { stopped: false })).status).toBe(status);
	});

	it('waits for the stop with 409', async () => {
		session.control.configure({ lifecycle: { pending: 'immediate', stopping: { ms: 1_000 } } });
		await running('job');
		await session.update('job', { stopped: true });
		expect((await session.update('job', { stopped: false })).status).toBe(409);
	});
});

it('what is as wanted already is 202 and changes nothing', async () => {
	const whole = await running('job');
	expect((await put('job', whole)).status).toBe(202);
	const after = record((await session.get(`${session.statements}/job`)).body);
	expect(at(after, 'metadata', 'resource_version')).toBe(at(whole, 'metadata', 'resource_version'));
});

it('a statement that is being deleted is a conflict', async () => {
	session.control.configure({
		lifecycle: { pending: 'immediate', stopping: 'immediate', deleting: { ms: 1_000 } },
	});
	await running('job');
	await session.call('DELETE', `${session.statements}/job`);
	expect(await session.phase('job')).toBe('DELETING');
	expect((await session.update('job', { stopped: true })).status).toBe(409);
});

describe('PATCH', () => {
	const stop = [{ op: 'replace', path: '/spec/stopped', value: true }];
	const json = { contentType: 'application/json-patch+json' };

	it('may be switched off', async () => {
		session.control.configure({ patchEnabled: false });
		await running('job');
		const answer = await session.call('PATCH', `${session.statements}/job`, { body: stop, ...json });
		expect([answer.status, detailOf(answer)]).toEqual([403, 'Patch feature is currently disabled']);
	});

	it('stops: the answer has what was asked for, and still the phase before', async () => {
		await running('job');
		const answer = await session.call('PATCH', `${session.statements}/job`, { body: stop, ...json });
		expect([answer.status, at(answer.body, 'status', 'phase'), at(answer.body, 'spec', 'stopped')]).toEqual([
			200,
			'RUNNING',
			true,
		]);
		expect(await session.phase('job')).toBe('STOPPED');
	});

	it('of an unknown name is 404', async () => {
		const answer = await session.call('PATCH', `${session.statements}/nobody`, { body: stop, ...json });
		expect(answer.status).toBe(404);
	});

	it.each<[string, unknown, string]>([
		['another media type', stop, 'application/json'],
		['no list', stop[0], 'application/json-patch+json'],
		[
			'an unknown operation',
			[{ op: 'copy', path: '/spec/stopped', value: true }],
			'application/json-patch+json',
		],
		['another path', [{ op: 'replace', path: '/spec/statement', value: 'x' }], 'application/json-patch+json'],
		[
			'a value of another type',
			[{ op: 'replace', path: '/spec/stopped', value: 'true' }],
			'application/json-patch+json',
		],
	])('refuses %s', async (_what, body, contentType) => {
		await running('job');
		expect((await session.call('PATCH', `${session.statements}/job`, { body, contentType })).status).toBe(
			400,
		);
	});
});
