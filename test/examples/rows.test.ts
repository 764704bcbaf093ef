import { createDuckDbEngine, startEmulator, type Emulator } from '../../emulator';
import { RowTriggerHost, until } from '../nodes/FlinkRowTrigger/rowTriggerHost';
import { exampleFiles, nodesOf } from './exampleFiles';

const TRIGGERS = exampleFiles()
	.flatMap((file) => nodesOf(file).map(({ name, type, parameters }) => ({ file, name, type, parameters })))
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
