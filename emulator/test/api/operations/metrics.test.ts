import { at, list, Session } from '../../session';

let session: Session;

beforeAll(async () => (session = await Session.start({ lifecycle: 'immediate' })));
afterAll(() => session.close());
beforeEach(() => session.control.reset());

async function running(): Promise<void> {
	await session.submit('job', 'INSERT INTO sink SELECT * FROM source');
	await session.phase('job');
}

async function tasks(): Promise<unknown[]> {
	const { body } = await session.get(`${session.statements}/job/task-graph`);
	return list(at(JSON.parse(String(at(body, 'Graph'))), 'tasks'));
}

const question = (metric: string, more: object = {}): object => ({
	aggregations: [{ metric: `io.confluent.flink/${metric}` }],
	filter: { op: 'AND', filters: [{ field: 'resource.flink_statement.name', op: 'EQ', value: 'job' }] },
	granularity: 'PT1M',
	intervals: ['2026-01-01T00:00:00Z/2026-01-01T00:05:00Z'],
	...more,
});

it('a statement that runs has tasks, each reading from the one before', async () => {
	await running();
	const [source, sink] = await tasks();
	expect(source).toMatchObject({ task_id: expect.stringMatching(/^[0-9a-f]{32}$/) as string, input_tasks: [] });
	expect(sink).toMatchObject({ input_tasks: [{ task_id: at(source, 'task_id') }] });
	expect(list(at(sink, 'included_operators'))).not.toHaveLength(0);
});

it('one that does not run has no graph; an unknown name is 404', async () => {
	await session.submit('job', 'SELEKT 1');
	expect((await session.get(`${session.statements}/job/task-graph`)).body).toEqual({});
	expect((await session.get(`${session.statements}/nobody/task-graph`)).status).toBe(404);
});

it('metrics come by task where they are grouped so', async () => {
	await running();
	const ids = (await tasks()).map((task) => at(task, 'task_id'));
	const body = question('task/num_records_in', { group_by: ['metric.flink_task.id'], format: 'GROUPED' });
	const answer = await session.call('POST', '/v2/metrics/cloud/query', { body });
	expect(list(at(answer.body, 'data')).map((entry) => at(entry, 'metric.flink_task.id'))).toEqual(ids);
	expect(at(answer.body, 'data', 0, 'points', 0, 'value')).toBe(0);
});

it('a statement as a whole has one flat point; an unknown metric and a statement that does not run have none', async () => {
	await running();
	const ask = async (body: object): Promise<unknown> => at((await session.call('POST', '/v2/metrics/cloud/query', { body })).body, 'data');
	expect(await ask(question('statement_utilization/current_cfus'))).toEqual([{ timestamp: expect.any(String) as string, value: 1 }]);
	expect(await ask(question('nothing'))).toEqual([]);
	await session.update('job', { stopped: true });
	await session.phase('job');
	expect(await ask(question('pending_records'))).toEqual([]);
});

it('takes one aggregation a request', async () => {
	const body = question('pending_records', { aggregations: [{ metric: 'a' }, { metric: 'b' }] });
	expect((await session.call('POST', '/v2/metrics/cloud/query', { body })).status).toBe(400);
});
