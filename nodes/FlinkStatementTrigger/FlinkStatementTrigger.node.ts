import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { computePoolSearch } from '../shared/n8n/fields/computePoolSearch';
import { poll } from './poll';
import { TRIGGER_PROPERTIES } from './properties';

export class FlinkStatementTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Flink Statement Trigger',
		name: 'flinkStatementTrigger',
		icon: { light: 'file:flinkStatementTrigger.svg', dark: 'file:flinkStatementTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ [].concat($parameter["phases"]).join(", ").toLowerCase().replace(/\\b[a-z]/g, (letter) => letter.toUpperCase()) || "Any Change" }}',
		description: 'Query and manage Flink SQL statements on Confluent Cloud, or start a workflow when one changes phase or fails',
		defaults: { name: 'Flink Statement Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'confluentFlinkApi', displayName: 'Flink API Key', required: true }],
		properties: TRIGGER_PROPERTIES,
	};

	methods = {
		listSearch: { searchComputePoolsOfCredential: computePoolSearch(() => false) },
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this);
	}
}
