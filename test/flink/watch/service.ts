import fc from 'fast-check';
import type { SeenStatement } from '../../../nodes/shared/flink/watch/watch';
import { uid } from './seen';

/** What happens to the service between two polls; `slot` is one of the names that statements take turns in. */
export type Happening =
	| { readonly kind: 'enter'; readonly slot: number; readonly phase: string }
	| { readonly kind: 'write' | 'replace' | 'delete'; readonly slot: number };

/** A statement as a poll sees it, with what only the service knows: which stay in its phase this is. */
export interface ServedStatement extends SeenStatement {
	readonly phase: string;
	readonly stay: string;
}

const SLOTS = 4;
const ENDED = new Set(['COMPLETED', 'FAILED', 'STOPPED']);
const PHASES = ['PENDING', 'RUNNING', 'DEGRADED', 'COMPLETED', 'FAILING', 'FAILED', 'STOPPING', 'STOPPED'];

const slot = fc.nat(SLOTS - 1);
const happening: fc.Arbitrary<Happening> = fc.oneof(
	{ weight: 8, arbitrary: fc.record({ kind: fc.constant('enter'), slot, phase: fc.constantFrom(...PHASES) }) },
	{ weight: 2, arbitrary: fc.record({ kind: fc.constant('write'), slot }) },
	{ weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('replace', 'delete'), slot }) },
);

/** What happens between two looks at the service. */
export const round: fc.Arbitrary<Happening[]> = fc.array(happening, { maxLength: 5 });

/** What happens, in rounds; each round ends with a look at the service. */
export const history: fc.Arbitrary<Happening[][]> = fc.array(round, { minLength: 2, maxLength: 12 });

/** The first looks of a history, and after which look (from 0) each stay in a phase began. */
export interface Served {
	readonly looks: ServedStatement[][];
	readonly beganAfter: ReadonlyMap<string, number>;
}

/** Plays a history; a clock that moves with every happening gives `endedAt` and `updatedAt`. */
export function serve(rounds: readonly Happening[][], { givesEnd = true } = {}): Served {
	const statements = new Map<number, ServedStatement>();
	const beganAfter = new Map<string, number>();
	let time = 1_790_000_000_000;
	let uids = 0;
	const looks = rounds.map((round, look) => {
		for (const each of round) {
			time += 1;
			happen(statements, each, time, givesEnd, () => uid(++uids));
			for (const { stay } of statements.values()) if (!beganAfter.has(stay)) beganAfter.set(stay, look - 1);
		}
		return [...statements.values()];
	});
	return { looks, beganAfter };
}

function happen(statements: Map<number, ServedStatement>, each: Happening, time: number, givesEnd: boolean, nextUid: () => string): void {
	const before = statements.get(each.slot);
	if (each.kind === 'delete' || each.kind === 'replace') statements.delete(each.slot);
	if (each.kind === 'replace' || (each.kind === 'enter' && before === undefined)) {
		const fresh = nextUid();
		statements.set(each.slot, { uid: fresh, name: `slot-${each.slot}`, phase: 'PENDING', endedAt: null, updatedAt: time, stay: `${fresh}@${time}` });
	}
	if (before === undefined) return;
	if (each.kind === 'write') statements.set(each.slot, { ...before, updatedAt: time });
	// A COMPLETED statement is never left, and nothing enters the phase that it is in.
	if (each.kind !== 'enter' || before.phase === 'COMPLETED' || before.phase === each.phase) return;
	const endedAt = givesEnd && ENDED.has(each.phase) ? time : null;
	statements.set(each.slot, { ...before, phase: each.phase, endedAt, updatedAt: time, stay: `${before.uid}@${time}` });
}
