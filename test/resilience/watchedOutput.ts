/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { inspect } from 'node:util';

const METHODS = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table'] as const;

/**
 * Everything of a value as text, whatever n8n might print or store of it: hidden and inherited members of errors
 * too, however deep, nothing cut off.
 */
export function textOf(value: unknown): string {
	return inspect(value, { depth: 40, showHidden: true, maxStringLength: null, maxArrayLength: null, breakLength: Infinity });
}

/**
 * The streams that lines end up in: the process's, and those of the console, which n8n's logger writes to past the
 * console's methods. Jest's console has streams of its own when it runs several suites.
 */
function streamsOf(output: object): Array<{ write(chunk: string | Uint8Array): boolean }> {
	const own: unknown[] = [Reflect.get(output, '_stdout'), Reflect.get(output, '_stderr')];
	return [...new Set([process.stdout, process.stderr, ...own.filter(isStream)])];
}

function isStream(value: unknown): value is { write(chunk: string | Uint8Array): boolean } {
	return typeof value === 'object' && value !== null && 'write' in value && typeof value.write === 'function';
}

/** Catches all that is printed while `work` is done, by the console or past it. */
export async function watchOutput<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly written: readonly string[] }> {
	const written: string[] = [];
	const methods = METHODS.map((method) => jest.spyOn(console, method).mockImplementation((...printed: unknown[]) => void written.push(printed.map(textOf).join(' '))));
	const streams = streamsOf(console).map((stream) =>
		jest.spyOn(stream, 'write').mockImplementation((chunk) => (written.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString()), true)),
	);
	try {
		return { result: await work(), written };
	} finally {
		for (const spy of [...methods, ...streams]) spy.mockRestore();
	}
}
