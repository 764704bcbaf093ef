import { pause, type Scope } from '../shared/confluent/http/scope/scope';
import { createScope } from '../shared/n8n/network/clients';

/**
 * For how long the stopped statement of a workflow that is no longer active is kept. n8n does not say why it ends a trigger:
 * where the workflow is published anew, or n8n restarts, the next life goes on with the statement; where it was deactivated,
 * nothing is to be left.
 */
export const KEPT_SECONDS = 15;

const underWay = new Map<string, AbortController>();

/** Long enough for the wait. */
const inTime = (signal: AbortSignal): Scope => createScope({}, 2 * KEPT_SECONDS, signal);

/** Does something after a while, unless the trigger is active again by then. */
export function afterFarewell(label: string, work: () => Promise<void>, scopeOf = inTime): void {
	recallFarewell(label);
	const controller = new AbortController();
	underWay.set(label, controller);
	void farewell(scopeOf(controller.signal), work).finally(() => {
		if (underWay.get(label) === controller) underWay.delete(label);
	});
}

/** The trigger is active again. */
export function recallFarewell(label: string): void {
	underWay.get(label)?.abort();
	underWay.delete(label);
}

async function farewell(scope: Scope, work: () => Promise<void>): Promise<void> {
	try {
		await pause(scope, KEPT_SECONDS * 1000);
	} catch {
		return;
	}
	await work();
}
