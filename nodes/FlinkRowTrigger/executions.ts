import type { IExecuteResponsePromiseData, INodeExecutionData, IRun, ITriggerFunctions } from 'n8n-workflow';
import type { HandOver } from '../shared/confluent/stream/deliveries';
import type { Redact } from '../shared/language/redaction';
import { secretFreeRows } from '../shared/n8n/network/secretFreeRows';
import type { RowMemory } from './rowMemory';

/**
 * Starts an execution for each batch of rows, and waits until it has ended, however that is. How far the rows have come is
 * noted before, since n8n stores it as it starts the execution: after a crash its rows come once more.
 *
 * @param signal aborted when the trigger is closed: executions go on by themselves then, and nobody waits for them
 */
export function executions(context: ITriggerFunctions, memory: RowMemory, signal: AbortSignal, redact: Redact): HandOver {
	const untilClosed = new Set<() => void>();
	signal.addEventListener('abort', () => untilClosed.forEach((end) => end()), { once: true });
	return async (rows, position, texts) => {
		if (position !== undefined) memory.note(position);
		const items = secretFreeRows(rows, redact, texts).map((json): INodeExecutionData => ({ json }));
		const ended = context.helpers.createDeferredPromise<IRun>();
		// In queue mode, n8n may begin to wait for an execution when a worker has ended it already, and then waits for ever. The
		// worker's own report counts as the response to the trigger.
		const answered = context.helpers.createDeferredPromise<IExecuteResponsePromiseData>();
		context.emit([items], answered, ended);
		if (signal.aborted) return;
		await new Promise<void>((resolve) => {
			const end = () => {
				untilClosed.delete(end);
				resolve();
			};
			untilClosed.add(end);
			// An execution that could not be started, or was lost, has ended as well: n8n reports it.
			for (const { promise } of [ended, answered]) promise.then(end, end);
		});
	};
}
