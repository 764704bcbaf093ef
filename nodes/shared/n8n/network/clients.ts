import type { IExecuteFunctions, ILoadOptionsFunctions, IPollFunctions, ITriggerFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { createApi, type Api } from '../../confluent/http/api';
import { cloudEndpoint, flinkEndpoint, type CloudEndpoint, type FlinkEndpoint } from '../../confluent/http/endpoint';
import { CancelledError } from '../../confluent/http/errors/cancelledError';
import { controlPlaneOf } from '../../confluent/http/keyHosts';
import { limiterFor } from '../../confluent/http/pacing/hostLimiters';
import type { Clock, Scope } from '../../confluent/http/scope/scope';
import { ComputePools } from '../../confluent/pools/computePools';
import { Statements } from '../../confluent/statements/statements';
import { asText } from '../../language/guards';
import type { Redact } from '../../language/redaction';
import { isReleased, release } from '../../language/release';
import { createTransport, type CredentialName, type RequestContext } from './transport';

/** Any n8n context that has credentials: an execution, a picker, a poll, a trigger. */
export type NodeContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions | ITriggerFunctions;

/** Real time. n8n's `sleep` ends when the signal is aborted; that of older versions knows no signal. */
export const SYSTEM_CLOCK: Clock = {
	now: () => Date.now(),
	steady: () => performance.now(),
	sleep: async (ms, signal) => await (signal === undefined ? sleep(ms) : sleepUnless(signal, ms)),
};

/** One for all: to make one at every request, stack included, is a large part of what a small page takes. */
const RELEASED = new CancelledError();

async function sleepUnless(signal: AbortSignal, ms: number): Promise<void> {
	const woken = new AbortController();
	const aborted = new Promise<never>((_resolve, reject) => {
		if (signal.aborted) reject(new CancelledError());
		signal.addEventListener('abort', () => reject(isReleased(signal) ? RELEASED : new CancelledError()), { once: true, signal: woken.signal });
	});
	try {
		await Promise.race([sleep(ms, signal), aborted]);
	} finally {
		release(woken);
	}
}

/**
 * @param owner what the rate limiter shares its turns between: one object for each execution
 * @param timeoutSeconds the time allowed for the whole work of one item
 * @param beganAt when that began, in epoch milliseconds
 */
export function createScope(owner: object, timeoutSeconds: number, signal?: AbortSignal, beganAt = SYSTEM_CLOCK.now()): Scope {
	return {
		clock: SYSTEM_CLOCK,
		deadline: beganAt + timeoutSeconds * 1000,
		signal,
		random: Math.random,
		owner,
	};
}

/** A credential of the package, and how its fields are read and checked. */
export interface NodeCredential<Endpoint> {
	readonly name: CredentialName;
	/** @throws CredentialError that names a wrong field */
	readonly endpointOf: (fields: unknown) => Endpoint;
}

/** The credential of the data plane. */
export const FLINK_CREDENTIAL: NodeCredential<FlinkEndpoint> = { name: 'confluentFlinkApi', endpointOf: flinkEndpoint };

/** The credential of the control plane. */
export const CLOUD_CREDENTIAL: NodeCredential<CloudEndpoint> = { name: 'confluentCloudApi', endpointOf: cloudEndpoint };

/** The credential of the data plane, read and checked; throws a `CredentialError` that names a wrong field. */
export async function readFlinkEndpoint(context: NodeContext): Promise<FlinkEndpoint> {
	return flinkEndpoint(await context.getCredentials(FLINK_CREDENTIAL.name));
}

/** The credential of the control plane, read and checked; throws a `CredentialError` that names a wrong field. */
export async function readCloudEndpoint(context: NodeContext): Promise<CloudEndpoint> {
	return cloudEndpoint(await context.getCredentials(CLOUD_CREDENTIAL.name));
}

/**
 * The statements that a Flink credential reaches.
 *
 * @param redact hides the credential's secret: for whoever reads rows, which then are known to be without it or not
 */
export function statementsClient(context: NodeContext, endpoint: FlinkEndpoint, scope: Scope, redact?: Redact): Statements {
	return new Statements(apiFor(context, 'confluentFlinkApi', endpoint.origin, scope, redact), endpoint);
}

/** The ID of the key in the Flink credential, which is no secret. */
export async function flinkKeyId(context: NodeContext): Promise<string> {
	return (asText((await context.getCredentials('confluentFlinkApi'))['apiKeyId']) ?? '').trim();
}

/** Milliseconds for a request that something else can stand in for. */
const TRIAL_TIMEOUT_MS = 5_000;

/**
 * The compute pools that the key of a Flink credential reaches where it is a Global key. It is tried once and briefly:
 * a Flink key is refused, and where n8n runs in a private network there may be no way to the control plane.
 */
export function computePoolsOfFlinkKey(context: NodeContext, endpoint: FlinkEndpoint, scope: Scope): ComputePools {
	const api = apiFor(context, 'confluentFlinkApi', controlPlaneOf(endpoint.origin), scope);
	return new ComputePools({ scope, send: async (request) => await api.send({ ...request, repeat: 'once', timeoutMs: TRIAL_TIMEOUT_MS }) });
}

/** The compute pools that a Cloud credential reaches. */
export function computePoolsClient(context: NodeContext, endpoint: CloudEndpoint, scope: Scope): ComputePools {
	return new ComputePools(cloudApi(context, endpoint, scope));
}

/** The control plane that a Cloud credential reaches. */
export function cloudApi(context: NodeContext, endpoint: CloudEndpoint, scope: Scope): Api {
	return apiFor(context, 'confluentCloudApi', endpoint.origin, scope);
}

function apiFor(context: RequestContext, credential: CredentialName, origin: string, scope: Scope, redact?: Redact): Api {
	return createApi({ origin, transport: createTransport(context, credential, origin, redact), limiter: limiterFor(origin, SYSTEM_CLOCK), scope });
}
