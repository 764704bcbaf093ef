import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { N8nClient, Workflow } from '../../../demo/n8nClient.mjs';

const OPEN_TIMEOUT_MS = 20_000;

/** Sends a message as n8n's chat window does; resolves with the agent's answer. */
export type Ask = (chatInput: string) => Promise<string>;

/**
 * Saves and activates a workflow that begins with a chat, and waits until it can be asked. The chat of an example is
 * the editor's own; it is made a public one, which has an address.
 */
export async function openChat(client: N8nClient, workflow: Workflow): Promise<Ask> {
	const trigger = workflow.nodes.find(({ type }) => type.endsWith('.chatTrigger')) as { id: string; webhookId?: string } | undefined;
	if (trigger?.webhookId === undefined) throw new Error(`The workflow "${workflow.name}" has no chat.`);
	const nodes = workflow.nodes.map((node) => (node.id === trigger.id ? { ...node, parameters: { ...node.parameters, public: true } } : node));
	await client.saveWorkflow({ ...workflow, nodes });
	await client.activate(workflow.id);
	const url = `${client.url}/webhook/${trigger.webhookId}/chat`;
	await untilOpen(url);
	return async (chatInput) => await ask(url, chatInput);
}

/** n8n registers the address a moment after it has answered the activation. */
async function untilOpen(url: string): Promise<void> {
	for (const deadline = Date.now() + OPEN_TIMEOUT_MS; (await fetch(url)).status !== 200; await sleep(200)) {
		if (Date.now() > deadline) throw new Error(`n8n has not opened the chat within ${String(OPEN_TIMEOUT_MS / 1000)} s.`);
	}
}

async function ask(url: string, chatInput: string): Promise<string> {
	const body = JSON.stringify({ action: 'sendMessage', sessionId: 'test', chatInput });
	const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
	const text = await response.text();
	assert.equal(response.status, 200, text);
	return String((JSON.parse(text) as { output: unknown }).output);
}
