/* eslint-disable @n8n/community-nodes/no-restricted-globals -- not in the published package: n8n's rules for nodes do not apply here */
import { Turns } from '../../nodes/shared/language/turns';

/** Work that ends when it is told to. */
function work(log: string[], name: string) {
	let end: (error?: Error) => void = () => undefined;
	const ended = new Promise<string>((resolve, reject) => (end = (error) => (error === undefined ? resolve(name) : reject(error))));
	return {
		end: async (error?: Error) => {
			end(error);
			await new Promise(setImmediate);
		},
		begin: async () => {
			log.push(name);
			return await ended;
		},
	};
}

it('lets so many be under way, and the others begin in their order', async () => {
	const log: string[] = [];
	const turns = new Turns(2);
	const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => work(log, name)) as [ReturnType<typeof work>, ReturnType<typeof work>, ReturnType<typeof work>, ReturnType<typeof work>];
	const taken = [a, b, c, d].map(async ({ begin }) => await turns.take(begin));
	await new Promise(setImmediate);
	expect(log).toEqual(['a', 'b']);
	await b.end();
	expect(log).toEqual(['a', 'b', 'c']);
	await a.end();
	expect(log).toEqual(['a', 'b', 'c', 'd']);
	await c.end();
	await d.end();
	expect(await Promise.all(taken)).toEqual(['a', 'b', 'c', 'd']);
});

it('gives the turn on after an error', async () => {
	const log: string[] = [];
	const turns = new Turns(1);
	const [first, second] = [work(log, 'first'), work(log, 'second')];
	const failed = expect(turns.take(first.begin)).rejects.toThrow('no');
	const done = turns.take(second.begin);
	await first.end(new Error('no'));
	await failed;
	await second.end();
	expect(await done).toBe('second');
	expect(await turns.take(async () => 'third')).toBe('third');
});
