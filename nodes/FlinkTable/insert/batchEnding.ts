/** What became of the rows of a statement. */
export interface BatchEnd {
	/** Undefined where they are in the table. */
	readonly failure: Error | undefined;
	/** The statement's name. */
	readonly statement: string;
}

/** Lets the rows of a statement wait for its end: one promise for all of them, since there may be very many. */
export class BatchEnding {
	readonly reported: Promise<BatchEnd>;
	private resolve: (end: BatchEnd) => void = () => undefined;

	constructor() {
		this.reported = new Promise((resolve) => {
			this.resolve = resolve;
		});
	}

	/** The first report counts. */
	report(end: BatchEnd): void {
		this.resolve(end);
	}
}
