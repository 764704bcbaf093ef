import { describePeer } from '../installed';
import { DATABASE, NodesBeside } from '../nodesBeside';
import { inOrder } from '../questions';
import { DbtProject } from './dbtProject';

const START_TIMEOUT_MS = 60_000;

const MODELS = { copied: 'success', pricey: 'success', totals: 'success' };

const SEEDED = [
	{ id: '1', city: 'Berlin', amount: '10' },
	{ id: '2', city: 'Kiel', amount: '5' },
	{ id: '3', city: 'Berlin', amount: '7' },
];

/** One project from its seeds to its documentation: each step stands on the one before. */
describePeer('dbt', (home) => {
	let nodes: NodesBeside;
	let project: DbtProject;

	beforeAll(async () => {
		nodes = await NodesBeside.start();
		project = await DbtProject.create(home, nodes.emulator);
	}, START_TIMEOUT_MS);

	afterAll(async () => {
		await project?.remove();
		await nodes?.stop();
	});

	async function expectModels(): Promise<void> {
		expect(inOrder(await nodes.rows('SELECT * FROM totals'))).toEqual([
			{ city: 'Berlin', orders: '2', total: '17' },
			{ city: 'Kiel', orders: '1', total: '5' },
		]);
		expect(inOrder(await nodes.rows('SELECT * FROM pricey'))).toEqual(inOrder([SEEDED[0], SEEDED[2]]));
		expect(inOrder(await nodes.rows('SELECT * FROM copied'))).toEqual(inOrder(SEEDED));
	}

	it('debug: connects', async () => {
		expect(await project.print('debug', '--connection')).toContain('Connection test: [OK connection ok]');
	});

	it('seed: the nodes read the rows of the file', async () => {
		expect(await project.results('seed')).toEqual({ orders: 'success' });
		expect(inOrder(await nodes.rows('SELECT * FROM orders'))).toEqual(inOrder(SEEDED));
	});

	it('run: makes a table, a view and a streaming table, which the nodes read', async () => {
		expect(await project.results('run')).toEqual(MODELS);
		await expectModels();
	});

	it('run again: finds that nothing has changed', async () => {
		expect(await project.results('run')).toEqual(MODELS);
		await expectModels();
	});

	it('run --full-refresh: drops and makes them anew', async () => {
		expect(await project.results('run', '--full-refresh')).toEqual(MODELS);
		await expectModels();
	});

	it('test: its tests pass, and one that must not pass fails', async () => {
		const results = await project.results('test', '--exclude', 'too_small');
		expect(Object.values(results)).toEqual(Object.values(results).map(() => 'pass'));
		expect(Object.keys(results)).toHaveLength(5);
		await expect(project.results('test', '--select', 'too_small')).rejects.toThrow('Got 1 result');
	});

	it('show: prints the rows of a query', async () => {
		const printed = await project.print('--quiet', 'show', '--output', 'json', '--inline', "SELECT city, total FROM {{ ref('totals') }} WHERE city = 'Kiel'");
		expect((JSON.parse(printed) as { show: unknown }).show).toEqual([{ city: 'Kiel', total: 5 }]);
	});

	it('docs generate: its catalog has the columns with their types', async () => {
		await project.print('docs', 'generate');
		const catalog = project.artifact('catalog.json') as { nodes: Record<string, { metadata: object; columns: Record<string, { type: string }> }> };
		expect(catalog.nodes['model.peers.totals']).toMatchObject({
			metadata: { schema: DATABASE, name: 'totals' },
			columns: { city: { type: expect.stringMatching(/^VARCHAR|^STRING/) as string }, orders: { type: expect.stringMatching(/^BIGINT/) as string } },
		});
	});
});
