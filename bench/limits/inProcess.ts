/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import path from 'node:path';

import { startReady, type ReadyProcess } from '../readyProcess';
import type { Submitted, Target } from './submitMany';

export interface Order {
	readonly target: Target;
	readonly prefix: string;
	readonly count: number;
}

/** Starts an n8n process of its own for one execution. */
export async function startProcess({ target: { baseUrl, flinkApi, cloudApi }, prefix, count }: Order): Promise<ReadyProcess<Submitted>> {
	const order: Order = { target: { baseUrl, flinkApi, cloudApi }, prefix, count };
	return await startReady<Submitted>(path.join(__dirname, 'process.ts'), order);
}
