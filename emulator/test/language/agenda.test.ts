/* eslint-disable @n8n/community-nodes/no-restricted-globals -- not in the published package: n8n's rules for nodes do not apply here */
import fc from 'fast-check';

import { Agenda } from '../../language/agenda';

it('does what is due in order of time, then of scheduling, and tells when it was due', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.integer({ min: 0, max: 20 })),
			fc.integer({ min: 0, max: 20 }),
			async (times, now) => {
				const agenda = new Agenda();
				const done: Array<[number, number]> = [];
				times.forEach((time, index) => agenda.schedule(time, (when) => void done.push([when, index])));
				await agenda.catchUp(now);
				const due = times
					.map((time, index): [number, number] => [time, index])
					.filter(([time]) => time <= now);
				expect(done).toEqual(due.sort(([a, i], [b, j]) => a - b || i - j));
				expect(agenda.isDue(now)).toBe(false);
			},
		),
	);
});

it('does what falls due by doing', async () => {
	const agenda = new Agenda();
	const done: number[] = [];
	const again = (when: number): void => {
		done.push(when);
		agenda.schedule(when + 10, again);
	};
	agenda.schedule(0, again);
	await agenda.catchUp(25);
	expect(done).toEqual([0, 10, 20]);
});

it('lets overlapping calls wait for each other', async () => {
	const agenda = new Agenda();
	const done: string[] = [];
	agenda.schedule(0, async () => {
		await new Promise((resolve) => setImmediate(resolve));
		done.push('slow');
	});
	const first = agenda.catchUp(0);
	agenda.schedule(0, () => void done.push('quick'));
	await agenda.catchUp(0);
	expect(done).toEqual(['slow', 'quick']);
	await first;
});

it('goes on after something failed, which its caller hears of', async () => {
	const agenda = new Agenda();
	const done: string[] = [];
	agenda.schedule(0, () => {
		throw new Error('broken');
	});
	agenda.schedule(0, () => void done.push('next'));
	await expect(agenda.catchUp(0)).rejects.toThrow('broken');
	await agenda.catchUp(0);
	expect(done).toEqual(['next']);
});
