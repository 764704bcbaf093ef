import { isRegionName, splitRegion } from '../../confluent/http/endpoint';
import { isComputePoolId, isEnvironmentId } from '../../confluent/http/resourceId';
import type { NameFlaw } from '../../flink/statement/statementName';
import { nameWords } from '../errors/nameWords';
import type { Parameters } from './parameters';

/** A compute pool id, `lfcp-…`, or undefined where the text is empty. Ids of other kinds are refused before anything is sent. */
export function checkedComputePoolId(parameters: Parameters, id: string): string | undefined {
	if (id === '') return undefined;
	if (!isComputePoolId(id)) throw parameters.invalid(`"${id}" is not the ID of a Flink compute pool`, 'It should look like lfcp-a1b2c3; the console shows it in the list of compute pools.');
	return id;
}

/**
 * The name of a statement.
 *
 * @param flawOf what makes a name one that cannot be sent
 * @param correction one sentence on where to correct it
 */
export function checkedStatementName(parameters: Parameters, name: string, flawOf: (name: string) => NameFlaw | undefined, correction: string): string {
	const flaw = flawOf(name);
	if (flaw === undefined) return name;
	const { message, nextStep } = nameWords(flaw, correction);
	throw parameters.invalid(message, nextStep);
}

/** An environment id, `env-…`. */
export function checkedEnvironmentId(parameters: Parameters, id: string): string {
	if (id === '') throw parameters.invalid('No environment is chosen', 'Choose it from the list, or enter an ID such as env-a1b2c3.');
	if (!isEnvironmentId(id)) throw parameters.invalid(`"${id}" is not the ID of an environment`, 'It should look like env-a1b2c3; the console shows it on the page of the environment.');
	return id;
}

/** A principal: a user, `u-…`, a service account, `sa-…`, or an identity pool, `pool-…`; undefined where the text is empty. */
export function checkedPrincipal(parameters: Parameters, id: string): string | undefined {
	if (id === '') return undefined;
	if (!/^(u|sa|pool)-[0-9a-z]+$/i.test(id) && !id.startsWith('crn://')) throw parameters.invalid(`"${id}" is not the ID of a principal`, 'It should be a service account such as sa-a1b2c3, or a user such as u-a1b2c3.');
	return id;
}

/** A private network, `n-…`; undefined where the text is empty. */
export function checkedNetworkId(parameters: Parameters, id: string): string | undefined {
	if (id === '') return undefined;
	if (!/^n-[0-9a-z]+$/i.test(id)) throw parameters.invalid(`"${id}" is not the ID of a network`, 'It should look like n-a1b2c3; the console shows it under Network management.');
	return id;
}

/** A region of the control plane: the cloud in capitals, as that API writes it, where one is known. */
export interface RegionChoice {
	readonly cloud: string | undefined;
	readonly region: string;
}

/**
 * A region, `us-east-1`, or as the API's ids write it, `aws.us-east-1`.
 *
 * @param cloud what is chosen beside it, in capitals; a region that names another one is refused
 */
export function checkedRegion(parameters: Parameters, text: string, cloud: string | undefined): RegionChoice {
	const { cloud: prefix, name } = splitRegion(text);
	const named = prefix?.toUpperCase();
	if (!isRegionName(name)) throw parameters.invalid(`"${text}" is not the name of a region`, 'It should look like us-east-1; the node Flink Region lists them.');
	if (named !== undefined && cloud !== undefined && named !== cloud) {
		throw parameters.invalid(`"${text}" is a region of ${named}, but the cloud chosen is ${cloud}`, 'It should be a region of that cloud: correct the region or the cloud.');
	}
	return { cloud: cloud ?? named, region: name };
}
