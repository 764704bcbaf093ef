import { asError } from '../../language/asError';
import { isHiddenFrom, isNotFound } from '../http/errors/apiError';
import type { Statements } from '../statements/statements';
import { stopStatement } from '../statements/stopAndResume';
import { leftOvers } from './leftOvers';
import type { StreamListener } from './streamError';

/** For the clean-up of one statement, in seconds. */
const CLEAN_UP_SECONDS = 30;

/** The statements of a stream that may be there, so that none is left when it ends. */
export class Remains {
	/** Names: those that this life has submitted or goes on with. */
	private readonly names = new Set<string>();
	/** Names: those that this life has submitted. */
	private readonly submitted = new Set<string>();
	/** Names: to be deleted as soon as the one after them runs. */
	private readonly outlived = new Set<string>();

	constructor(
		private readonly afterwards: (seconds: number) => Statements,
		private readonly label: string,
		private readonly hear: StreamListener,
	) {}

	/** Is about to be submitted: whatever the answer is, it may be there. */
	own(name: string): void {
		this.submitted.add(name);
		this.names.add(name);
	}

	/** Was there already, and is gone on with. */
	keep(name: string): void {
		this.names.add(name);
	}

	/** Is of no use once the next one runs, which may begin after its offsets. */
	outlive(name: string): void {
		this.names.add(name);
		this.outlived.add(name);
	}

	/** The names of those that are outlived; it is for the caller to have them removed. */
	takeOutlived(): string[] {
		const names = [...this.outlived];
		this.outlived.clear();
		return names;
	}

	/** Deletes what this life has submitted; what was there before stays for the next one. */
	async removeOwn(): Promise<void> {
		await this.remove([...this.submitted]);
	}

	async removeAll(): Promise<void> {
		await this.remove([...this.names]);
	}

	/** Asks for a stop, and does not wait for it. */
	async stop(name: string): Promise<void> {
		await this.orHeard(name, async (statements) => await stopStatement(statements, name, false));
	}

	/** Deletes all, unless there is one that this life knows nothing of: then another one has taken over. */
	async removeUnlessTaken(): Promise<void> {
		await this.orHeard(this.label, async () => {
			const found = await leftOvers(this.afterwards(CLEAN_UP_SECONDS), this.label);
			if (found.every(({ name }) => this.names.has(name))) await this.removeAll();
		});
	}

	async remove(names: readonly string[]): Promise<void> {
		for (const name of names) {
			await this.orHeard(name, async (statements) => await statements.remove(name));
			this.submitted.delete(name);
		}
	}

	private async orHeard(name: string, work: (statements: Statements) => Promise<unknown>): Promise<void> {
		try {
			await work(this.afterwards(CLEAN_UP_SECONDS));
		} catch (error) {
			// What had the name was ours: if the key may not see it, it is gone.
			if (isNotFound(error) || isHiddenFrom(error)) return;
			this.hear({ event: 'leftRunning', name, failure: asError(error) });
		}
	}
}
