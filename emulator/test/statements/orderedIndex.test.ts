import fc from 'fast-check';

import { OrderedIndex } from '../../statements/orderedIndex';

const change = fc.record({ add: fc.boolean(), value: fc.integer({ min: 0, max: 30 }) });

it('is a sorted set, whatever is added and removed, and can be read from any place both ways', () => {
	fc.assert(
		fc.property(fc.array(change), fc.integer({ min: -1, max: 31 }), (changes, from) => {
			const index = new OrderedIndex<number>((a, b) => a - b);
			const model = new Set<number>();
			for (const { add, value } of changes) {
				if (!add) index.remove(value);
				else if (!model.has(value)) index.add(value);
				if (add) model.add(value);
				else model.delete(value);
			}
			const sorted = [...model].sort((a, b) => a - b);
			expect([...index]).toEqual(sorted);
			expect(index.size).toBe(sorted.length);
			expect([...index.from((value) => value - from)]).toEqual(sorted.filter((value) => value >= from));
			expect([...index.backFrom((value) => value - from)]).toEqual(
				sorted.filter((value) => value <= from).reverse(),
			);
		}),
	);
});
