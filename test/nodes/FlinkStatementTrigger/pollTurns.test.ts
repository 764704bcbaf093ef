import { PollTurns, type IsMine } from '../../../nodes/FlinkStatementTrigger/pollTurns';

const NOW = 1_790_000_000_000;
const BUDGET_MS = 36_000;
const hang = async (): Promise<string> => await new Promise(() => {});
const done = async (): Promise<string> => await Promise.resolve('done');

describe('PollTurns', () => {
	it('gives one turn at a time to each trigger', async () => {
		const turns = new PollTurns();
		void turns.take('a', NOW, BUDGET_MS, hang);
		expect(await turns.take('a', NOW + 1_000, BUDGET_MS, done)).toBeUndefined();
		expect(await turns.take('b', NOW + 1_000, BUDGET_MS, done)).toBe('done');
	});

	it.each<[string, () => Promise<string>]>([
		['has ended', done],
		['has failed', async () => await Promise.reject(new Error('no'))],
	])('gives the next one once a turn %s', async (_, poll) => {
		const turns = new PollTurns();
		await turns.take('a', NOW, BUDGET_MS, poll).catch(() => 'failed');
		expect(await turns.take('a', NOW, BUDGET_MS, done)).toBe('done');
	});

	it.each([BUDGET_MS + 1, -BUDGET_MS - 1])('waits no longer for one that hangs than its own budget, whichever way the clock goes (%d)', async (ms) => {
		const turns = new PollTurns();
		void turns.take('a', NOW, BUDGET_MS, hang);
		expect(await turns.take('a', NOW + BUDGET_MS, 1, done)).toBeUndefined();
		expect(await turns.take('a', NOW + ms, 1, done)).toBe('done');
	});

	it('tells one that hung whether another one has had the turn since', async () => {
		const turns = new PollTurns();
		const asked: IsMine[] = [];
		void turns.take('a', NOW, BUDGET_MS, async (isMine) => (asked.push(isMine), await hang()));
		const isMine = () => asked.map((ask) => ask());
		expect(isMine()).toEqual([true]);
		await turns.take('a', NOW + BUDGET_MS + 1, BUDGET_MS, async () => void expect(isMine()).toEqual([false]));
		expect(isMine()).toEqual([false]);
	});

	it('does not end the turn that was taken from one that hung', async () => {
		const turns = new PollTurns();
		let wake = (): void => {};
		const hung = turns.take('a', NOW, BUDGET_MS, async () => await new Promise<void>((resolve) => (wake = resolve)));
		const later = NOW + 2 * BUDGET_MS;
		void turns.take('a', later, BUDGET_MS, hang);
		wake();
		await hung;
		expect(await turns.take('a', later, BUDGET_MS, done)).toBeUndefined();
	});
});
