/* eslint-disable @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { Heap } from 'heap-js';

type Act = (at: number) => void | Promise<void>;

interface Entry {
	readonly at: number;
	readonly order: number;
	readonly act: Act;
}

/**
 * What the emulator will do by itself, ordered by its clock: nothing here runs on timers. Whoever looks at the
 * state first lets everything happen that is due, in the order in which it fell due, so that what a request
 * sees depends on the clock alone and never on how busy the process was.
 */
export class Agenda {
	private readonly entries = new Heap<Entry>((a, b) => a.at - b.at || a.order - b.order);
	private order = 0;
	private running: Promise<void> = Promise.resolve();

	/** `act` gets the time it was due, in epoch milliseconds, also when it runs later. */
	schedule(at: number, act: Act): void {
		this.entries.push({ at, order: this.order++, act });
	}

	/** Runs all that is due at `now`, also what falls due by running it. Calls that overlap wait for each other. */
	async catchUp(now: number): Promise<void> {
		const mine = this.running.then(() => this.runDue(now));
		this.running = mine.catch(() => undefined);
		await mine;
	}

	/** Whether `catchUp` would do anything. */
	isDue(now: number): boolean {
		return (this.entries.peek()?.at ?? Infinity) <= now;
	}

	clear(): void {
		this.entries.clear();
	}

	private async runDue(now: number): Promise<void> {
		for (let entry = this.entries.peek(); entry && entry.at <= now; entry = this.entries.peek()) {
			this.entries.pop();
			const done = entry.act(entry.at);
			if (done) await done;
		}
	}
}
