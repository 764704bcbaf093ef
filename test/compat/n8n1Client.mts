import { N8nClient, type ExecutionSummary, type Workflow } from '../../demo/n8nClient.mjs';

/**
 * The API behind the editor of n8n 1.123, where it differs from 2.x: a workflow gets its id from n8n, so the one in
 * its file stands for that; and a run is sent the workflow that it is to run.
 */
export class N8n1Client extends N8nClient {
	/** n8n's own ids of the workflows that were saved, by the ids in their files. */
	readonly #ids = new Map<string, string>();

	override async saveWorkflow({ id, ...content }: Workflow): Promise<unknown> {
		const known = this.#ids.get(id);
		if (known !== undefined) return await this.request('PATCH', `/rest/workflows/${known}?forceSave=true`, content);
		const saved = (await this.request('POST', '/rest/workflows', { active: false, ...content })) as { id: string };
		this.#ids.set(id, saved.id);
		return saved;
	}

	override async activate(workflowId: string): Promise<void> {
		await super.activate(this.#idOf(workflowId));
	}

	override async deactivate(workflowId: string): Promise<void> {
		await super.deactivate(this.#idOf(workflowId));
	}

	override async isActive(workflowId: string): Promise<boolean> {
		return await super.isActive(this.#idOf(workflowId));
	}

	override async run(workflowId: string, triggerName: string): Promise<string> {
		const id = this.#idOf(workflowId);
		const workflowData: unknown = await this.request('GET', `/rest/workflows/${id}`);
		const body = { workflowData, triggerToStartFrom: { name: triggerName } };
		const answer = (await this.request('POST', `/rest/workflows/${id}/run`, body)) as { executionId?: string };
		if (answer.executionId === undefined) throw new Error(`n8n did not start workflow ${workflowId}: ${JSON.stringify(answer)}`);
		return answer.executionId;
	}

	override async executions(workflowId: string, page: { limit?: number } = {}): Promise<ExecutionSummary[]> {
		return await super.executions(this.#idOf(workflowId), page);
	}

	#idOf(workflowId: string): string {
		const id = this.#ids.get(workflowId);
		if (id === undefined) throw new Error(`The workflow ${workflowId} was not saved by this client.`);
		return id;
	}
}
