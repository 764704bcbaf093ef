import type { EmulatorClock } from '../language/clock';
import type { Random } from '../language/random';
import { kafkaClusterOf, type KafkaCluster } from '../sql/catalog/kafkaCluster';
import { StatementStore } from '../statements/statementStore';
import { newComputePoolId } from './computePoolId';
import { DEMO_POOL_ID, type Identity } from './options';

export interface Environment {
	readonly id: string;
	readonly displayName: string;
	readonly statements: StatementStore;
	readonly kafkaCluster: KafkaCluster;
	/** Epoch milliseconds. */
	readonly createdAt: number;
}

export interface ComputePool {
	readonly id: string;
	readonly environmentId: string;
	/** `AWS`, `GCP` or `AZURE`. */
	readonly cloud: string;
	readonly region: string;
	readonly networkId: string | null;
	readonly isDefault: boolean;
	readonly createdAt: number;
	displayName: string;
	maxCfu: number;
	phase: 'PROVISIONING' | 'PROVISIONED' | 'FAILED' | 'DEPROVISIONING';
	updatedAt: number;
	/** What happens after the pool was read a few more times. */
	afterReads: { left: number; readonly act: () => void } | null;
}

/** `u-…` or `sa-…`: who a statement runs as. */
export interface Principal {
	readonly id: string;
	readonly displayName: string;
	/** E-mail of a user, description of a service account. */
	readonly about: string;
	readonly createdAt: number;
}

/** `flink` keys belong to one environment and region; `cloud` keys to the control plane; `global` keys open both. */
export interface ApiKey {
	readonly id: string;
	readonly secret: string;
	readonly kind: 'flink' | 'cloud' | 'global';
	readonly owner: string;
	/** Flink keys only. */
	readonly environmentId?: string | undefined;
	readonly cloud?: string | undefined;
	readonly region?: string | undefined;
	/** The compute pool that the owner's role, FlinkDeveloper, covers, and nothing else; the whole environment when absent. */
	readonly computePoolId?: string | undefined;
}

export interface ComputePoolConfig {
	defaultPoolEnabled: boolean;
	defaultPoolMaxCfu: number;
}

const DEMO_USER = 'u-4k9w7e';
const DEMO_SERVICE_ACCOUNT = 'sa-8m2x6q';

/** One organization of Confluent Cloud with all that is in it. Knows nothing of HTTP and makes nothing happen. */
export class CloudState {
	readonly environments = new Map<string, Environment>();
	readonly computePools = new Map<string, ComputePool>();
	readonly principals = new Map<string, Principal>();
	readonly keys = new Map<string, ApiKey>();
	readonly computePoolConfig: ComputePoolConfig = { defaultPoolEnabled: true, defaultPoolMaxCfu: 50 };
	private statementCount = 0;

	constructor(
		readonly identity: Identity,
		private readonly clock: EmulatorClock,
		private readonly random: Random,
	) {
		this.addDemoContents();
	}

	environment(id: string): Environment | undefined {
		return this.environments.get(id);
	}

	addEnvironment(id: string, displayName: string): Environment {
		const kafkaCluster = kafkaClusterOf(id);
		const environment = { id, displayName, kafkaCluster, statements: new StatementStore(), createdAt: this.clock.now() };
		this.environments.set(id, environment);
		return environment;
	}

	addPrincipal(principal: Omit<Principal, 'createdAt'>): void {
		this.principals.set(principal.id, { ...principal, createdAt: this.clock.now() });
	}

	addKey(key: ApiKey): void {
		this.keys.set(key.id, key);
	}

	addComputePool(pool: NewComputePool): ComputePool {
		const now = this.clock.now();
		const made: ComputePool = {
			...pool,
			id: pool.id ?? newComputePoolId(this.random),
			createdAt: now,
			updatedAt: now,
			afterReads: null,
		};
		this.computePools.set(made.id, made);
		return made;
	}

	/** The pool of statements that name none; made on first use, as the service does. */
	defaultComputePool(environmentId: string, cloud: string, region: string): ComputePool | null {
		const usual = { environmentId, cloud: cloud.toUpperCase(), region };
		for (const pool of this.computePools.values()) {
			if (pool.isDefault && isPlacedAs(pool, usual) && pool.phase !== 'DEPROVISIONING') return pool;
		}
		if (!this.computePoolConfig.defaultPoolEnabled) return null;
		return this.addComputePool({
			...usual,
			displayName: 'default',
			maxCfu: this.computePoolConfig.defaultPoolMaxCfu,
			networkId: null,
			isDefault: true,
			phase: 'PROVISIONED',
		});
	}

	nextSequence(): number {
		return ++this.statementCount;
	}

	private addDemoContents(): void {
		const { environmentId, cloud, region, flinkKey, flinkKeyPoolId, cloudKey } = this.identity;
		this.addEnvironment(environmentId, 'default');
		this.addPrincipal({ id: DEMO_USER, displayName: 'Demo User', about: 'demo.user@example.com' });
		this.addPrincipal({
			id: DEMO_SERVICE_ACCOUNT,
			displayName: 'statements',
			about: 'Runs long-lived statements',
		});
		const place = { environmentId, cloud, region, computePoolId: flinkKeyPoolId };
		this.addKey({ ...flinkKey, kind: 'flink', owner: DEMO_USER, ...place });
		this.addKey({ ...cloudKey, kind: 'cloud', owner: DEMO_USER });
		this.addComputePool({
			id: DEMO_POOL_ID,
			environmentId,
			cloud: cloud.toUpperCase(),
			region,
			displayName: 'examples-pool',
			maxCfu: 10,
			networkId: null,
			isDefault: false,
			phase: 'PROVISIONED',
		});
	}
}

export type NewComputePool = Omit<ComputePool, 'id' | 'createdAt' | 'updatedAt' | 'afterReads'> & {
	readonly id?: string;
};

function isPlacedAs(
	pool: ComputePool,
	place: { environmentId: string; cloud: string; region: string },
): boolean {
	return (
		pool.environmentId === place.environmentId && pool.cloud === place.cloud && pool.region === place.region
	);
}
