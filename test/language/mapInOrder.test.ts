/* eslint-disable @n8n/community-nodes/no-restricted-globals -- not in the published package: n8n's rules for nodes do not apply here */
import { mapInOrder } from '../../nodes/shared/language/mapInOrder';

/** Calls that end when they are told to. */
function controlled() {
	const open = new Map<number, { resolve: () => void; reject: (error: Error) => void }>();
	let most = 0;
	const map = async (index: number) => {
		await new Promise<void>((resolve, reject) => {
			open.set(index, { resolve, reject });
			most = Math.max(most, open.size);
		});
		open.delete(index);
		return index;
	};
	return { map, open, most: () => most };
}

const settle = async () => await new Promise((resolve) => setImmediate(resolve));

describe('mapInOrder', () => {
	it('keeps the order, whichever ends first, and the bound', async () => {
		const calls = controlled();
		const work = mapInOrder([0, 1, 2, 3, 4, 5, 6], 3, calls.map);
		for (let turn = 0; turn < 7; turn++) {
			await settle();
			[...calls.open.values()].at(-1)!.resolve();
		}
		expect(await work).toEqual([0, 1, 2, 3, 4, 5, 6]);
		expect(calls.most()).toBe(3);
	});

	it('begins nothing more after an error, and throws once those under way have ended', async () => {
		const calls = controlled();
		let isOver = false;
		const work = mapInOrder([...Array(10).keys()], 2, calls.map).finally(() => (isOver = true));
		const outcome = expect(work).rejects.toThrow('first');
		await settle();
		calls.open.get(0)!.reject(new Error('first'));
		await settle();
		expect(isOver).toBe(false);
		expect([...calls.open.keys()].filter((index) => index > 1)).toEqual([]);
		calls.open.get(1)!.resolve();
		await outcome;
	});

	it('has nothing to do for no items', async () => {
		expect(await mapInOrder([], 5, async () => await Promise.reject(new Error('never')))).toEqual([]);
	});
});
