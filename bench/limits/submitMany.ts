import type { PackageDirectoryLoader } from 'n8n-core';

import { credentialsFor } from '../../test/host/host';
import { runNode } from '../../test/host/runNode';
import type { EmulatorProcess } from '../emulatorProcess';

export type Target = Pick<EmulatorProcess, 'baseUrl' | 'flinkApi' | 'cloudApi'>;

/** What one execution of the Flink Statement node with `count` items did. */
export interface Submitted {
	/** Epoch milliseconds: processes on one machine have one clock. */
	readonly beganAt: number;
	readonly endedAt: number;
	/** Items that came out as the statement that was asked for, in its place. */
	readonly inOrder: number;
	readonly error: string | null;
}

/** Submits `count` statements named after `prefix`, one for each item, in n8n's engine. */
export async function submitMany(loader: PackageDirectoryLoader, target: Target, prefix: string, count: number): Promise<Submitted> {
	const beganAt = Date.now();
	const { json, error } = await runNode(loader, credentialsFor(target), {
		type: 'flinkStatement',
		parameters: { resource: 'statement', operation: 'submit', sql: 'INSERT INTO `a` SELECT * FROM `b`', statementName: '={{ $json.name }}', options: { timeout: 3_600 } },
		input: Array.from({ length: count }, (_, index) => ({ name: `${prefix}-${index}` })),
	});
	const inOrder = json.filter(({ name }, index) => name === `${prefix}-${index}`).length;
	return { beganAt, endedAt: Date.now(), inOrder, error: error?.message ?? null };
}
