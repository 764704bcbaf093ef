import fc from 'fast-check';
import { PageLedger } from '../../../nodes/shared/flink/stream/pageLedger';
import { restorePosition, storePosition, type StreamPosition } from '../../../nodes/shared/flink/stream/streamPosition';

const page = (number: number, first: number, count: number) => ({
	statement: 's',
	uid: 'u',
	token: number === 0 ? undefined : `t${number}`,
	next: `t${number + 1}`,
	first,
	count,
});

it('knows nothing before a page was read', () => {
	expect(new PageLedger().position()).toBeUndefined();
});

it('leads to the first row that is not done, and to the page after it', () => {
	const ledger = new PageLedger();
	const done = ledger.add(page(0, 0, 3), [0, 1, 2]);
	done(0);
	expect(ledger.position()?.points).toEqual([
		{ token: undefined, first: 0, done: 1 },
		{ token: 't1', first: 3, done: 0 },
	]);
	done(2);
	expect(ledger.position()?.points[0]).toEqual({ token: undefined, first: 0, done: 1 });
	done(1);
	expect(ledger.position()?.points).toEqual([{ token: 't1', first: 3, done: 0 }]);
});

it('leads to the end of the last page of a result', () => {
	const ledger = new PageLedger();
	ledger.add({ ...page(4, 7, 2), next: undefined }, []);
	expect(ledger.position()?.points).toEqual([{ token: 't4', first: 7, done: 2 }]);
});

it('has caught up only while nothing is open', () => {
	const ledger = new PageLedger(5);
	const done = ledger.add(page(0, 0, 1), [0]);
	ledger.idleAt(10);
	expect(ledger.position()?.caughtUpAt).toBe(5);
	done(0);
	ledger.idleAt(20);
	expect(ledger.position()?.caughtUpAt).toBe(20);
});

interface Order {
	readonly counts: readonly number[];
	readonly seed: number;
}

it('never leads past a row that is not done, in whatever order they are done', () => {
	const order: fc.Arbitrary<Order> = fc.record({ counts: fc.array(fc.nat(4), { minLength: 1, maxLength: 12 }), seed: fc.nat() });
	fc.assert(
		fc.property(order, ({ counts, seed }) => {
			const ledger = new PageLedger();
			const open = new Map<number, () => void>();
			let [first, chance] = [0, seed + 1];
			const next = (below: number) => (chance = (chance * 48_271) % 2_147_483_647) % below;
			counts.forEach((count, number) => {
				const ordinals = Array.from({ length: count }, (_, index) => first + index).filter(() => next(3) > 0);
				const done = ledger.add(page(number, first, count), ordinals);
				for (const ordinal of ordinals) open.set(ordinal, () => done(ordinal));
				first += count;
				while (open.size > 0 && next(2) === 0) {
					const [ordinal, finish] = [...open][next(open.size)]!;
					finish();
					open.delete(ordinal);
				}
				const [point] = ledger.position()!.points;
				const lowest = Math.min(first, ...open.keys());
				expect(point!.first + point!.done).toBeLessThanOrEqual(lowest);
			});
		}),
	);
});

describe('a position that is stored', () => {
	it('comes back as it was', () => {
		const position: StreamPosition = { statement: 's', uid: 'u', points: [{ token: undefined, first: 0, done: 2 }, { token: 't', first: 3, done: 0 }], caughtUpAt: 7 };
		expect(restorePosition(JSON.parse(JSON.stringify(storePosition(position))))).toEqual(position);
		expect(restorePosition(storePosition({ ...position, caughtUpAt: undefined }))).toEqual({ ...position, caughtUpAt: undefined });
	});

	it.each([undefined, null, 7, {}, { v: 2 }, { v: 1, statement: 's' }, { v: 1, statement: 's', uid: 'u', points: [{ token: 't' }] }])('that is none is refused: %j', (stored) => {
		expect(restorePosition(stored)).toBeUndefined();
	});
});
