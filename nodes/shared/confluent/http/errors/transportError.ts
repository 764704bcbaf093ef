/** Why there was no HTTP response. `network` covers refused and dropped connections and failed name look-ups. */
export type TransportFailure = 'timeout' | 'network' | 'cancelled';

export class TransportError extends Error {
	constructor(
		readonly failure: TransportFailure,
		message: string,
		options?: ErrorOptions,
	) {
		super(message, options);
		this.name = 'TransportError';
	}
}
