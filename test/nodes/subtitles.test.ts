import { Workflow, type INode, type INodeParameters } from 'n8n-workflow';
import { COMPUTE_POOL_OPERATIONS } from '../../nodes/FlinkComputePool/operations';
import { REGION_OPERATIONS } from '../../nodes/FlinkRegion/operations';
import { STATEMENT_OPERATIONS } from '../../nodes/FlinkStatement/operations';
import { TABLE_OPERATIONS } from '../../nodes/FlinkTable/operations';
import { loadSources } from '../host/package';

const loader = loadSources();

/** What the editor shows below the node on the canvas. */
function subtitleOf(type: string, parameters: INodeParameters): unknown {
	const { description } = loader.getNode(type).type as { description: { subtitle?: string } };
	const node: INode = { id: '1', name: 'Node', type, typeVersion: 1, position: [0, 0], parameters };
	const nodeTypes = { getByName: () => loader.getNode(type).type, getByNameAndVersion: () => loader.getNode(type).type, getKnownTypes: () => ({}) };
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes: nodeTypes as never });
	return workflow.expression.getSimpleParameterValue(node, description.subtitle ?? '', 'internal', {});
}

const OPERATIONS = [
	...STATEMENT_OPERATIONS.map(({ value, name }) => ({ type: 'flinkStatement', value, name })),
	...COMPUTE_POOL_OPERATIONS.map(({ value, name }) => ({ type: 'flinkComputePool', value, name })),
	...REGION_OPERATIONS.map(({ value, name }) => ({ type: 'flinkRegion', value, name })),
	...TABLE_OPERATIONS.map(({ value, name }) => ({ type: 'flinkTable', value, name })),
];

it.each(OPERATIONS)('$type shows $value in words, in Title Case', ({ type, value, name }) => {
	const subtitle = subtitleOf(type, { operation: value });
	expect(subtitle).toMatch(/^[A-Z][a-z]+( [A-Z][a-z]+)*$/);
	expect(name.toLowerCase()).toContain(String(subtitle).toLowerCase());
});

it.each([
	[[], 'Any Change'],
	[['FAILED'], 'Failed'],
	[['COMPLETED', 'STOPPED'], 'Completed, Stopped'],
	['FAILED, STOPPED', 'Failed, Stopped'],
])('the trigger shows %j as "%s"', (phases, shown) => {
	expect(subtitleOf('flinkStatementTrigger', { phases })).toBe(shown);
});

it.each([
	['changelog', 'Rows'],
	['newStates', 'New States'],
])('the row trigger shows %j as "%s"', (output, shown) => {
	expect(subtitleOf('flinkRowTrigger', { output })).toBe(shown);
});
