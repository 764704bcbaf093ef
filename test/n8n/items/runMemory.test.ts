import type { IExecuteData, IExecuteFunctions, INode } from 'n8n-workflow';
import { recallRun } from '../../../nodes/shared/n8n/items/runMemory';

const node = (name: string, retryOnFail = true) => ({ name, retryOnFail }) as INode;
const runOf = (of: INode) => ({ node: of, data: { main: [] }, source: null }) as IExecuteData;
const context = (at: INode, run: IExecuteData) => ({ getNode: () => ({ ...at }), getExecuteData: () => run }) as IExecuteFunctions;

const flink = node('Flink');
const once = node('Flink', false);
const agentsRun = runOf(node('Agent'));
const run = runOf(flink);

it('is the same for all tries of a run', () => {
	const memory = recallRun(context(flink, run));
	memory.set(0, { ownId: 'n8n-1' });
	expect(recallRun(context(flink, run)).get(0)).toEqual({ ownId: 'n8n-1' });
});

it.each<[string, IExecuteFunctions, IExecuteFunctions]>([
	['another run of the node, as in a loop', context(flink, runOf(flink)), context(flink, runOf(flink))],
	['another call by an agent, all of which have the run of the agent', context(flink, agentsRun), context(flink, agentsRun)],
	['a node that is tried once', context(once, run), context(once, run)],
])('is not that of %s', (_case, first, second) => {
	recallRun(first).set(0, { ownId: 'n8n-1' });
	expect(recallRun(second).size).toBe(0);
});
