import fc from 'fast-check';

import type { Change } from '../../sql/engine';
import { ConsumedPageError, ResultStream } from '../../statements/resultStream';

function changes(count: number, from = 0): Change[] {
	return Array.from({ length: count }, (_, n) => ({ op: 0, row: [String(from + n)] }));
}

it('gives every row once, in order, however rows arrive and pages are read', () => {
	const step = fc.oneof(
		fc.integer({ min: 0, max: 2_000 }),
		fc.constant('read' as const),
		fc.constant('again' as const),
	);
	fc.assert(
		fc.property(fc.array(step, { maxLength: 40 }), fc.integer({ min: 1, max: 700 }), (steps, pageSize) => {
			const stream = new ResultStream(0, 0);
			const seen: string[] = [];
			let appended = 0;
			let offset = 0;
			const read = (): void => {
				const { rows, next } = stream.read(offset, pageSize, 0);
				seen.push(...rows.map(({ row }) => String(row[0])));
				offset = next ?? -1;
			};
			for (const what of steps) {
				if (what === 'read') read();
				else if (what === 'again') stream.read(offset, pageSize, 0);
				else {
					stream.append(changes(what, appended));
					appended += what;
				}
			}
			stream.end();
			while (offset >= 0) read();
			expect(seen).toEqual(changes(appended).map(({ row }) => row[0]));
		}),
	);
});

it.each([
	['before what was consumed', 0],
	['beyond what there is', 11],
	['that is no number', Number.NaN],
])('refuses an offset %s', (_what, offset) => {
	const stream = new ResultStream(0, 0);
	stream.append(changes(10));
	stream.read(5, 2, 0);
	expect(() => stream.read(offset, 2, 0)).toThrow(ConsumedPageError);
});

it('keeps only what is not consumed', () => {
	const stream = new ResultStream(0, 0);
	stream.append(changes(100_000));
	expect(stream.read(99_999, 10, 0).rows).toEqual(changes(1, 99_999));
	expect(() => stream.read(99_998, 10, 0)).toThrow(ConsumedPageError);
});
