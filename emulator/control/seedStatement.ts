import type { Cloud } from '../cloud/cloud';
import type { Step, ScriptedException } from '../statements/behaviours';
import { FIRST_RESOURCE_VERSION, newUid } from '../statements/ids';
import type { Phase } from '../statements/phase';
import { newRecord, type StatementRecord, type Traits } from '../statements/statement';

/** A statement put into an environment as if it had been there for a while. */
export interface SeedStatement {
	readonly name: string;
	readonly sql?: string;
	/** PENDING when absent; the statement lives on from there by the usual rules or by its `steps`. */
	readonly phase?: Phase;
	readonly detail?: string;
	readonly environmentId?: string;
	readonly computePoolId?: string;
	readonly principal?: string;
	readonly properties?: Readonly<Record<string, string>>;
	readonly labels?: Readonly<Record<string, string>>;
	readonly stopped?: boolean;
	/** Epoch milliseconds; the emulator's now when absent. */
	readonly createdAt?: number;
	readonly updatedAt?: number;
	readonly traits?: Traits;
	readonly exceptions?: readonly ScriptedException[];
	readonly latestOffsets?: Readonly<Record<string, string>>;
	readonly steps?: readonly Step[];
}

/** @throws Error for a name that is taken or an environment that does not exist: a mistake of the test's own */
export function seedStatement(cloud: Cloud, seed: SeedStatement): StatementRecord {
	const statement = recordOf(cloud, seed);
	const environment = cloud.state.environment(statement.environmentId);
	if (!environment) throw new Error(`there is no environment ${statement.environmentId}`);
	if (environment.statements.get(seed.name)) throw new Error(`there is a statement ${seed.name} already`);
	cloud.lifecycle.adopt(statement);
	return statement;
}

function recordOf(cloud: Cloud, seed: SeedStatement): StatementRecord {
	const { identity } = cloud.state;
	const now = cloud.clock.now();
	const environmentId = seed.environmentId ?? identity.environmentId;
	const statement = newRecord({
		uid: newUid(),
		sequence: cloud.state.nextSequence(),
		name: seed.name,
		organizationId: identity.organizationId,
		environmentId,
		sql: seed.sql ?? 'INSERT INTO `enriched_orders` SELECT * FROM `orders`',
		properties: seed.properties ?? null,
		labels: seed.labels ?? {},
		createdAt: seed.createdAt ?? now,
		computePoolId: seed.computePoolId ?? firstPool(cloud, environmentId),
		principal: seed.principal ?? firstPrincipal(cloud),
		resourceVersion: FIRST_RESOURCE_VERSION,
	});
	const updatedAt = seed.updatedAt ?? seed.createdAt ?? now;
	const { detail = '', stopped = seed.phase === 'STOPPED', traits = null, latestOffsets = null } = seed;
	const exceptions = (seed.exceptions ?? []).map((exception) => ({ at: updatedAt, ...exception }));
	exceptions.sort((a, b) => b.at - a.at);
	const script = seed.steps ? { steps: seed.steps } : null;
	return Object.assign(statement, {
		phase: seed.phase ?? 'PENDING',
		detail,
		stopped,
		traits,
		latestOffsets,
		exceptions,
		updatedAt,
		script,
	});
}

function firstPool({ state }: Cloud, environmentId: string): string {
	for (const pool of state.computePools.values()) if (pool.environmentId === environmentId) return pool.id;
	return 'lfcp-000000';
}

function firstPrincipal({ state }: Cloud): string {
	return state.principals.keys().next().value ?? 'u-000000';
}
