import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import { Deliveries } from '../shared/confluent/stream/deliveries';
import { Stream } from '../shared/confluent/stream/stream';
import { meaningOf } from '../shared/confluent/stream/streamEnd';
import type { StreamEvent } from '../shared/confluent/stream/streamError';
import type { StreamPlan } from '../shared/confluent/stream/streamPlan';
import { asError } from '../shared/language/asError';
import type { Redact } from '../shared/language/redaction';
import { asNodeError } from '../shared/n8n/errors/nodeError';
import { streamRemark } from '../shared/n8n/errors/streamWords';
import { messageOf } from '../shared/n8n/errors/wording';
import { createScope, readFlinkEndpoint } from '../shared/n8n/network/clients';
import { streamClients } from './connection';
import { executions } from './executions';
import { afterFarewell, recallFarewell } from './farewells';
import { ownLabel } from './ownLabel';
import { RowMemory } from './rowMemory';
import { readRowTriggerParameters, type RowTriggerParameters } from './rowTriggerParameters';

/** Long enough for every wait of a stream, each of which has a deadline of its own: the workflow is active for as long. */
const ACTIVE_SECONDS = 10 * 365 * 24 * 3600;

/**
 * Begins the rows of an active workflow: they start executions until the trigger is closed.
 *
 * @throws whatever the service says to the query, or to the key; nothing is left behind then
 */
export async function activate(context: ITriggerFunctions, redact: Redact): Promise<ITriggerResponse> {
	const parameters = readRowTriggerParameters(context);
	const endpoint = await readFlinkEndpoint(context);
	const label = ownLabel(context);
	const plan = planOf(parameters, label);
	const memory = new RowMemory(context, label, plan.start);
	const beginning = memory.recall();
	recallFarewell(label);

	const closing = new AbortController();
	const { signal } = closing;
	const remark = (event: StreamEvent): void => {
		const level = event.event === 'startsSlowly' ? 'info' : 'warn';
		context.logger[level](redact(streamRemark(event, messageOf)), { workflowId: context.getWorkflow().id, node: context.getNode().name });
	};
	const handOver = executions(context, memory, signal, redact);
	const deliveries = new Deliveries(createScope({}, ACTIVE_SECONDS, signal), parameters.delivery, handOver, beginning.position, (afterMs) => remark({ event: 'executionLost', afterMs }));
	const stream = new Stream(streamClients(context, endpoint, signal, redact), plan, deliveries, remark);
	await stream.open(beginning);
	RowMemory.forget(label);

	const running = report(context, stream.run(), redact);
	return {
		closeFunction: async () => {
			closing.abort();
			await running;
			const position = deliveries.position();
			if (position !== undefined) memory.leave(position);
			await stream.close();
			afterFarewell(label, async () => await stream.leave());
		},
	};
}

function planOf({ submission, start, continueFrom, maxRestarts, shape, naming }: RowTriggerParameters, label: string): StreamPlan {
	return { submission, label, naming, start, continueFrom, maxRestarts, shape };
}

/** Resolves when the rows have come to their end: because they were closed, or after that was reported. */
async function report(context: ITriggerFunctions, running: Promise<never>, redact: Redact): Promise<void> {
	try {
		await running;
	} catch (error) {
		if (meaningOf(error) === 'closed') return;
		context.emitError(asNodeError(context.getNode(), asError(error), 0, undefined, 'person', redact));
	}
}
