/* eslint-disable @n8n/community-nodes/no-restricted-globals -- not in the published package: n8n's rules for nodes do not apply here */
import { forEachLimited } from '../../nodes/shared/language/forEachLimited';

/** Work that ends when told to, and keeps account of itself. */
function gated() {
	const begun: number[] = [];
	const gates = new Map<number, { open: () => void; fail: (error: Error) => void }>();
	const work = async (item: number) => {
		begun.push(item);
		await new Promise<void>((open, fail) => gates.set(item, { open, fail }));
	};
	const settle = async () => await new Promise<void>((resolve) => setImmediate(resolve));
	const open = async (item: number) => {
		gates.get(item)?.open();
		await settle();
	};
	const fail = async (item: number, error: Error) => {
		gates.get(item)?.fail(error);
		await settle();
	};
	return { begun, work, open, fail, settle };
}

describe('forEachLimited', () => {
	it('has at most as many under way as allowed, and takes the next when one ends', async () => {
		const { begun, work, open, settle } = gated();
		const all = forEachLimited([1, 2, 3, 4], 2, work);
		await settle();
		expect(begun).toEqual([1, 2]);
		await open(2);
		expect(begun).toEqual([1, 2, 3]);
		await open(1);
		expect(begun).toEqual([1, 2, 3, 4]);
		await open(3);
		await open(4);
		await expect(all).resolves.toBeUndefined();
	});

	it('begins nothing more after a failure, and ends once what runs has ended', async () => {
		const { begun, work, open, fail, settle } = gated();
		let ended = false;
		const all = forEachLimited([1, 2, 3, 4], 2, work).finally(() => (ended = true));
		all.catch(() => undefined);
		await settle();
		await fail(1, new Error('first'));
		expect({ begun, ended }).toEqual({ begun: [1, 2], ended: false });
		await open(2);
		expect(begun).toEqual([1, 2]);
		await expect(all).rejects.toThrow('first');
	});

	it('does nothing for nothing', async () => {
		const work = jest.fn(async () => undefined);
		await forEachLimited([], 5, work);
		expect(work).not.toHaveBeenCalled();
	});
});
