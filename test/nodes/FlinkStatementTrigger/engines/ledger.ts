import type { WatchEvent } from '../../../../nodes/shared/flink/watch/watch';
import type { WatchFilter } from '../../../../nodes/shared/flink/watch/watchFilter';
import type { ServedStatement } from '../../../flink/watch/service';
import { BUDGET_MS, type Looked } from './simulatedN8n';

const ENDS = new Set(['COMPLETED', 'FAILED', 'STOPPED']);

/** A change as a person would name it: the stay in a phase that began, or the statement that is gone. */
interface Change {
	readonly key: string;
	readonly phase: string;
	readonly previousPhase: string | null;
}

/**
 * What each poll has to tell, found without the means of the trigger: by comparing what it saw with what the last
 * poll that counted saw. After a restart what must not be lost, and must not be told again.
 */
export class Ledger {
	private previous: Looked | undefined;
	private isRestarted = false;
	/** When the poll whose turn it is began. */
	private begunAt: number | undefined;
	/** When the last poll ended that told something which polls that were handed their state before do not see. */
	private reportedAt = -1;
	private readonly seen = new Set<string>();
	private readonly told = new Set<string>();

	/** @param readsOnce whether polls are handed what is stored when they begin, and do not see what others leave */
	constructor(private readonly readsOnce: boolean) {}

	/** Only what n8n has stored is known from here on; with nothing stored the next poll learns. */
	restart(hasStored: boolean): void {
		this.isRestarted = true;
		this.begunAt = undefined;
		this.reportedAt = -1;
		if (!hasStored) this.previous = undefined;
	}

	/** Whether a poll that begins has a turn: not while another one runs that has time left. */
	begin(now: number): boolean {
		if (this.begunAt !== undefined && now - this.begunAt <= BUDGET_MS) return false;
		this.begunAt = now;
		return true;
	}

	/** Whether the poll has kept its turn till now, when it ends. */
	end(now: number): boolean {
		if (this.begunAt !== now) return false;
		this.begunAt = undefined;
		return true;
	}

	/** Enters a poll and checks what it told. */
	enter(poll: Looked, events: readonly WatchEvent[], isDropped: boolean, endedAt: number): void {
		const keys = events.map((event) => keyOf(event, poll.look));
		// One that was handed what is stored before another one told something, and began after that, waits.
		const isStale = poll.now <= this.reportedAt;
		if (!this.end(poll.now) || isStale) return void expect(keys).toEqual([]);
		if (keys.length > 0 && (this.readsOnce || isDropped)) this.reportedAt = endedAt;
		// What a dropped poll reported is reported by the next one; a silent one has nothing to be dropped.
		if (isDropped && keys.length > 0) return;
		this.check(poll, keys);
		for (const { stay } of poll.look) this.seen.add(stay);
		for (const key of keys) this.told.add(key);
		this.previous = poll;
		this.isRestarted = false;
	}

	private check({ look, filter }: Looked, keys: readonly string[]): void {
		const { previous } = this;
		if (previous === undefined) return void expect(keys).toEqual([]);
		if (!this.isRestarted) {
			const wanted = changesBetween(previous.look, look).filter((change) => isWanted(change, filter));
			return void expect([...keys].sort()).toEqual(wanted.map(({ key }) => key).sort());
		}
		for (const key of keys) expect(this.told).not.toContain(key);
		if (filter.fromPhases.length > 0) return;
		const ended = look.filter(({ phase, stay }) => ENDS.has(phase) && filter.phases.includes(phase) && !this.seen.has(stay));
		for (const { stay } of ended) expect(keys).toContain(stay);
	}
}

function keyOf({ type, uid }: WatchEvent, look: readonly ServedStatement[]): string {
	const statement = look.find((each) => each.uid === uid);
	return type === 'deleted' || statement === undefined ? `${uid} gone` : statement.stay;
}

function changesBetween(before: readonly ServedStatement[], after: readonly ServedStatement[]): Change[] {
	const entered = after.flatMap(({ uid, phase, stay }) => {
		const earlier = before.find((each) => each.uid === uid);
		return earlier?.stay === stay ? [] : [{ key: stay, uid, phase, previousPhase: earlier?.phase ?? null }];
	});
	// A phase that was left and entered again shows only where the service gives the time of its end.
	const visible = entered.filter(({ phase, previousPhase }) => phase !== previousPhase || ENDS.has(phase));
	const gone = before.filter(({ uid }) => !after.some((each) => each.uid === uid));
	return [...visible, ...gone.map(({ uid, phase }) => ({ key: `${uid} gone`, phase: 'DELETED', previousPhase: phase }))];
}

function isWanted({ phase, previousPhase }: Change, { phases, fromPhases, includeDeleted }: WatchFilter): boolean {
	if (fromPhases.length > 0 && (previousPhase === null || !fromPhases.includes(previousPhase))) return false;
	return phase === 'DELETED' ? includeDeleted : phases.includes(phase);
}
