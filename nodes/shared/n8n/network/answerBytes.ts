import { isTooLarge, TransportError } from '../../confluent/http/errors/transportError';
import { asError } from '../../language/asError';
import { isRecord } from '../../language/guards';

/**
 * Bytes of one answer at most, decompressed. A page of results or of a listing has a few megabytes; what is far
 * beyond that would take n8n's memory from everybody.
 */
export const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/** A body of which the bytes come one after the other: a stream of Node's, or of the web. */
export function isStream(body: unknown): body is AsyncIterable<unknown> {
	return isRecord(body) && Symbol.asyncIterator in body;
}

/**
 * Reads a body to its end, or to where it is larger than `MAX_ANSWER_BYTES`: the rest is not read.
 *
 * @param signal ends the reading
 * @throws TransportError with `answerTooLarge`; whatever the stream throws
 */
export async function readBytes(body: AsyncIterable<unknown>, host: string, signal?: AbortSignal): Promise<Uint8Array> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	const end = () => (isDestroyable(body) ? body.destroy() : undefined);
	if (signal?.aborted) end();
	signal?.addEventListener('abort', end, { once: true });
	try {
		// Leaving the loop closes the connection.
		for await (const chunk of body) {
			const bytes = bytesOf(chunk);
			size += bytes.length;
			if (size > MAX_ANSWER_BYTES) throw new TransportError({ reason: 'answerTooLarge', host, mostBytes: MAX_ANSWER_BYTES });
			chunks.push(bytes);
		}
	} finally {
		signal?.removeEventListener('abort', end);
	}
	return Buffer.concat(chunks, size);
}

/** The text of a body that is compressed and does not say so; one that cannot be read is an answer without words. */
export async function inflate(bytes: Uint8Array, host: string): Promise<Uint8Array> {
	try {
		return await readBytes(new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new DecompressionStream('gzip')), host);
	} catch (error) {
		if (isTooLarge(error)) throw asError(error);
		return new Uint8Array();
	}
}

function bytesOf(chunk: unknown): Uint8Array {
	return chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk));
}

/** A stream of Node's holds its connection until it is destroyed. */
function isDestroyable(body: object): body is { destroy: () => void } {
	return 'destroy' in body && typeof body.destroy === 'function';
}
