import { startEmulator, type Emulator, type SeedStatement } from '../../../emulator';

/** Milliseconds of the emulator's clock between two steps of a statement's life. */
export const STEP_MS = 60_000;

/** A statement in the first phase that goes on to the next with each `step()`; `=` stays; `GONE` deletes it. */
export function living(name: string, phases: string, more: Partial<SeedStatement> = {}): SeedStatement {
	const [phase = 'PENDING', ...later] = phases.split(' ');
	let waited = 0;
	const steps = later.flatMap((next) => {
		waited += STEP_MS;
		if (next === '=') return [];
		const step = { phase: next, after: { ms: waited }, detail: next === 'FAILED' ? 'The job failed.' : '' };
		waited = 0;
		return [step];
	});
	return { name, phase, steps, ...more };
}

/** A Confluent Cloud whose time moves only when a test says so. */
export interface Cloud {
	readonly emulator: Emulator;
	seed(...statements: SeedStatement[]): void;
	/** Lets every statement take its next step. */
	step(): Promise<void>;
	/** Requests since the last call, such as `GET /statements?page_size=100`. */
	requests(): string[];
}

/** Starts an emulator for the tests of a file; each test gets it empty. */
export function useCloud(): Cloud {
	let emulator: Emulator | undefined;
	const running = (): Emulator => {
		if (emulator === undefined) throw new Error('the emulator runs only while a test does');
		return emulator;
	};
	beforeAll(async () => {
		emulator = await startEmulator();
	});
	beforeEach(async () => {
		await running().control.reset();
		await running().control.clock.hold();
	});
	afterAll(async () => {
		await emulator?.close();
	});
	return {
		get emulator() {
			return running();
		},
		seed: (...statements) => {
			running().control.seed({ statements });
		},
		step: async () => {
			await running().control.clock.advance(STEP_MS);
		},
		requests: () => {
			const { entries } = running().control.journal();
			const seen = entries.map(({ method, path, query }) => `${method} ${path.replace(/^.*\/environments\/[^/]+/, '')}${query === '' ? '' : `?${decodeURIComponent(query)}`}`);
			running().control.clearJournal();
			return seen;
		},
	};
}
