import type { Cloud } from '../cloud/cloud';
import { integerBetween, pick, seededRandom, type Random } from '../language/random';
import type { Step } from '../statements/behaviours';
import type { Phase } from '../statements/phase';
import { seedStatement } from './seedStatement';

export interface DriveOptions {
	readonly count: number;
	/** Names are the prefix and a number with leading zeros. */
	readonly prefix: string;
	/** The same seed gives the same lives again. */
	readonly seed: number;
	/** Milliseconds of the emulator's clock in which all of it happens. */
	readonly spanMs: number;
	/** Share of statements, from 0 to 1, that are deleted in the end; 0 when absent. */
	readonly deleted?: number;
}

export interface PlannedLife {
	readonly name: string;
	/** Epoch milliseconds. */
	readonly createdAt: number;
	readonly changes: ReadonlyArray<{ readonly phase: Phase; readonly at: number }>;
}

const FIRST_NUMBER_WIDTH = 5;

/** Makes statements appear over time and live through random phases; tells beforehand what will happen to each. */
export function driveRandomLives(cloud: Cloud, options: DriveOptions): PlannedLife[] {
	const random = seededRandom(options.seed);
	const start = cloud.clock.now();
	return Array.from({ length: options.count }, (_, number) => {
		const name = `${options.prefix}${String(number).padStart(FIRST_NUMBER_WIDTH, '0')}`;
		const createdAt = start + integerBetween(random, 0, Math.floor(options.spanMs / 2));
		const phases = randomPhases(random, random() < (options.deleted ?? 0));
		const changes = spread(random, phases, createdAt, start + options.spanMs);
		cloud.agenda.schedule(createdAt, () => {
			seedStatement(cloud, { name, createdAt, steps: stepsOf(changes, createdAt) });
		});
		return { name, createdAt, changes };
	});
}

/** What a statement goes through after PENDING. */
function randomPhases(random: Random, deleted: boolean): Phase[] {
	const phases: Phase[] = ['RUNNING'];
	while (random() < 0.3) phases.push('DEGRADED', 'RUNNING');
	phases.push(...randomEnd(random));
	while (random() < 0.3) phases.push('PENDING', 'RUNNING', ...randomEnd(random));
	if (deleted) phases.push('DELETING', 'GONE');
	return phases;
}

function randomEnd(random: Random): Phase[] {
	const ends: [Phase[], ...Phase[][]] = [
		['COMPLETED'],
		['FAILING', 'FAILED'],
		['FAILED'],
		['STOPPING', 'STOPPED'],
	];
	return pick(random, ends);
}

/** Random moments in ascending order, one for each phase. */
function spread(
	random: Random,
	phases: readonly Phase[],
	from: number,
	to: number,
): Array<{ phase: Phase; at: number }> {
	const moments = phases.map(() => integerBetween(random, from + 1, to)).sort((a, b) => a - b);
	return phases.map((phase, index) => ({ phase, at: moments[index] ?? to }));
}

function stepsOf(changes: PlannedLife['changes'], createdAt: number): Step[] {
	let before = createdAt;
	return changes.map(({ phase, at }) => {
		const after = { ms: at - before };
		before = at;
		return { phase, after, detail: phase === 'FAILED' ? 'The job failed.' : '' };
	});
}
