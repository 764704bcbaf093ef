/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

import { PACKAGE_ROOT } from '../host/package';

/** The address of a module of the demo, for an `import` in a script. */
export const demoModule = (name: string): string => JSON.stringify(pathToFileURL(path.join(PACKAGE_ROOT, 'demo', name)).href);

/**
 * What a script gives with `give(value)`. The demo is no part of the package and not compiled: its modules run in a
 * process of their own.
 */
export async function inDemo(script: string): Promise<unknown> {
	const source = `const give = (value) => console.log(JSON.stringify(value));\n${script}`;
	const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', source], { cwd: PACKAGE_ROOT });
	return JSON.parse(stdout) as unknown;
}
