/** A schema or a row of a result that is not built as the API builds them; reading on would give wrong rows. */
export class ResultFormatError extends Error {
	constructor(message: string) {
		super(message);
		this.name = 'ResultFormatError';
	}
}
