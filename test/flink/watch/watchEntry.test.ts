import { packEntry, unpackEntry } from '../../../nodes/shared/flink/watch/watchEntry';
import { trackedStatement } from './seen';

const endedAt = (at: number) => trackedStatement({ uid: 'u', name: null, phase: 'FAILED', mark: { source: 'ended', at } });

test('a time too far away for its eight digits is left out: with nine the entry could not be read again', () => {
	const tooLate = packEntry(endedAt(36 ** 8));
	expect(tooLate).toBe('$u$F');
	expect(unpackEntry(tooLate)).toEqual({ ...endedAt(0), mark: null });
	expect(unpackEntry(packEntry(endedAt(36 ** 8 - 1)))).toEqual(endedAt(36 ** 8 - 1));
});
