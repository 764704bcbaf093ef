import { isKeyRefused, type ApiError } from '../../confluent/http/errors/apiError';
import type { TransportFacts } from '../../confluent/http/errors/transportError';
import { REDIRECT_STATUSES } from '../../confluent/http/redirect';
import { isComputePoolGone } from '../../confluent/pools/computePools';
import { adviceOn } from './adviceOn';
import { hiddenNextStep, hidesStatement } from './hiddenWords';
import { NEXT_POLL, type Repeater } from './words';

const STEPS: Readonly<Record<number, string>> = {
	400: 'Correct the value that the message names.',
	402: 'Your Confluent Cloud organization has used up a quota. Raise it, or delete what you no longer need.',
	404: 'Check the name or ID, and the environment and region in the credential.',
	408: 'These results have expired: run the query again.',
	409: 'Something else changed it, or the name is taken. Check it with the Get operation, then run the node again.',
	422: 'Correct the value that the message names.',
};

/** What to do about failures that pass. */
const PASSING: Readonly<Record<Repeater, { readonly limited: string; readonly unavailable: string; readonly unreachable: string }>> = {
	person: {
		limited: 'Confluent Cloud limits requests by IP address. Other programs on the same address count, too. Run again later, or less often.',
		unavailable: 'Confluent Cloud is unavailable at the moment: run the node again later.',
		unreachable: 'Check the cloud, region and endpoint in the credential, and that n8n can reach this host. Then run the node again.',
	},
	poll: {
		limited: `Confluent Cloud limits requests by IP address. Other programs on the same address count, too. If this happens often, poll less often. ${NEXT_POLL}`,
		unavailable: `Confluent Cloud is unavailable at the moment. ${NEXT_POLL}`,
		unreachable: `Check the cloud, region and endpoint in the credential, and that n8n can reach this host. ${NEXT_POLL}`,
	},
};

const FLINK_KEY_NEEDED = "This node needs a Flink API key for the credential's environment, cloud and region, or a Global API key";
const CLOUD_KEY_NEEDED = 'This node needs a Cloud API key or a Global API key, not a Flink API key';
const FLINK_KEY_401 =
	'Confluent does not accept this key here. It refuses Cloud API keys, and Flink API keys of another region or environment. Choose a credential with the right key, or correct the key and secret in this one.';
const CLOUD_KEY_401 =
	'Confluent does not accept this key here. It refuses Flink, Kafka and Schema Registry API keys. Choose a credential with the right key, or correct the key and secret in this one.';
const FLINK_KEY_403 = 'The owner of the Flink API key may not do this. Give it the role FlinkDeveloper or FlinkAdmin in this environment.';
const POOL_FOR_SUBMIT = 'If the role covers only one compute pool, choose that pool.';
const CLOUD_KEY_403 = 'The owner of the Cloud API key may not do this. Give it the role FlinkAdmin (or EnvironmentAdmin) in this environment. Confluent refuses Flink API keys here.';
const POOL_GONE = 'Check the compute pool ID and the environment. The pool may have been deleted, or belong to another environment.';

const RESULTS_GONE = 'Rows can be read only once. If they were read before, run the query again.';
const PAGE =
	'A proxy or login page answered instead of Confluent. Check the endpoint or base URL in the credential, and any proxies on the way.';

const NAME_TAKEN =
	"The name is taken, or its statement is still being deleted. Wait a few seconds, then run the node again. If that does not help, choose another name, or set 'On Name Conflict'.";

const TOO_LARGE = "Confluent's answers are usually much smaller. For a query, select fewer or shorter columns. Otherwise check the endpoint or base URL in the credential, and any proxies on the way.";

const CHECK_BASE_URL = "Check 'Base URL' in the credential.";

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
	return STEPS[status] ?? "Look up the message in Confluent Cloud's documentation.";
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
