import { isKeyRefused, type ApiError } from '../../confluent/http/errors/apiError';
import type { TransportFacts } from '../../confluent/http/errors/transportError';
import { REDIRECT_STATUSES } from '../../confluent/http/redirect';
import { isComputePoolGone } from '../../confluent/pools/computePools';
import { adviceOn } from './adviceOn';
import { hiddenNextStep, hidesStatement } from './hiddenWords';
import { NEXT_POLL, type Repeater } from './words';

const STEPS: Readonly<Record<number, string>> = {
	400: 'Correct the value that the message speaks of.',
	402: 'A quota of your Confluent Cloud organization is used up: raise it, or delete what is no longer needed.',
	404: 'Check the name or ID, and that the credential is for the environment and region it lives in.',
	408: 'The time in which these results could be read is over: run the query again.',
	409: 'It was changed by somebody else, or the name is taken: look at it with the operation Get, then run the node again.',
	422: 'Correct the value that the message speaks of.',
};

/** What to do about failures that pass. */
const PASSING: Readonly<Record<Repeater, { readonly limited: string; readonly unavailable: string; readonly unreachable: string }>> = {
	person: {
		limited: 'Confluent Cloud limits requests by IP address. Other programs on the same address count too: run again later, or less often.',
		unavailable: 'Confluent Cloud has a problem at the moment: run the node again later.',
		unreachable: 'Check the cloud, region and endpoint in the credential, and that n8n can reach this host; then run the node again.',
	},
	poll: {
		limited: `Confluent Cloud limits requests by IP address. Other programs on the same address count too: if this happens often, poll less often. ${NEXT_POLL}`,
		unavailable: `Confluent Cloud has a problem at the moment. ${NEXT_POLL}`,
		unreachable: `Check the cloud, region and endpoint in the credential, and that n8n can reach this host. ${NEXT_POLL}`,
	},
};

const FLINK_KEY_NEEDED = 'This node needs a Flink API key, made for the environment, cloud and region in the credential, and not a Cloud API key';
const CLOUD_KEY_NEEDED = 'This node needs a Cloud API key, and not a Flink API key';
const FLINK_KEY_401 =
	'Confluent does not accept this key here. A Cloud API key, or the Flink API key of another region or environment, is refused. Choose a credential with the right key, or correct the key and the secret in it.';
const CLOUD_KEY_401 =
	'Confluent does not accept this key here. A Flink API key, or a Kafka or Schema Registry key, is refused. Choose a credential with the right key, or correct the key and the secret in it.';
const FLINK_KEY_403 = 'The owner of the Flink API key may not do this: it needs the role FlinkDeveloper or FlinkAdmin in this environment.';
const POOL_FOR_SUBMIT = 'A role on one compute pool suffices for a statement that runs there: choose that compute pool.';
const CLOUD_KEY_403 = 'The owner of the Cloud API key may not do this: it needs the role FlinkAdmin (or EnvironmentAdmin) in this environment. A Flink API key is refused here too.';
const POOL_GONE = 'Check the compute pool ID and the environment: a pool that was deleted is not there, nor is one of another environment.';

const RESULTS_GONE = 'Rows can be read once, from the first page to the last: if they were read before, run the query again.';
const PAGE =
	"The answer is a page and none of Confluent's API: something between n8n and Confluent Cloud gave it. Check the endpoint or base URL in the credential, and proxies on the way.";

const NAME_TAKEN =
	'The name is taken, or a statement of that name is still being deleted: wait some seconds, then run the node again. If it stays so, choose another name, or set the option "On Name Conflict".';

const TOO_LARGE = "Confluent's answers are much smaller as a rule. Of a query, select fewer or shorter columns; otherwise check the endpoint or base URL in the credential, and proxies on the way.";

const CHECK_BASE_URL = 'Check the base URL in the credential.';

/** One sentence on what to do where no answer came. */
export function nextStepWithoutAnswer({ reason }: TransportFacts, repeater: Repeater): string {
	if (reason === 'answerTooLarge') return TOO_LARGE;
	return reason === 'requestCancelled' ? 'The execution was cancelled.' : PASSING[repeater].unreachable;
}

/** One sentence on what to do about an answer of the API. */
export function nextStep(error: ApiError, repeater: Repeater): string {
	const isDataPlane = isDataPlanePath(error);
	if (isKeyRefused(error)) return isDataPlane ? FLINK_KEY_401 : CLOUD_KEY_401;
	if (error.isPage && error.status < 500 && error.status !== 429) return PAGE;
	if (isComputePool(error) && isComputePoolGone(error)) return POOL_GONE;
	if (hidesStatement(error)) return hiddenNextStep(error);
	if (error.status === 403) return isDataPlane ? flinkKey403(error) : CLOUD_KEY_403;
	if (error.status === 400 && error.path.endsWith('/results')) return RESULTS_GONE;
	return (isSubmit(error) ? refusedSubmit(error, repeater) : undefined) ?? stepForStatus(error.status, repeater);
}

function refusedSubmit({ status, detail }: ApiError, repeater: Repeater): string | undefined {
	if (status === 409 && repeater === 'person') return NAME_TAKEN;
	return status < 500 ? adviceOn(detail, repeater) : undefined;
}

/** A key whose role covers one compute pool may submit there, and nowhere else. */
function flinkKey403({ method }: ApiError): string {
	return method === 'POST' ? `${FLINK_KEY_403} ${POOL_FOR_SUBMIT}` : FLINK_KEY_403;
}

function stepForStatus(status: number, repeater: Repeater): string {
	if (status === 429) return PASSING[repeater].limited;
	if (status >= 500) return PASSING[repeater].unavailable;
	if (REDIRECT_STATUSES.includes(status)) return CHECK_BASE_URL;
	if (status === 409 && repeater === 'poll') return NEXT_POLL;
	return STEPS[status] ?? 'Look the message up in the documentation of Confluent Cloud.';
}

/**
 * Which key is needed, where the API refused the one it was given: the commonest mistake is a key of the other kind.
 * Undefined for every other answer.
 */
export function neededKey(error: ApiError): string | undefined {
	if (!isKeyRefused(error)) return undefined;
	return isDataPlanePath(error) ? FLINK_KEY_NEEDED : CLOUD_KEY_NEEDED;
}

function isDataPlanePath({ path }: Pick<ApiError, 'path'>): boolean {
	return path.startsWith('/sql/');
}

function isSubmit({ method, path }: ApiError): boolean {
	return method === 'POST' && isDataPlanePath({ path });
}

function isComputePool(error: ApiError): boolean {
	return error.path.startsWith('/fcpm/v2/compute-pools/');
}
