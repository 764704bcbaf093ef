/* eslint-disable @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { INode } from 'n8n-workflow';
import { createDuckDbEngine, startEmulator, type Emulator } from '../../emulator';
import { PACKAGE_ROOT } from '../host/package';
import { RowTriggerHost, until } from '../nodes/FlinkRowTrigger/rowTriggerHost';

const FOLDER = path.join(PACKAGE_ROOT, 'examples');

const TRIGGERS = readdirSync(FOLDER)
	.filter((file) => file.endsWith('.json'))
	.flatMap((file) => (JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as { nodes: INode[] }).nodes.map(({ name, type, parameters }) => ({ file, name, type, parameters })))
	.filter(({ type }) => type.endsWith('.flinkRowTrigger'));

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator({ lifecycle: 'immediate', engine: () => createDuckDbEngine() });
});
afterAll(async () => {
	await emulator.close();
});

it('are found', () => {
	expect(TRIGGERS.map(({ name }) => name)).toEqual(['Big Order']);
});

it.each(TRIGGERS)('$file: "$name" starts an execution for each row, one after the other', async ({ parameters }) => {
	const host = await new RowTriggerHost(emulator, parameters).activate();
	await emulator.control.clock.advance(30_000);
	await until(() => host.executions.length >= 3, 'orders');
	expect(host.mostUnderWay).toBe(1);
	expect(host.executions.every(({ rows }) => rows.length === 1)).toBe(true);
	expect(host.rows.every(({ price, order_id: id }) => Number(price) > 90 && typeof id === 'string')).toBe(true);
	await host.close();
	expect((await emulator.control.statements()).map(({ phase }) => phase)).toEqual(['STOPPED']);
	await host.dispose();
});
