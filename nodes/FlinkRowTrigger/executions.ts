import type { INodeExecutionData, IRun, ITriggerFunctions } from 'n8n-workflow';
import type { HandOver } from '../shared/confluent/stream/deliveries';
import { redactedJson, type Redact } from '../shared/language/redaction';
import type { RowMemory } from './rowMemory';

/**
 * Starts an execution for each batch of rows, and waits until it has ended, however that is. How far the rows have come is
 * noted before, since n8n stores it as it starts the execution: after a crash its rows come once more.
 *
 * @param signal aborted when the trigger is closed: executions go on by themselves then, and nobody waits for them
 */
export function executions(context: ITriggerFunctions, memory: RowMemory, signal: AbortSignal, redact: Redact): HandOver {
	return async (rows, position) => {
		if (position !== undefined) memory.note(position);
		const items = rows.map((json): INodeExecutionData => ({ json: redactedJson(json, redact) }));
		const ended = context.helpers.createDeferredPromise<IRun>();
		context.emit([items], undefined, ended);
		await endOrClose(ended.promise, signal);
	};
}

async function endOrClose(ended: Promise<unknown>, signal: AbortSignal): Promise<void> {
	const listening = new AbortController();
	const closed = new Promise<void>((resolve) => {
		if (signal.aborted) resolve();
		signal.addEventListener('abort', () => resolve(), { once: true, signal: listening.signal });
	});
	try {
		await Promise.race([ended, closed]);
	} catch {
		// An execution that could not be started, or was lost: n8n reports it.
	} finally {
		listening.abort();
	}
}
