import { pathOf } from '../http/address';
import type { StatementPlace } from '../http/endpoint';

/**
 * The path of the statements of an environment, of one of them, or of what lies below it.
 *
 * @throws AddressError for a name that no URL can have
 */
export function statementPath({ organizationId, environmentId }: StatementPlace, ...below: readonly string[]): string {
	return pathOf('sql', 'v1', 'organizations', organizationId, 'environments', environmentId, 'statements', ...below);
}

const ONE_STATEMENT = /^\/sql\/v1\/organizations\/[^/]+\/environments\/[^/]+\/statements\/([^/?]+)/;

/** The name of the statement that a path of `statementPath` leads to, or to something below it; undefined for every other path. */
export function statementInPath(path: string): string | undefined {
	const segment = ONE_STATEMENT.exec(path)?.[1];
	return segment === undefined ? undefined : decodeURIComponent(segment);
}
