/** Ends what was started, last first, once, whichever way the demo ends. */
export class Shutdown {
	/** @type {Array<() => Promise<void>>} */
	#steps = [];
	/** @type {Promise<void> | undefined} */
	#running;

	/** @param {() => Promise<void>} step */
	add(step) {
		this.#steps.push(step);
	}

	get begun() {
		return this.#running !== undefined;
	}

	run() {
		this.#running ??= this.#runSteps();
		return this.#running;
	}

	async #runSteps() {
		for (const step of this.#steps.reverse()) {
			await step().catch((error) => console.error(`While stopping: ${error instanceof Error ? error.message : error}`));
		}
	}

	/** Ends the demo in order on Ctrl+C and on `kill`, with the exit code that shells expect. */
	onSignals() {
		for (const [signal, code] of /** @type {const} */ ([['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]])) {
			process.on(signal, () => {
				console.log(`\n${signal}: stopping n8n and the emulator.`);
				void this.run().then(() => process.exit(code));
			});
		}
	}
}
