import type { INodeParameters } from 'n8n-workflow';
import { createDuckDbEngine } from '../../emulator';
import { QueryHost } from '../nodes/FlinkStatement/queryHost';
import { exampleFiles, nodesOf } from './exampleFiles';

interface ExampleQuery {
	readonly example: string;
	readonly node: string;
	readonly parameters: INodeParameters;
}

function queriesOf(file: string): ExampleQuery[] {
	return nodesOf(file)
		.filter(({ type, parameters }) => type.endsWith('.flinkStatement') && parameters['operation'] === 'executeQuery')
		.map(({ name, parameters }) => ({ example: file, node: name, parameters }));
}

const QUERIES = exampleFiles().flatMap(queriesOf);

const host = QueryHost.perFile({ engine: () => createDuckDbEngine() });

describe('queries of the examples', () => {
	it('are found', () => {
		expect(QUERIES.map(({ node }) => node)).toEqual(expect.arrayContaining(['Revenue by Brand', 'Revenue by Department']));
	});

	it.each(QUERIES)('$example: "$node" gives rows and leaves nothing behind', async ({ parameters }) => {
		const { json, error } = await host.run(parameters);
		expect(error).toBeUndefined();
		expect(json.length).toBeGreaterThan(1);
		expect(json.every((row) => Object.values(row).every((value) => value !== null))).toBe(true);
		expect(await host.left()).toEqual([]);
	});

	it('gives brands from the best-selling one down, their figures as numbers', async () => {
		const query = QUERIES.find(({ node }) => node === 'Revenue by Brand');
		const { json } = await host.run(query?.parameters ?? {});
		const revenues = json.map((row) => row['revenue']);
		expect(json.length).toBeLessThanOrEqual(10);
		expect(json[0]).toEqual({ brand: expect.any(String), orders: expect.any(Number), revenue: expect.any(Number), average_price: expect.any(Number) });
		expect(revenues).toEqual([...revenues].sort((a, b) => Number(b) - Number(a)));
	});
});
