import { NodeHelpers, type INode, type INodeTypeDescription } from 'n8n-workflow';
import { COMPUTE_POOL_OPERATIONS } from '../../nodes/FlinkComputePool/operations';
import { FlinkComputePool } from '../../nodes/FlinkComputePool/FlinkComputePool.node';
import { FlinkRegion } from '../../nodes/FlinkRegion/FlinkRegion.node';
import { REGION_OPERATIONS } from '../../nodes/FlinkRegion/operations';
import { FlinkStatement } from '../../nodes/FlinkStatement/FlinkStatement.node';
import { STATEMENT_OPERATIONS } from '../../nodes/FlinkStatement/operations';
import { FlinkTable } from '../../nodes/FlinkTable/FlinkTable.node';
import { TABLE_OPERATIONS } from '../../nodes/FlinkTable/operations';
import { FlinkStatementTrigger } from '../../nodes/FlinkStatementTrigger/FlinkStatementTrigger.node';

const NODES = [
	{ node: new FlinkTable(), resource: 'table', operations: TABLE_OPERATIONS },
	{ node: new FlinkStatement(), resource: 'statement', operations: STATEMENT_OPERATIONS },
	{ node: new FlinkComputePool(), resource: 'computePool', operations: COMPUTE_POOL_OPERATIONS },
	{ node: new FlinkRegion(), resource: 'region', operations: REGION_OPERATIONS },
].map(({ node: { description }, ...rest }) => ({ name: description.displayName, description, ...rest }));

/** What an agent reads of the node with this operation chosen; n8n's own wording. */
function toldToAgent(description: INodeTypeDescription, parameters: INode['parameters']): string {
	const node: INode = { id: '1', name: description.displayName, type: description.name, typeVersion: 1, position: [0, 0], parameters };
	return NodeHelpers.getToolDescriptionForNode(node, { description });
}

describe.each(NODES)('$name as a tool', ({ description, resource, operations }) => {
	it('tells an agent each operation apart', () => {
		const told = operations.map(({ value }) => toldToAgent(description, { resource, operation: value, descriptionType: 'auto' }));
		expect(told).toEqual(operations.map(({ action }) => `${action} in ${description.displayName}`));
		expect(new Set(told).size).toBe(operations.length);
	});

	it('says when to use it, where n8n asks for a description', () => {
		const { usableAsTool } = description;
		expect(usableAsTool).toEqual({ replacements: { description: expect.stringMatching(/\. Use (it|Validate|Get Schema) .+\.$/) } });
	});
});

it('the trigger is no tool', () => {
	expect(new FlinkStatementTrigger().description.usableAsTool).toBeUndefined();
});
