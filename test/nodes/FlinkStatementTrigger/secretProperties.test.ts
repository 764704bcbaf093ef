import { living, useCloud } from './cloud';
import { TriggerHost } from './triggerHost';

const cloud = useCloud();
const VALUE = 'sk-Live-0123456789';

it.each([true, false])('no item shows the values of sql.secrets.* (simplified: %s)', async (simplify) => {
	const properties = { 'sql.state-ttl': '1 h', 'sql.secrets.openai': VALUE };
	cloud.emulator.control.seed({
		statements: [
			{ ...living('etl', 'RUNNING'), properties, exceptions: [{ name: 'E', message: `401 for ${VALUE}` }], steps: [{ phase: 'FAILED', after: { ms: 60_000 }, detail: `Unauthorized: ${VALUE}` }] },
		],
	});
	const host = new TriggerHost(cloud.emulator, { options: { simplify } });
	await host.poll();
	await cloud.step();
	const items = await host.poll();
	expect(items).toMatchObject([{ name: 'etl', phase: 'FAILED', exceptions: [{ message: '401 for hidden' }] }]);
	expect(items?.[0]?.['statement']).toMatchObject(
		simplify ? { detail: 'Unauthorized: hidden' } : { spec: { properties: { 'sql.state-ttl': '1 h', 'sql.secrets.openai': 'hidden' } }, status: { detail: 'Unauthorized: hidden' } },
	);
	expect(JSON.stringify([items, await host.poll('manual')])).not.toContain(VALUE);
	expect(host.stored).not.toContain(VALUE);
});
