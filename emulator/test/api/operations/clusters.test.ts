import { at, Session } from '../../session';

let session: Session;

beforeAll(async () => (session = await Session.start()));
afterAll(() => session.close());

const place = (): string => session.emulator.flinkApi.environmentId;

it('the Kafka cluster of an environment is named after it', async () => {
	const { body } = await session.get(`/cmk/v2/clusters?environment=${place()}`);
	expect(body).toMatchObject({
		kind: 'ClusterList',
		metadata: { first: expect.stringContaining(`environment=${place()}`) as string },
		data: [
			{
				id: place().replace('env-', 'lkc-'),
				spec: { display_name: 'cluster_0', cloud: 'AWS', region: 'us-east-1', environment: { id: place() } },
				status: { phase: 'PROVISIONED' },
			},
		],
	});
});

it.each([
	['/cmk/v2/clusters', 400],
	['/cmk/v2/clusters?environment=env-nosuch', 404],
	['/endpoint/v1/endpoints?service=FLINK', 400],
])('%s is refused: %i', async (path, status) => {
	expect((await session.get(path)).status).toBe(status);
});

it('endpoints of Flink, by region', async () => {
	const { body } = await session.get(`/endpoint/v1/endpoints?service=FLINK&environment=${place()}&cloud=AWS&region=us-east-1`);
	expect(body).toMatchObject({
		kind: 'EndpointList',
		data: [{ service: 'FLINK', cloud: 'AWS', region: 'us-east-1', is_private: false, endpoint: 'https://flink.us-east-1.aws.confluent.cloud' }],
	});
	expect(at(body, 'data', 1)).toBeUndefined();
	expect((await session.get(`/endpoint/v1/endpoints?environment=${place()}`)).status).toBe(400);
});
