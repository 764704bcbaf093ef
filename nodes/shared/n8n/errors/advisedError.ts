/** Something that this layer or a node finds out, in words: what happened, and one sentence on what to do next. */
export class AdvisedError extends Error {
	constructor(
		message: string,
		readonly advice: string,
	) {
		super(message);
		this.name = 'AdvisedError';
	}
}
