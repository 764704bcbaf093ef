import { createHash } from 'crypto';
import type { ITriggerFunctions } from 'n8n-workflow';

/**
 * The label of the statements of one trigger: of this node in this workflow of this n8n, and of no other. The same workflow in
 * another n8n may run on the same environment.
 */
export function ownLabel(context: Pick<ITriggerFunctions, 'getInstanceId' | 'getNode' | 'getWorkflow'>): string {
	const trigger = JSON.stringify([context.getInstanceId(), context.getWorkflow().id ?? '', context.getNode().id]);
	return `n8n-row-trigger-${createHash('sha256').update(trigger).digest('hex').slice(0, 24)}`;
}
