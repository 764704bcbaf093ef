import { inTime } from '../../../nodes/FlinkTable/pickers/inTime';
import { SharedLookUps } from '../../../nodes/FlinkTable/pickers/sharedLookUps';

/** A clock that stands still until it is set. */
function clockAt(start = 0) {
	return { time: start, now() { return this.time; } };
}

describe('an answer', () => {
	it('is asked for once by all who ask at the same time, and kept for a minute', async () => {
		const clock = clockAt();
		const lookUps = new SharedLookUps(clock);
		let asked = 0;
		const ask = async () => ++asked;
		expect(await Promise.all([lookUps.get('a', ask), lookUps.get('a', ask), lookUps.get('b', ask)])).toEqual([1, 1, 2]);
		clock.time = 59_999;
		expect(await lookUps.get('a', ask)).toBe(1);
		clock.time = 60_000;
		expect(await lookUps.get('a', ask)).toBe(3);
	});

	it('is asked for again where it was an error', async () => {
		const lookUps = new SharedLookUps(clockAt());
		await expect(lookUps.get('a', async () => await Promise.reject(new Error('no')))).rejects.toThrow('no');
		expect(await lookUps.get('a', async () => 'yes')).toBe('yes');
	});

	it('is forgotten where there are too many', async () => {
		const lookUps = new SharedLookUps(clockAt());
		for (let index = 0; index <= 200; index++) await lookUps.get(String(index), async () => index);
		expect(await lookUps.get('0', async () => 'again')).toBe('again');
		expect(await lookUps.get('200', async () => 'again')).toBe(200);
	});
});

describe('waiting for an answer', () => {
	const never = { sleep: async () => await new Promise<void>(() => undefined) };
	const soon = { sleep: async () => undefined };
	const late = () => new Error('late');

	it('gives it in time', async () => {
		expect(await inTime(Promise.resolve(1), never, 20_000, late)).toBe(1);
		await expect(inTime(Promise.reject(new Error('no')), never, 20_000, late)).rejects.toThrow('no');
	});

	it('ends when the time is over, and lets the answer go on', async () => {
		let answered: (value: number) => void = () => undefined;
		const answer = new Promise<number>((resolve) => (answered = resolve));
		await expect(inTime(answer, soon, 20_000, late)).rejects.toThrow('late');
		answered(2);
		expect(await answer).toBe(2);
	});
});
