import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { FlinkStatement } from '../../../nodes/FlinkStatement/FlinkStatement.node';
import { STATEMENT_OPERATIONS } from '../../../nodes/FlinkStatement/operations';

/** Whether a field, or one inside it, is filled from the list of compute pools. */
function listsComputePools(property: INodeProperties | INodePropertyCollection | INodePropertyOptions): boolean {
	return JSON.stringify(property).includes('"searchListMethod":"searchComputePools');
}

it('asks for the Cloud API key in the operations that list compute pools, and in no others', () => {
	const { credentials = [] } = new FlinkStatement().description;
	const cloud = credentials.find(({ name }) => name === 'confluentCloudApi');
	const expected = STATEMENT_OPERATIONS.filter(({ properties }) => properties.some(listsComputePools)).map(({ value }) => value);
	expect(expected.length).toBeGreaterThan(0);
	expect(cloud?.displayOptions?.show?.['operation']).toEqual(expected.sort());
});
