import { createDuckDbEngine, startEmulator, type Emulator } from '../../emulator';

/** Where the facts are checked: the emulator always, Confluent Cloud when its keys are in the environment. */
export interface Target {
	readonly name: string;
	/** Milliseconds that a statement may need for a phase. */
	readonly patienceMs: number;
	/** Milliseconds between two looks. */
	readonly pauseMs: number;
	/** Whether compute pools may be made: on Confluent Cloud they may cost money. */
	readonly makesPools: boolean;
	/** Whether tables may be made in `Place.writable`. */
	readonly makesTables: boolean;
	open(): Promise<Place>;
}

export interface Key {
	readonly id: string;
	readonly secret: string;
}

/** Addresses and keys of an open target. */
export interface Place {
	readonly gatewayUrl: string;
	readonly cloudUrl: string;
	/** Of the metrics, which have a host of their own. */
	readonly telemetryUrl: string;
	readonly flinkKey: Key;
	readonly cloudKey: Key;
	readonly organizationId: string;
	readonly environmentId: string;
	readonly cloud: string;
	readonly region: string;
	/** Where tables may be made; null: nowhere. */
	readonly writable: { readonly catalog: string; readonly database: string } | null;
	close(): Promise<void>;
}

export const EMULATOR: Target = {
	name: 'the emulator',
	patienceMs: 10_000,
	pauseMs: 20,
	makesPools: true,
	makesTables: true,
	open: async () => placeOf(await startEmulator({ engine: () => createDuckDbEngine(), lifecycle: QUICK })),
};

/** Every phase can be seen, none takes long. */
const QUICK = {
	pending: { ms: 60 },
	finishing: { ms: 60 },
	stopping: { ms: 60 },
	deleting: { ms: 60 },
	provisioning: { ms: 60 },
	deprovisioning: { ms: 60 },
} as const;

/** Its addresses and keys; closed, it is gone. */
export function placeOf(emulator: Emulator): Place {
	const { baseUrl, flinkApi, cloudApi } = emulator;
	const { organizationId, environmentId, cloud, region } = flinkApi;
	return {
		gatewayUrl: baseUrl,
		cloudUrl: baseUrl,
		telemetryUrl: baseUrl,
		flinkKey: { id: flinkApi.apiKeyId, secret: flinkApi.apiSecret },
		cloudKey: { id: cloudApi.apiKeyId, secret: cloudApi.apiSecret },
		organizationId,
		environmentId,
		cloud,
		region,
		writable: { catalog: 'default', database: 'cluster_0' },
		close: () => emulator.close(),
	};
}

/** Null while a variable is missing; `test/contract/README.md` lists them. */
export function confluentCloud(variables: NodeJS.ProcessEnv): Target | null {
	const read = (name: string): string | undefined => variables[name]?.trim() || undefined;
	const flinkKey = keyOf(read('CONFLUENT_FLINK_API_KEY'), read('CONFLUENT_FLINK_API_SECRET'));
	const cloudKey = keyOf(read('CONFLUENT_CLOUD_API_KEY'), read('CONFLUENT_CLOUD_API_SECRET'));
	const organizationId = read('CONFLUENT_ORGANIZATION_ID');
	const environmentId = read('CONFLUENT_ENVIRONMENT_ID');
	const cloud = read('CONFLUENT_CLOUD')?.toLowerCase();
	const region = read('CONFLUENT_REGION');
	if (!flinkKey || !cloudKey || !organizationId || !environmentId || !cloud || !region) return null;
	const gatewayUrl = read('CONFLUENT_FLINK_BASE_URL') ?? `https://flink.${region}.${cloud}.confluent.cloud`;
	const cloudUrl = read('CONFLUENT_CLOUD_BASE_URL') ?? 'https://api.confluent.cloud';
	const telemetryUrl = read('CONFLUENT_TELEMETRY_BASE_URL') ?? 'https://api.telemetry.confluent.cloud';
	const [catalog, database] = [read('CONFLUENT_CATALOG'), read('CONFLUENT_DATABASE')];
	const writable = catalog && database ? { catalog, database } : null;
	const close = (): Promise<void> => Promise.resolve();
	const place = {
		gatewayUrl,
		cloudUrl,
		telemetryUrl,
		flinkKey,
		cloudKey,
		organizationId,
		environmentId,
		cloud,
		region,
		writable,
		close,
	};
	return {
		name: 'Confluent Cloud',
		patienceMs: 15 * 60_000,
		pauseMs: 2_000,
		makesTables: writable !== null,
		makesPools: read('CONFLUENT_CONTRACT_COMPUTE_POOLS') === 'true',
		open: () => Promise.resolve(place),
	};
}

function keyOf(id: string | undefined, secret: string | undefined): Key | null {
	return id !== undefined && secret !== undefined ? { id, secret } : null;
}
