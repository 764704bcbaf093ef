import type { Cloud } from '../cloud/cloud';
import type { Reply } from '../http/reply';
import type { ApiKey } from '../state/cloudState';

/** One request to an operation: key checked, path matched, body parsed. */
export interface OperationContext {
	readonly cloud: Cloud;
	readonly key: ApiKey;
	/** Decoded segments of the path by the names in the route's template. */
	readonly params: Readonly<Record<string, string>>;
	readonly path: string;
	readonly query: URLSearchParams;
	/** Parsed JSON; undefined for an empty body. */
	readonly body: unknown;
	/** What the links of answers begin with. */
	readonly linkOrigin: string;
}

export type Operation = (context: OperationContext) => Reply | Promise<Reply>;

/** A path parameter of the route's own template. */
export function param(context: OperationContext, name: string): string {
	const value = context.params[name];
	if (value === undefined) throw new Error(`the route has no parameter ${name}`);
	return value;
}
