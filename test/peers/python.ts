/* eslint-disable @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** What a client made of one task: a value in the form of the nodes' items, or its own error. */
export type Outcome = { readonly value: unknown } | { readonly error: { readonly type: string; readonly text: string } };

/**
 * Runs a program of a client in its virtual environment: `input` goes in as JSON, a JSON object of outcomes by task comes out.
 *
 * @param timeoutMs after which the program is killed
 * @throws Error with what the program wrote to stderr, where it did not end well
 */
export async function runPython(home: string, program: string, input: unknown, timeoutMs: number, env: NodeJS.ProcessEnv = {}): Promise<Record<string, Outcome>> {
	const child = spawn(path.join(home, 'bin', 'python'), [program], { stdio: 'pipe', timeout: timeoutMs, env: { ...process.env, ...env, NO_PROXY: '127.0.0.1,localhost' } });
	child.stdin.end(JSON.stringify(input));
	const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close') as Promise<[number | null]>]);
	if (code !== 0) throw new Error(`${path.basename(program)} ended with ${String(code)}:\n${stderr.slice(-4_000)}`);
	return JSON.parse(stdout) as Record<string, Outcome>;
}

/** The value of a task. @throws Error with the client's words where it failed */
export function valueOf(outcomes: Readonly<Record<string, Outcome>>, task: string): unknown {
	const outcome = outcomes[task];
	if (outcome === undefined) throw new Error(`the client was not asked for "${task}"`);
	if ('error' in outcome) throw new Error(`"${task}": ${outcome.error.type}: ${outcome.error.text}`);
	return outcome.value;
}

/** The client's error of a task. @throws Error where it succeeded */
export function errorOf(outcomes: Readonly<Record<string, Outcome>>, task: string): { readonly type: string; readonly text: string } {
	const outcome = outcomes[task];
	if (outcome === undefined || !('error' in outcome)) throw new Error(`"${task}" did not fail: ${JSON.stringify(outcome)}`);
	return outcome.error;
}
