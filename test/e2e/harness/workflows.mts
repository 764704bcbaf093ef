import { randomUUID } from 'node:crypto';
import type { Workflow, WorkflowNode } from '../../../demo/n8nClient.mjs';
import type { RealN8n } from './realN8n.mjs';

const OWN = 'n8n-nodes-confluent-flink.';

interface NodeDraft {
	readonly name: string;
	/** `flinkStatement`, `n8n-nodes-base.set`, …; without a package it is one of this package's. */
	readonly type: string;
	readonly typeVersion?: number;
	readonly parameters?: Record<string, unknown>;
	/** Types of credentials, which have to be among those that n8n was started with. */
	readonly credentials?: readonly string[];
	/** Further settings such as `onError` or `executeOnce`. */
	readonly settings?: Record<string, unknown>;
}

export const MANUAL_TRIGGER: NodeDraft = { name: 'Start', type: 'n8n-nodes-base.manualTrigger' };

/**
 * A poll of the trigger node every `seconds` (a divisor of 60). n8n refuses an expression that fires more than once
 * a minute, so there is one for each second of the minute.
 */
export function pollEvery(seconds: number): Record<string, unknown> {
	const item = Array.from({ length: 60 / seconds }, (_, index) => ({ mode: 'custom', cronExpression: `${String(index * seconds)} * * * * *` }));
	return { item };
}

/** A statement locator that names its statement. */
export const byName = (value: string) => ({ __rl: true, mode: 'name', value });

function toNode(n8n: Pick<RealN8n, 'credentialIds'>, draft: NodeDraft, index: number): WorkflowNode & Record<string, unknown> {
	const chosen = (draft.credentials ?? []).map((type) => {
		const id = n8n.credentialIds.get(type);
		if (id === undefined) throw new Error(`n8n was started without a credential of type ${type}`);
		return [type, id] as const;
	});
	return {
		id: randomUUID(),
		name: draft.name,
		type: draft.type.includes('.') ? draft.type : `${OWN}${draft.type}`,
		typeVersion: draft.typeVersion ?? 1,
		position: [index * 200, 0],
		parameters: draft.parameters ?? {},
		credentials: Object.fromEntries(chosen),
		...draft.settings,
	};
}

/** A workflow whose nodes follow one another, the first one its trigger. */
export function chain(n8n: Pick<RealN8n, 'credentialIds'>, id: string, drafts: readonly NodeDraft[]): Workflow {
	const links = drafts.slice(1).map((draft, index) => [drafts[index]?.name ?? '', { main: [[{ node: draft.name, type: 'main', index: 0 }]] }] as const);
	return { id, name: id, nodes: drafts.map((draft, index) => toNode(n8n, draft, index)), connections: Object.fromEntries(links), settings: { executionOrder: 'v1' } };
}
