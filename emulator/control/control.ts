import type { Transition } from '../cloud/history';
import type { Jobs } from '../cloud/jobs';
import type { World } from '../cloud/world';
import type { ApiKey, ComputePool, Principal } from '../state/cloudState';
import { resolveLifecycle, resolveLimits, type EmulatorOptions, type PageTokens, type ResultSettings } from '../state/options';
import { findRegion } from '../state/regionCatalog';
import type { StatementBehaviour, Step } from '../statements/behaviours';
import { wildcard } from '../language/wildcard';
import type { Faults } from '../traffic/faults';
import type { Journal, JournalCounters, JournalEntry } from '../traffic/journal';
import type { RateLimits } from '../traffic/rateLimits';
import type { DriveOptions, PlannedLife } from './randomLifecycles';
import { driveRandomLives } from './randomLifecycles';
import { seedStatement, type SeedStatement } from './seedStatement';

export interface SeedPool {
	readonly id: string;
	readonly environmentId?: string;
	readonly displayName?: string;
	/** `AWS`, `GCP` or `AZURE`; the emulator's own place when absent. */
	readonly cloud?: string;
	readonly region?: string;
	readonly maxCfu?: number;
	readonly networkId?: string;
	readonly isDefault?: boolean;
	readonly phase?: ComputePool['phase'];
}

export interface Seed {
	readonly environments?: ReadonlyArray<{ readonly id: string; readonly displayName: string }>;
	readonly computePools?: readonly SeedPool[];
	readonly principals?: ReadonlyArray<Omit<Principal, 'createdAt'>>;
	readonly keys?: readonly ApiKey[];
	readonly statements?: readonly SeedStatement[];
	/** Many statements of one kind, named by the prefix and a number: `{ count: 2, prefix: 'etl-' }` makes `etl-00000`, `etl-00001`. */
	readonly bulk?: Omit<SeedStatement, 'name'> & { readonly count: number; readonly prefix: string };
}

/** Settings that may change while the emulator runs. */
export interface SettingsChange {
	readonly lifecycle?: NonNullable<EmulatorOptions['lifecycle']>;
	readonly results?: Partial<ResultSettings>;
	readonly limits?: NonNullable<EmulatorOptions['limits']>;
	readonly patchEnabled?: boolean;
	readonly schemaPlace?: 'traits' | 'result_schema';
	readonly traitsFrom?: 'submit' | 'start';
	readonly pageTokens?: PageTokens;
	readonly cloudCase?: 'upper' | 'lower';
	/** Null: the emulator's own base URL. */
	readonly linkOrigin?: string | null;
	readonly maxStatements?: number;
	readonly secretMask?: string | null;
}

/** Rows by the names of a table's columns. Every value is cast to its column's type as text is. */
export type AppendedRows = Parameters<Jobs['appendRows']>[2];

export interface JournalView {
	readonly entries: readonly JournalEntry[];
	readonly counters: JournalCounters;
}

/** What a test may do to the emulator behind the API's back; `/__emulator/…` gives the same over HTTP. */
export class Control {
	constructor(
		private readonly world: World,
		private readonly log: Journal,
		readonly faults: Faults,
		private readonly rateLimits: RateLimits,
	) {}

	/** Everything as just started: contents, clock, settings, faults, journal. */
	async reset(): Promise<void> {
		this.faults.clear();
		this.rateLimits.clear();
		this.log.clear();
		await this.world.reset();
	}

	readonly clock = {
		/** Epoch milliseconds. */
		now: (): number => this.world.clock.now(),
		/** Moves time on, and with it everything that was due. */
		advance: async (ms: number): Promise<void> => {
			this.world.clock.advance(ms);
			await this.world.catchUp();
		},
		/** Stops time, where it is or at a later moment (epoch milliseconds). */
		hold: async (at?: number): Promise<void> => {
			if (at === undefined) this.world.clock.hold();
			else this.world.clock.set(at);
			await this.world.catchUp();
		},
		/** Time runs again by itself. */
		follow: (): void => this.world.clock.follow(),
		mode: (): 'auto' | 'manual' => this.world.clock.mode,
	};

	seed(seed: Seed): void {
		const { cloud } = this.world;
		for (const { id, displayName } of seed.environments ?? []) cloud.state.addEnvironment(id, displayName);
		for (const principal of seed.principals ?? []) cloud.state.addPrincipal(principal);
		for (const key of seed.keys ?? []) cloud.state.addKey(key);
		for (const pool of seed.computePools ?? []) this.seedPool(pool);
		for (const statement of seed.statements ?? []) seedStatement(cloud, statement);
		if (seed.bulk) this.seedBulk(seed.bulk);
	}

	/** For statements that are created from now on. */
	behave(behaviour: StatementBehaviour): void {
		this.world.cloud.behaviours.add(behaviour);
	}

	/**
	 * Leads statements that exist through steps, from now on: a running query that fails, or whose results are lost.
	 *
	 * @param name with `*` for anything
	 * @returns how many statements it fits
	 */
	async steer(name: string, steps: readonly Step[], environmentId?: string): Promise<number> {
		await this.world.catchUp();
		const { state, lifecycle, clock } = this.world.cloud;
		const environment = state.environment(environmentId ?? state.identity.environmentId);
		const pattern = wildcard(name);
		const found = [...(environment?.statements.all() ?? [])].filter((statement) => pattern.test(statement.name));
		for (const statement of found) lifecycle.steer(statement, steps, clock.now());
		await this.world.catchUp();
		return found.length;
	}

	/**
	 * Writes rows to a table without a statement, as fast as they can be: streaming queries have them on the next page
	 * that is asked for.
	 *
	 * @param table `table`, `database.table` or `catalog.database.table`, without quotes
	 * @param rows by the names of columns; what is left out is NULL
	 * @throws SqlError for what the table does not take; then it has taken none
	 */
	async appendRows(table: string, rows: AppendedRows, environmentId?: string): Promise<void> {
		await this.world.catchUp();
		const { jobs, state } = this.world.cloud;
		await jobs.appendRows(environmentId ?? state.identity.environmentId, table, rows);
		await this.world.catchUp();
	}

	clearBehaviours(): void {
		this.world.cloud.behaviours.clear();
	}

	/** Statements that come, change and go over time, planned from a seed. */
	drive(options: DriveOptions): PlannedLife[] {
		return driveRandomLives(this.world.cloud, options);
	}

	configure(change: SettingsChange): void {
		const { lifecycle, results, limits, ...rest } = change;
		const { settings } = this.world;
		Object.assign(settings, rest);
		if (lifecycle !== undefined) settings.lifecycle = resolveLifecycle(lifecycle);
		if (results !== undefined) settings.results = { ...settings.results, ...results };
		if (limits !== undefined) settings.limits = resolveLimits(limits);
		if (limits !== undefined) this.rateLimits.clear();
	}

	journal(): JournalView {
		return { entries: this.log.all(), counters: this.log.counters() };
	}

	clearJournal(): void {
		this.log.clear();
	}

	/** Every change of phase up to now. */
	async history(): Promise<readonly Transition[]> {
		await this.world.catchUp();
		return this.world.history.all();
	}

	/** Names and phases of the statements that exist now, past every fault, key and limit. */
	async statements(
		environmentId?: string,
	): Promise<Array<{ name: string; uid: string; phase: string; sql: string }>> {
		await this.world.catchUp();
		const { state } = this.world.cloud;
		const environment = state.environment(environmentId ?? state.identity.environmentId);
		return [...(environment?.statements.inNameOrder ?? [])].map(({ name, uid, phase, sql }) => ({
			name,
			uid,
			phase,
			sql,
		}));
	}

	private seedPool(pool: SeedPool): void {
		const { state } = this.world.cloud;
		const { identity } = state;
		const cloud = pool.cloud ?? identity.cloud.toUpperCase();
		const region = pool.region ?? identity.region;
		if (!findRegion(cloud, region)) throw new Error(`there is no region ${region} in ${cloud}`);
		state.addComputePool({
			id: pool.id,
			environmentId: pool.environmentId ?? identity.environmentId,
			displayName: pool.displayName ?? pool.id,
			cloud,
			region,
			maxCfu: pool.maxCfu ?? 5,
			networkId: pool.networkId ?? null,
			isDefault: pool.isDefault ?? false,
			phase: pool.phase ?? 'PROVISIONED',
		});
	}

	private seedBulk({ count, prefix, ...template }: NonNullable<Seed['bulk']>): void {
		for (let number = 0; number < count; number++) {
			seedStatement(this.world.cloud, { ...template, name: `${prefix}${String(number).padStart(5, '0')}` });
		}
	}
}
