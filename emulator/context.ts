import type { EmulatorClock } from './clock';
import type { Jobs } from './jobs';
import type { Lifecycle } from './lifecycle';
import type { Settings } from './options';
import type { Progress } from './progress';
import type { Agenda } from './agenda';
import type { ApiKey, CloudState } from './state';
import type { Behaviours } from './statements/behaviours';
import type { Reply } from './reply';

/** The running cloud: what is in it, and what makes it move. */
export interface Cloud {
	readonly settings: Settings;
	readonly clock: EmulatorClock;
	readonly state: CloudState;
	readonly agenda: Agenda;
	readonly progress: Progress;
	readonly jobs: Jobs;
	readonly lifecycle: Lifecycle;
	readonly behaviours: Behaviours;
}

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
