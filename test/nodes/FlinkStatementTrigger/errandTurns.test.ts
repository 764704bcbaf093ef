import { ErrandTurns } from '../../../nodes/FlinkStatementTrigger/errandTurns';
import { MAX_POLL_MS } from '../../../nodes/shared/flink/watch/watch';

const NOW = 1_790_000_000_000;
const hang = async (): Promise<string> => await new Promise(() => {});
const done = async (): Promise<string> => await Promise.resolve('done');

describe('ErrandTurns', () => {
	it('gives one turn at a time to each trigger', async () => {
		const turns = new ErrandTurns();
		void turns.take('a', NOW, hang);
		expect(await turns.take('a', NOW + 1_000, done)).toBeUndefined();
		expect(await turns.take('b', NOW + 1_000, done)).toBe('done');
	});

	it.each<[string, () => Promise<string>]>([
		['has ended', done],
		['has failed', async () => await Promise.reject(new Error('no'))],
	])('gives the next one once a turn %s', async (_, errands) => {
		const turns = new ErrandTurns();
		await turns.take('a', NOW, errands).catch(() => 'failed');
		expect(await turns.take('a', NOW, done)).toBe('done');
	});

	it.each([MAX_POLL_MS + 1, -MAX_POLL_MS - 1])('waits no longer for one that hangs than a poll may take, whichever way the clock goes (%d)', async (ms) => {
		const turns = new ErrandTurns();
		void turns.take('a', NOW, hang);
		expect(await turns.take('a', NOW + MAX_POLL_MS, done)).toBeUndefined();
		expect(await turns.take('a', NOW + ms, done)).toBe('done');
	});

	it('does not end the turn that was taken from one that hung', async () => {
		const turns = new ErrandTurns();
		let wake = (): void => {};
		const hung = turns.take('a', NOW, async () => await new Promise<void>((resolve) => (wake = resolve)));
		const later = NOW + 2 * MAX_POLL_MS;
		void turns.take('a', later, hang);
		wake();
		await hung;
		expect(await turns.take('a', later, done)).toBeUndefined();
	});
});
