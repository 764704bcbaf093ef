import { setTimeout as sleep } from 'node:timers/promises';
import { decodeFlatted } from './flatted.mjs';

/** Milliseconds between two looks at an execution that has not ended. */
const POLL_MS = 200;
/**
 * n8n sorts executions by their start, and begins the next page by id: one that started out of turn at the border of
 * two pages is in neither. Pages of another size have other borders.
 */
const PAGE_SIZES = [100, 83, 71, 59];
/** Ids before the first and behind the last known execution that may be those of missing ones. */
const BEYOND = 20;
const ENDED = new Set(['success', 'error', 'crashed', 'canceled']);

/**
 * @typedef {{ email: string, password: string, firstName: string, lastName: string }} Owner
 * @typedef {{ json: Record<string, unknown>, error?: unknown, pairedItem?: unknown }} Item
 * @typedef {{ startTime: number, executionTime: number, executionStatus?: string, hints?: Array<{ message: string }>, error?: { message: string, description?: string | null }, data?: Record<string, Array<Item[] | null>> }} NodeRun
 * @typedef {{ resultData: { runData: Record<string, NodeRun[]>, lastNodeExecuted?: string, error?: { message: string, description?: string | null, node?: { name: string } } } }} RunData
 * @typedef {{ id: string, status: string, mode: string, workflowId: string, startedAt: string | null, stoppedAt: string | null }} ExecutionSummary
 * @typedef {ExecutionSummary & { data: RunData }} Execution
 * @typedef {{ id: string, name: string, type: string, parameters: Record<string, unknown>, credentials?: Record<string, { id: string | null, name: string }>, disabled?: boolean, webhookId?: string }} WorkflowNode
 * @typedef {{ id: string, name: string, nodes: WorkflowNode[], connections: Record<string, unknown>, settings?: Record<string, unknown>, pinData?: Record<string, Item[]> }} Workflow
 */

/** n8n's answer to a request of the editor's API that it refused. */
export class N8nError extends Error {
	/**
	 * @param {string} message
	 * @param {number} status
	 */
	constructor(message, status) {
		super(message);
		this.name = 'N8nError';
		this.status = status;
	}
}

/** The API behind n8n's editor, signed in as the owner: what a person does there, this does. */
export class N8nClient {
	#cookie = '';

	/** @param {string} url without a slash at its end */
	constructor(url) {
		this.url = url;
	}

	/**
	 * @param {string} method
	 * @param {string} path
	 * @param {unknown} [body]
	 * @returns {Promise<any>} the answer's `data`
	 */
	async request(method, path, body) {
		const response = await fetch(`${this.url}${path}`, {
			method,
			headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), cookie: this.#cookie },
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		if (!response.ok) throw new N8nError(`n8n answered ${method} ${path} with ${response.status}: ${text.slice(0, 500)}`, response.status);
		const setCookie = response.headers.getSetCookie().find((cookie) => cookie.startsWith('n8n-auth='));
		if (setCookie !== undefined) this.#cookie = setCookie.split(';')[0] ?? '';
		const parsed = text === '' ? {} : JSON.parse(text);
		return 'data' in parsed ? parsed.data : parsed;
	}

	/** Creates the owner on an n8n that has none, signs in otherwise. @param {Owner} owner */
	async signIn(owner) {
		const settings = await this.request('GET', '/rest/settings');
		if (settings.userManagement?.showSetupOnFirstLoad === true) await this.request('POST', '/rest/owner/setup', owner);
		else await this.request('POST', '/rest/login', { emailOrLdapLoginId: owner.email, password: owner.password });
	}

	/**
	 * Creates the credential, or overwrites the one of that name.
	 *
	 * @param {{ name: string, type: string, data: Record<string, unknown> }} credential
	 * @returns {Promise<string>} its id
	 */
	async saveCredential(credential) {
		/** @type {Array<{ id: string, name: string, type: string }>} */
		const existing = await this.request('GET', '/rest/credentials');
		const same = existing.find(({ name, type }) => name === credential.name && type === credential.type);
		if (same === undefined) return (await this.request('POST', '/rest/credentials', credential)).id;
		await this.request('PATCH', `/rest/credentials/${same.id}`, credential);
		return same.id;
	}

	/** Creates the workflow under its own id, or overwrites the one that has it. @param {Workflow} workflow */
	async saveWorkflow(workflow) {
		const { exists } = await this.request('GET', `/rest/workflows/${workflow.id}/exists`);
		if (!exists) return await this.request('POST', '/rest/workflows', workflow);
		const { id, ...content } = workflow;
		return await this.request('PATCH', `/rest/workflows/${id}?forceSave=true`, content);
	}

	/** @param {string} workflowId */
	async activate(workflowId) {
		const { versionId } = await this.request('GET', `/rest/workflows/${workflowId}`);
		await this.request('POST', `/rest/workflows/${workflowId}/activate`, { versionId });
	}

	/** @param {string} workflowId */
	async deactivate(workflowId) {
		await this.request('POST', `/rest/workflows/${workflowId}/deactivate`, {});
	}

	/** @param {string} workflowId @returns {Promise<boolean>} */
	async isActive(workflowId) {
		return (await this.request('GET', `/rest/workflows/${workflowId}`)).active === true;
	}

	/**
	 * Runs a workflow by hand, as "Execute workflow" does.
	 *
	 * @param {string} workflowId
	 * @param {string} triggerName the node to begin with
	 * @returns {Promise<string>} the execution's id
	 */
	async run(workflowId, triggerName) {
		const answer = await this.request('POST', `/rest/workflows/${workflowId}/run`, { triggerToStartFrom: { name: triggerName } });
		if (typeof answer.executionId !== 'string') throw new Error(`n8n did not start workflow ${workflowId}: ${JSON.stringify(answer)}`);
		return answer.executionId;
	}

	/** @param {string} id @returns {Promise<Execution>} */
	async execution(id) {
		const found = await this.request('GET', `/rest/executions/${id}`);
		return { ...found, data: decodeFlatted(found.data) };
	}

	/**
	 * Waits until an execution has ended, however it did.
	 *
	 * @param {string} id
	 * @param {number} timeoutMs
	 */
	async waitForExecution(id, timeoutMs) {
		const deadline = Date.now() + timeoutMs;
		for (;;) {
			const { status } = await this.request('GET', `/rest/executions/${id}`);
			if (ENDED.has(status)) return await this.execution(id);
			if (Date.now() > deadline) throw new Error(`Execution ${id} is still ${status} after ${timeoutMs / 1000} s.`);
			await sleep(POLL_MS);
		}
	}

	/**
	 * The newest executions of a workflow, newest first.
	 *
	 * @param {string} workflowId
	 * @param {{ limit?: number }} [page] at most 100
	 * @returns {Promise<ExecutionSummary[]>}
	 */
	async executions(workflowId, { limit = 100 } = {}) {
		return (await this.#executionPage(workflowId, limit)).results;
	}

	/**
	 * Every execution of a workflow that was started in one way, oldest first.
	 *
	 * @param {string} workflowId
	 * @param {string} mode n8n's word for what starts an execution, such as `webhook`, `trigger` or `retry`
	 * @param {number} [expected] how many of them there have to be: where all that are found have ended and some are
	 * missing, they are looked for one by one
	 * @returns {Promise<ExecutionSummary[]>}
	 */
	async allExecutions(workflowId, mode, expected = 0) {
		/** @type {Map<string, ExecutionSummary>} of every mode: n8n's pages and its count do not ask for one */
		const all = new Map();
		const wanted = () => [...all.values()].filter((execution) => execution.mode === mode);
		for (const limit of PAGE_SIZES) {
			const count = await this.#addPages(all, workflowId, limit);
			if (all.size >= count && wanted().length >= expected) break;
		}
		const haveEnded = [...all.values()].every(({ status }) => ENDED.has(status));
		if (haveEnded && all.size > 0 && wanted().length < expected) await this.#addMissing(all, workflowId);
		return wanted().sort((a, b) => Number(a.id) - Number(b.id));
	}

	/**
	 * Asks for every execution whose id lies between those of the workflow, and a little beyond.
	 *
	 * @param {Map<string, ExecutionSummary>} all
	 * @param {string} workflowId
	 */
	async #addMissing(all, workflowId) {
		const ids = [...all.keys()].map(Number);
		const last = Math.max(...ids) + BEYOND;
		for (let id = Math.max(1, Math.min(...ids) - BEYOND); id <= last; id++) {
			if (all.has(String(id))) continue;
			const found = await this.request('GET', `/rest/executions/${id}`).catch((/** @type {unknown} */ error) => {
				if (error instanceof N8nError && error.status === 404) return undefined;
				throw error;
			});
			if (found?.workflowId === workflowId) all.set(String(id), found);
		}
	}

	/**
	 * @param {Map<string, ExecutionSummary>} all gets the executions of every page
	 * @param {string} workflowId
	 * @param {number} limit
	 * @returns {Promise<number>} how many there were, by n8n's count
	 */
	async #addPages(all, workflowId, limit) {
		const first = await this.#executionPage(workflowId, limit);
		for (let page = first; ; page = await this.#executionPage(workflowId, limit, page.nextCursor)) {
			for (const execution of page.results) all.set(execution.id, execution);
			if (!page.nextCursor) return first.count;
		}
	}

	/**
	 * @param {string} workflowId
	 * @param {number} limit
	 * @param {string | null} [cursor] from the page before
	 * @returns {Promise<{ results: ExecutionSummary[], count: number, nextCursor?: string | null }>}
	 */
	async #executionPage(workflowId, limit, cursor) {
		const query = new URLSearchParams({ filter: JSON.stringify({ workflowId }), limit: String(limit) });
		if (cursor) query.set('cursor', cursor);
		return await this.request('GET', `/rest/executions?${query}`);
	}
}
