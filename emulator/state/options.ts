/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets -- not in the published package: n8n's rules for nodes do not apply here */
import type { SqlEngine } from '../sql/engine';
import type { Progression } from '../statements/behaviours';

/** How long a statement or compute pool stays in the phases that pass by themselves. */
export interface LifecycleDelays {
	readonly pending: Progression;
	/** RUNNING, before DDL is carried out: what it makes cannot be used yet. */
	readonly defining: Progression;
	/** RUNNING, once the job has nothing more to do. */
	readonly finishing: Progression;
	readonly failing: Progression;
	readonly stopping: Progression;
	readonly deleting: Progression;
	readonly provisioning: Progression;
	readonly deprovisioning: Progression;
}

/** Short, but long enough to be seen: the real service needs seconds to minutes. */
export const DEMO_LIFECYCLE: LifecycleDelays = {
	pending: { ms: [300, 900] },
	defining: { ms: [100, 400] },
	finishing: { ms: [200, 700] },
	failing: { ms: 300 },
	stopping: { ms: [300, 600] },
	deleting: { ms: [200, 500] },
	provisioning: { ms: 2_000 },
	deprovisioning: { ms: 1_000 },
};

/** Each phase is over when somebody looks. */
export const IMMEDIATE_LIFECYCLE: LifecycleDelays = {
	pending: 'immediate',
	defining: 'immediate',
	finishing: 'immediate',
	failing: 'immediate',
	stopping: 'immediate',
	deleting: 'immediate',
	provisioning: 'immediate',
	deprovisioning: 'immediate',
};

export interface ResultSettings {
	readonly rowsPerPage: number;
	/** Pages without rows before the first row, as the real gateway gives while the job starts. */
	readonly emptyFirstPages: number;
	/** Milliseconds from RUNNING until rows can be read. */
	readonly arrivalDelayMs: number;
	/** Milliseconds from creation after which a snapshot statement's results are gone: 408. */
	readonly snapshotWindowMs: number;
	/** The same for every other statement. */
	readonly windowMs: number;
	/** Milliseconds without a reader after which a statement that gives rows is stopped by the service. */
	readonly idleStopMs: number;
	/**
	 * How many changes of an unbounded query may wait to be read; its job goes on once there is room. A page, where that
	 * is more.
	 */
	readonly bufferedRows: number;
	/**
	 * Which stopped statements still give the changes that nobody has read: those that a client has stopped, all, or
	 * none. Of the others the results are not ready: 409.
	 */
	readonly restAfterStop: 'byHand' | 'always' | 'never';
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export const DEFAULT_RESULTS: ResultSettings = {
	rowsPerPage: 1_000,
	emptyFirstPages: 1,
	arrivalDelayMs: 0,
	snapshotWindowMs: HOUR_MS,
	windowMs: 24 * HOUR_MS,
	idleStopMs: 5 * MINUTE_MS,
	bufferedRows: 10_000,
	restAfterStop: 'byHand',
};

export interface RateLimitSettings {
	readonly perSecond: number;
	readonly perMinute: number;
	readonly connections: number;
}

/** What Confluent's REST guide documents, for each IP address. */
export const DOCUMENTED_LIMITS: RateLimitSettings = { perSecond: 50, perMinute: 1_000, connections: 100 };

export interface Identity {
	readonly organizationId: string;
	readonly environmentId: string;
	/** Lower case, as in host names. */
	readonly cloud: string;
	readonly region: string;
	readonly flinkKey: { readonly id: string; readonly secret: string };
	/** The one compute pool that the role of the Flink key's owner covers; the whole environment when absent. */
	readonly flinkKeyPoolId?: string | undefined;
	readonly cloudKey: { readonly id: string; readonly secret: string };
}

/** The compute pool that is there from the start. */
export const DEMO_POOL_ID = 'lfcp-7d3k9w';

/** Fixed, so that a credential made for one start of the emulator fits the next. Not a secret of anything. */
export const DEMO_IDENTITY: Identity = {
	organizationId: '5a1f1c0e-6f2b-4d1e-9d3c-7b8e2a4c9f10',
	environmentId: 'env-z7x41k',
	cloud: 'aws',
	region: 'us-east-1',
	flinkKey: {
		id: 'FLNK7QX2M5RWBT3A',
		secret: 'cfltVn8Zb+Rk2/EmulatorFlinkKeyW4xq9HsYd3LpJ6uGtC1oKeXw5aTzB0rMf7NiQ',
	},
	cloudKey: {
		id: 'CLDP4WZ9K2JYHE6N',
		secret: 'cfltHq3Mw+Xd7/EmulatorCloudKeyP9bz5RfTn8VcL2yGsA6kJeUo4iWtD1rKx0ZmE',
	},
};

/** How tokens of pages are written. */
export type PageTokens = 'urlSafe' | 'padded';

export interface EmulatorOptions {
	/** 0 (the default) takes a free port. */
	readonly port?: number;
	readonly identity?: Partial<Identity>;
	/** What runs the SQL; the keyword planner when absent. */
	readonly engine?: SqlEngine | (() => SqlEngine);
	readonly lifecycle?: 'demo' | 'immediate' | Partial<LifecycleDelays>;
	readonly results?: Partial<ResultSettings>;
	/** The documented limits (true) or others; absent or false: none. */
	readonly limits?: boolean | Partial<RateLimitSettings>;
	/** Seed of delays, generated ids and faults. */
	readonly seed?: number;
	/** PATCH of statements: in use by Confluent's own client, and switched off for some organizations. True when absent. */
	readonly patchEnabled?: boolean;
	/** When traits, the schema among them, are reported: in the answer to the submit, or once it starts, as in older answers. */
	readonly traitsFrom?: 'submit' | 'start';
	/** Page tokens that may stand in a URL as they are, or padded ones that have to be escaped there. */
	readonly pageTokens?: PageTokens;
	/** Where result columns stand: `status.traits.schema`, or `status.result_schema` as in older answers. */
	readonly schemaPlace?: 'traits' | 'result_schema';
	/** How regions and compute pools write their cloud: both have been seen. Capitals when absent. */
	readonly cloudCase?: 'upper' | 'lower';
	/** Origin of `metadata.self` and `metadata.next`; the emulator's own base URL when absent. */
	readonly linkOrigin?: string;
	/** Statements that one environment may hold, terminal ones included. */
	readonly maxStatements?: number;
	/** What stands for the secrets in the SQL that answers show, `******` when absent; null: they are shown. */
	readonly secretMask?: string | null;
	/** Told of every exchange when it is over, with both bodies; for checks of what went over the wire. */
	readonly onExchange?: (exchange: RecordedExchange) => void;
}

/** One request and its answer, without credentials. */
export interface RecordedExchange {
	readonly method: string;
	/** Path and query as they came. */
	readonly url: string;
	readonly requestHeaders: Readonly<Record<string, string | string[] | undefined>>;
	readonly requestBody: string;
	readonly status: number;
	readonly responseHeaders: Readonly<Record<string, string>>;
	readonly responseBody: string;
}

export interface Settings {
	readonly identity: Identity;
	readonly lifecycle: LifecycleDelays;
	readonly results: ResultSettings;
	readonly limits: RateLimitSettings | null;
	readonly seed: number;
	readonly patchEnabled: boolean;
	readonly traitsFrom: 'submit' | 'start';
	readonly pageTokens: PageTokens;
	readonly schemaPlace: 'traits' | 'result_schema';
	readonly cloudCase: 'upper' | 'lower';
	readonly linkOrigin: string | null;
	readonly maxStatements: number;
	readonly secretMask: string | null;
}

export function resolveSettings(options: EmulatorOptions): Settings {
	return {
		identity: { ...DEMO_IDENTITY, ...options.identity },
		lifecycle: resolveLifecycle(options.lifecycle),
		results: { ...DEFAULT_RESULTS, ...options.results },
		limits: resolveLimits(options.limits),
		seed: options.seed ?? 1,
		patchEnabled: options.patchEnabled ?? true,
		traitsFrom: options.traitsFrom ?? 'submit',
		pageTokens: options.pageTokens ?? 'urlSafe',
		schemaPlace: options.schemaPlace ?? 'traits',
		cloudCase: options.cloudCase ?? 'upper',
		linkOrigin: options.linkOrigin ?? null,
		maxStatements: options.maxStatements ?? 50_000,
		secretMask: options.secretMask === undefined ? '******' : options.secretMask,
	};
}

export function resolveLifecycle(lifecycle: EmulatorOptions['lifecycle']): LifecycleDelays {
	if (lifecycle === 'immediate') return IMMEDIATE_LIFECYCLE;
	return lifecycle === 'demo' ? DEMO_LIFECYCLE : { ...DEMO_LIFECYCLE, ...lifecycle };
}

export function resolveLimits(limits: EmulatorOptions['limits']): RateLimitSettings | null {
	if (limits === undefined || limits === false) return null;
	return limits === true ? DOCUMENTED_LIMITS : { ...DOCUMENTED_LIMITS, ...limits };
}
