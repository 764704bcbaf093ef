import type { INodeType, INodeTypeDescription, ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { computePoolSearch } from '../shared/n8n/fields/computePoolSearch';
import { asNodeError } from '../shared/n8n/errors/nodeError';
import { FLINK_CREDENTIAL } from '../shared/n8n/network/clients';
import { secretFreeFor } from '../shared/n8n/network/secretFree';
import { activate } from './activation';
import { runByHand } from './byHand';
import { ROW_TRIGGER_PROPERTIES } from './properties';

export class FlinkRowTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Flink Row Trigger',
		name: 'flinkRowTrigger',
		icon: { light: 'file:flinkRowTrigger.svg', dark: 'file:flinkRowTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["output"] === "newStates" ? "New States" : "Rows" }}',
		description: 'Start a workflow for each row of a continuous Flink SQL query on Confluent Cloud, within seconds',
		defaults: { name: 'Flink Row Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		parameterPane: 'wide',
		credentials: [{ name: 'confluentFlinkApi', displayName: 'Flink API Key', required: true }],
		properties: ROW_TRIGGER_PROPERTIES,
	};

	methods = {
		listSearch: { searchComputePoolsOfCredential: computePoolSearch(() => true) },
	};

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		const redact = await secretFreeFor(this, FLINK_CREDENTIAL.name);
		const asShown = (error: unknown) => asNodeError(this.getNode(), error, 0, undefined, 'person', redact);
		if (this.getMode() === 'manual') return runByHand(this, redact, asShown);
		try {
			return await activate(this, redact);
		} catch (error) {
			throw asShown(error);
		}
	}
}
