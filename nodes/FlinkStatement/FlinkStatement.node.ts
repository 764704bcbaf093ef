import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { computePoolSearch } from '../shared/n8n/fields/computePoolSearch';
import { searchStatements } from '../shared/n8n/fields/pickers';
import { operationProperties } from '../shared/n8n/items/operation';
import { runWithCredential } from '../shared/n8n/items/runWithCredential';
import { FLINK_CREDENTIAL } from '../shared/n8n/network/clients';
import { SQL } from '../shared/n8n/submission/submissionFields';
import { STATEMENT_OPERATIONS } from './operations';
import { createStatementSession } from '../shared/n8n/submission/statementSession';

/** What submits SQL runs on the default pool where none is chosen; what looks for a pool, or moves to one, needs one. */
const SUBMITTING = STATEMENT_OPERATIONS.filter(({ properties }) => properties.includes(SQL)).map(({ value }) => value);

const searchComputePoolsOfCredential = computePoolSearch((context) => SUBMITTING.some((value) => value === context.getCurrentNodeParameter('operation')));

export class FlinkStatement implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Flink Statement',
		name: 'flinkStatement',
		icon: { light: 'file:flinkStatement.svg', dark: 'file:flinkStatement.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"].replace("getAll", "getMany").replace(/[A-Z]/g, " $&").replace(/^./, (letter) => letter.toUpperCase()) }}',
		description: 'Run Flink SQL on Confluent Cloud: query streams and tables, and submit, stop and resume statements',
		defaults: { name: 'Flink Statement' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: {
			replacements: {
				description:
					'Answers questions from streams and tables with Flink SQL on Confluent Cloud, and manages the statements that run there. Use Validate SQL before Execute Query: it checks SQL without running it.',
			},
		},
		parameterPane: 'wide',
		credentials: [{ name: 'confluentFlinkApi', displayName: 'Flink API Key', required: true }],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'hidden',
				noDataExpression: true,
				default: 'statement',
				options: [{ name: 'Statement', value: 'statement' }],
			},
			...operationProperties('statement', STATEMENT_OPERATIONS, 'executeQuery'),
		],
	};

	methods = {
		listSearch: { searchStatements, searchComputePoolsOfCredential },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runWithCredential(this, FLINK_CREDENTIAL, STATEMENT_OPERATIONS, createStatementSession);
	}
}
