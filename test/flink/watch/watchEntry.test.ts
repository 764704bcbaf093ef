import fc from 'fast-check';
import { packEntry, unpackEntry } from '../../../nodes/shared/flink/watch/watchEntry';
import { trackedStatement } from './seen';

const endedAt = (at: number) => trackedStatement({ uid: 'u', name: null, phase: 'FAILED', mark: { source: 'ended', at } });

test('a time too far away for its eight digits is left out: with nine the entry could not be read again', () => {
	const tooLate = packEntry(endedAt(36 ** 8));
	expect(tooLate).toBe('$u$F');
	expect(unpackEntry(tooLate)).toEqual({ ...endedAt(0), mark: null });
	expect(unpackEntry(packEntry(endedAt(36 ** 8 - 1)))).toEqual(endedAt(36 ** 8 - 1));
});

/** Answers may hold any text, half a character included: JSON has words for it. */
const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('\ud800', '\udfff', '😀', '%', 'u', 'd800', '~', '$', ',', '!', '0f7c2c9e-5a3d-4b8e-9c41-0123456789ab') }));

it('every entry that is written can be read again, whatever text the service gave', () => {
	fc.assert(
		fc.property(text.filter((uid) => uid !== ''), text.filter((name) => name !== ''), text, fc.boolean(), (uid, name, phase, missed) => {
			const statement = trackedStatement({ uid, name, phase, missed });
			const entry = packEntry(statement);
			expect(entry).toMatch(/^[!-+\--~]*$/);
			expect(unpackEntry(entry)).toEqual(statement);
		}),
		{ numRuns: 2_000 },
	);
});

it.each(['$a%u$F', '$%ud80$F', '$u$Fa%', '$u$F%uD800'])('what no version has written is no entry: %s', (entry) => {
	expect(unpackEntry(entry)).toBeUndefined();
});
