import { createScope } from '../shared/n8n/network/clients';
import { pause } from '../shared/confluent/http/scope/scope';

/**
 * For how long the stopped statement of a workflow that is no longer active is kept. n8n does not say why it ends a trigger:
 * where the workflow is published anew, or n8n restarts, the next life goes on with the statement; where it was deactivated,
 * nothing is to be left.
 */
export const KEPT_SECONDS = 15;

const underWay = new Map<string, AbortController>();

/** Does something after a while, unless the trigger is active again by then. */
export function afterFarewell(label: string, work: () => Promise<void>): void {
	recallFarewell(label);
	const controller = new AbortController();
	underWay.set(label, controller);
	void farewell(controller, work).finally(() => {
		if (underWay.get(label) === controller) underWay.delete(label);
	});
}

/** The trigger is active again. */
export function recallFarewell(label: string): void {
	underWay.get(label)?.abort();
	underWay.delete(label);
}

async function farewell({ signal }: AbortController, work: () => Promise<void>): Promise<void> {
	try {
		await pause(createScope({}, KEPT_SECONDS, signal), KEPT_SECONDS * 1000);
	} catch {
		return;
	}
	await work();
}
