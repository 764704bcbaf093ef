import { isRegionName, splitRegion } from '../../confluent/http/endpoint';
import { isComputePoolId, isEnvironmentId } from '../../confluent/http/resourceId';
import { partFlaw, patternFlaw, type PatternFlaw } from '../../flink/statement/namePattern';
import type { NameFlaw } from '../../flink/statement/statementName';
import { nameWords, patternWords } from '../errors/nameWords';
import type { Parameters } from './parameters';

/** A compute pool id, `lfcp-…`, or undefined where the text is empty. Ids of other kinds are refused before anything is sent. */
export function checkedComputePoolId(parameters: Parameters, id: string): string | undefined {
	if (id === '') return undefined;
	if (!isComputePoolId(id)) throw parameters.invalid(`"${id}" is not the ID of a Flink compute pool`, 'It should look like lfcp-a1b2c3. The console shows it in the list of compute pools.');
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

/** Patterns for names of statements, in which `*` stands for any characters. One that no name can match is refused. */
export function checkedNamePatterns(parameters: Parameters, name: string, label: string): string[] {
	return parameters.list(name, label).map((pattern) => matchable(parameters, pattern, patternFlaw(pattern), `'${label}' has the pattern "${pattern}"`));
}

/** A text that names of statements are to contain, in lower case as they are; empty where it is absent. */
export function checkedNamePart(parameters: Parameters, name: string, label: string): string {
	const part = parameters.text(name, label).toLowerCase();
	return matchable(parameters, part, partFlaw(part), `'${label}' is "${part}"`);
}

function matchable(parameters: Parameters, text: string, flaw: PatternFlaw | undefined, given: string): string {
	if (flaw === undefined) return text;
	const { message, nextStep } = patternWords(flaw, given);
	throw parameters.invalid(message, nextStep);
}

/** What neither a label's key nor the service's `label_selector` has room for. */
const NO_LABEL = /[\s\p{C}=!(),/]/u;

/** Labels, each once and without their prefix. What cannot be a label is refused: nothing could carry it. */
export function checkedLabels(parameters: Parameters, name: string, label: string): string[] {
	const labels = parameters.list(name, label).map((entry) => {
		const plain = entry.replace(/^(?:user\.confluent\.io\/\s*)+/, '');
		if (plain === '') throw parameters.invalid(`"${entry}" is a label without a name`, 'Write the label without the prefix user.confluent.io/, such as nightly.');
		if (NO_LABEL.test(plain)) {
			throw parameters.invalid(`'${label}' has ${JSON.stringify(plain)}, which cannot be a label`, 'Use a word such as nightly, without white space or any of / = ! ( ). Separate labels with commas.');
		}
		return plain;
	});
	return [...new Set(labels)];
}

/** An environment id, `env-…`. */
export function checkedEnvironmentId(parameters: Parameters, id: string): string {
	if (id === '') throw parameters.invalid('No environment is chosen', 'Choose one from the list, or enter an ID such as env-a1b2c3.');
	if (!isEnvironmentId(id)) throw parameters.invalid(`"${id}" is not the ID of an environment`, 'It should look like env-a1b2c3. The console shows it on the page of the environment.');
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
	if (!/^n-[0-9a-z]+$/i.test(id)) throw parameters.invalid(`"${id}" is not the ID of a network`, 'It should look like n-a1b2c3. The console shows it under Network management.');
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
	if (!isRegionName(name)) throw parameters.invalid(`"${text}" is not the name of a region`, 'It should look like us-east-1. Flink Region lists all regions.');
	if (named !== undefined && cloud !== undefined && named !== cloud) {
		throw parameters.invalid(`"${text}" is a region of ${named}, but 'Cloud' is ${cloud}`, 'Correct the region or the cloud.');
	}
	return { cloud: cloud ?? named, region: name };
}
