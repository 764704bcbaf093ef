import type { ITriggerFunctions } from 'n8n-workflow';
import type { StreamClients } from '../shared/confluent/stream/stream';
import type { FlinkEndpoint } from '../shared/confluent/http/endpoint';
import type { Redact } from '../shared/language/redaction';
import { createScope, statementsClient } from '../shared/n8n/network/clients';

/** The statements that a trigger reaches, with waits that end when `signal` is aborted; for clean-up, without. */
export function streamClients(context: ITriggerFunctions, endpoint: FlinkEndpoint, signal: AbortSignal, redact: Redact): StreamClients {
	// One trigger is one owner: the rate limiter shares its turns between it and the executions.
	const owner = {};
	return {
		within: (seconds) => statementsClient(context, endpoint, createScope(owner, seconds, signal), redact),
		afterwards: (seconds) => statementsClient(context, endpoint, createScope(owner, seconds)),
	};
}
