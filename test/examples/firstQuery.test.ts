import { createDuckDbEngine } from '../../emulator';
import { read, section } from '../docs/markdown';
import { QueryHost } from '../nodes/FlinkStatement/queryHost';

const host = QueryHost.perFile({ engine: () => createDuckDbEngine() });

it('the first query of the README gives as many rows as it says', async () => {
	const steps = section(read('README.md'), 'Your first query');
	const sql = /`(SELECT [^`]+)`/.exec(steps)?.[1];
	const limit = Number(/\*\*Limit\*\* to (\d+)/.exec(steps)?.[1]);
	expect(steps).toContain('**Query Mode** to **Streaming**');
	const { json, error } = await host.run({ operation: 'executeQuery', sql, queryMode: 'streaming', limit });
	expect(error).toBeUndefined();
	expect(json).toHaveLength(limit);
	expect(Object.keys(json[0] ?? {})).toEqual(/SELECT (.+) FROM/.exec(sql ?? '')?.[1]?.split(', '));
	expect(await host.left()).toEqual([]);
});
