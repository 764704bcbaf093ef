import { afterFarewell, recallFarewell } from '../../../nodes/FlinkRowTrigger/farewells';
import { VirtualTime } from '../../confluent/virtualTime';

const at = (time: VirtualTime) => (signal: AbortSignal) => ({ clock: time, deadline: Number.POSITIVE_INFINITY, random: () => 0.5, owner: {}, signal });

it('is carried out after fifteen seconds', async () => {
	const time = new VirtualTime();
	const done: string[] = [];
	afterFarewell('a', async () => void done.push('a'), at(time));
	await time.pass(14_000);
	expect(done).toEqual([]);
	await time.pass(2_000);
	expect(done).toEqual(['a']);
});

it('is called off where the trigger is active again, and only then', async () => {
	const time = new VirtualTime();
	const done: string[] = [];
	afterFarewell('a', async () => void done.push('a'), at(time));
	afterFarewell('b', async () => void done.push('b'), at(time));
	recallFarewell('a');
	await time.pass(20_000);
	expect(done).toEqual(['b']);
	expect(time.pending).toBe(0);
});

it('takes the place of the one before it', async () => {
	const time = new VirtualTime();
	const done: number[] = [];
	afterFarewell('a', async () => void done.push(1), at(time));
	await time.pass(10_000);
	afterFarewell('a', async () => void done.push(2), at(time));
	await time.pass(10_000);
	expect(done).toEqual([]);
	await time.pass(10_000);
	expect(done).toEqual([2]);
});
