import { FairQueue } from '../../../../nodes/shared/confluent/http/pacing/fairQueue';

function drained(queue: FairQueue<string>): string[] {
	const order: string[] = [];
	for (let item = queue.take(); item !== undefined; item = queue.take()) order.push(item);
	return order;
}

describe('FairQueue', () => {
	const [long, short, other] = [{}, {}, {}];

	it('serves owners in turn, each in its own order', () => {
		const queue = new FairQueue<string>();
		for (const item of ['a1', 'a2', 'a3', 'a4']) queue.add(long, item);
		for (const item of ['b1', 'b2']) queue.add(short, item);
		queue.add(other, 'c1');
		expect(drained(queue)).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3', 'a4']);
	});

	it('takes one that has waited before ahead of its owner, not ahead of others', () => {
		const queue = new FairQueue<string>();
		queue.add(short, 'b1');
		queue.add(long, 'a1');
		queue.add(long, 'a0', true);
		expect(drained(queue)).toEqual(['b1', 'a0', 'a1']);
	});

	it('forgets what is removed and owners with nothing left', () => {
		const queue = new FairQueue<string>();
		queue.add(long, 'a1');
		queue.add(long, 'a2');
		queue.add(short, 'b1');
		queue.remove(short, 'b1');
		queue.remove(long, 'a1');
		queue.remove(other, 'never there');
		expect(queue.waiting()).toEqual(['a2']);
		expect(drained(queue)).toEqual(['a2']);
		expect(queue.isEmpty()).toBe(true);
	});
});
