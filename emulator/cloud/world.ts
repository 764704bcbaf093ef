import { Agenda } from '../language/agenda';
import { EmulatorClock } from '../language/clock';
import { seededRandom } from '../language/random';
import type { SqlEngine } from '../sql/engine';
import { CloudState } from '../state/cloudState';
import { resolveSettings, type EmulatorOptions, type Settings } from '../state/options';
import { Behaviours } from '../statements/behaviours';
import { createKeywordPlanner } from '../statements/keywordPlanner';
import type { Cloud } from './cloud';
import { History } from './history';
import { Jobs } from './jobs';
import { Lifecycle } from './lifecycle';
import { Progress } from './progress';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The cloud of the moment, with its clock and history; a reset puts a new cloud in its place. */
export class World {
	readonly clock = new EmulatorClock();
	readonly history = new History();
	readonly settings: Mutable<Settings>;
	cloud: Cloud;
	private engine: SqlEngine;

	constructor(private readonly options: EmulatorOptions) {
		this.settings = resolveSettings(options);
		this.engine = this.makeEngine();
		this.cloud = this.makeCloud();
	}

	/** Lets everything happen that is due; to be awaited before the state is looked at. */
	async catchUp(): Promise<void> {
		const { agenda, jobs } = this.cloud;
		const now = this.clock.now();
		await agenda.catchUp(now);
		await jobs.advanceBackground();
	}

	/** The cloud of the moment with its clock at `at`, in epoch milliseconds: for what was due then and is done now. */
	cloudAt(at: number): Cloud {
		return { ...this.cloud, clock: new EmulatorClock(() => at) };
	}

	/** As just started: settings, contents and clock. An engine that was handed over as an object keeps its tables. */
	async reset(): Promise<void> {
		const before = this.cloud;
		Object.assign(this.settings, resolveSettings(this.options));
		this.clock.reset();
		this.history.clear();
		before.agenda.clear();
		await before.jobs.haltAll();
		if (typeof this.options.engine !== 'object') {
			await this.engine.close();
			this.engine = this.makeEngine();
		}
		this.cloud = this.makeCloud();
	}

	async close(): Promise<void> {
		this.cloud.agenda.clear();
		await this.cloud.jobs.haltAll();
		await this.engine.close();
	}

	private makeEngine(): SqlEngine {
		const { engine } = this.options;
		if (engine === undefined) return createKeywordPlanner();
		return typeof engine === 'function' ? engine() : engine;
	}

	private makeCloud(): Cloud {
		const { clock, settings, history } = this;
		const now = (): number => clock.now();
		const random = seededRandom(settings.seed);
		const state = new CloudState(settings.identity, clock, random);
		const agenda = new Agenda();
		const progress = new Progress(agenda, random, now);
		const jobs = new Jobs(this.engine, now, settings);
		const lifecycle = new Lifecycle(state, agenda, progress, jobs, history, settings);
		return { settings, clock, state, agenda, progress, jobs, lifecycle, behaviours: new Behaviours() };
	}
}
