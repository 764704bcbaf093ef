import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import { sampleRows } from '../shared/confluent/stream/sampleRows';
import type { Redact } from '../shared/language/redaction';
import { secretFreeRows } from '../shared/n8n/network/secretFreeRows';
import { answerLostRemark, leftBehindRemark } from '../shared/n8n/errors/statementWords';
import { messageOf } from '../shared/n8n/errors/wording';
import { readFlinkEndpoint } from '../shared/n8n/network/clients';
import { streamClients } from './connection';
import { readRowTriggerParameters } from './rowTriggerParameters';

/** What a run by hand gives at most, and how long it waits for it. */
const MOST_ROWS = 10;
const SECONDS = 60;

/**
 * A run by hand gives the first rows as samples. It has a statement of its own, which is deleted; that of the active workflow
 * stays as it is.
 *
 * @param asShown the error that n8n shows
 */
export function runByHand(context: ITriggerFunctions, redact: Redact, asShown: (error: unknown) => Error): ITriggerResponse {
	const closing = new AbortController();
	const run = async () => {
		const { submission, start, shape, naming } = readRowTriggerParameters(context);
		const clients = streamClients(context, await readFlinkEndpoint(context), closing.signal, redact);
		const note = (remark: string) => context.logger.warn(redact(remark));
		const temporary = {
			statements: clients.within(SECONDS),
			afterwards: clients.afterwards,
			leftBehind: (name: string, failure: Error) => note(leftBehindRemark(name, messageOf(failure))),
			answerLost: (lost: Parameters<typeof answerLostRemark>[0]) => note(answerLostRemark(lost)),
		};
		// Rows that are there already are as good as those that come: the wait is shorter.
		const begin = start.kind === 'latest' ? { kind: 'earliest' as const } : start;
		const rows = await sampleRows(temporary, { submission, naming, start: begin }, shape, MOST_ROWS, SECONDS);
		context.emit([secretFreeRows(rows, redact).map((json) => ({ json }))]);
	};
	return {
		manualTriggerFunction: async () => {
			try {
				await run();
			} catch (error) {
				throw asShown(error);
			}
		},
		closeFunction: async () => closing.abort(),
	};
}
