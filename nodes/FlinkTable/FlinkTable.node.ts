import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { computePoolSearch } from '../shared/n8n/fields/computePoolSearch';
import { operationProperties } from '../shared/n8n/items/operation';
import { runWithCredential } from '../shared/n8n/items/runWithCredential';
import { FLINK_CREDENTIAL } from '../shared/n8n/network/clients';
import { InsertRun } from './insert/insertRun';
import { TABLE_OPERATIONS } from './operations';
import { getColumns, getMappingColumns } from './pickers/columnFields';
import { searchDatabases, searchTables } from './pickers/tableSearch';
import { createTableSession } from './session';

export class FlinkTable implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Flink Table',
		name: 'flinkTable',
		icon: { light: 'file:flinkTable.svg', dark: 'file:flinkTable.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"].replace("getAll", "getMany").replace("insert", "insertRows").replace(/[A-Z]/g, " $&").replace(/^./, (letter) => letter.toUpperCase()) }}',
		description: 'Insert rows into Kafka topics, and read tables and their schemas on Confluent Cloud, without writing SQL',
		defaults: { name: 'Flink Table' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: {
			replacements: {
				description:
					'Looks up the tables and columns of Flink SQL on Confluent Cloud, reads rows by conditions, and inserts rows. Use Get Schema or Get Many before writing SQL: they return the names and types of columns.',
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
				default: 'table',
				options: [{ name: 'Table', value: 'table' }],
			},
			...operationProperties('table', TABLE_OPERATIONS, 'insert'),
		],
	};

	methods = {
		listSearch: { searchDatabases, searchTables, searchComputePoolsOfCredential: computePoolSearch(() => true) },
		loadOptions: { getColumns },
		resourceMapping: { getMappingColumns },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const insertRun = new InsertRun(!this.continueOnFail());
		return await runWithCredential(this, FLINK_CREDENTIAL, TABLE_OPERATIONS, (credential, bounds) => createTableSession(credential, bounds, insertRun));
	}
}
