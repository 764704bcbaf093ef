import { limiterFor } from '../../../../nodes/shared/confluent/http/pacing/hostLimiters';
import { VirtualTime } from '../../virtualTime';

test('a host has one limiter in the process, which is forgotten among many hosts only while nobody uses it', async () => {
	const time = new VirtualTime();
	const busy = limiterFor('https://busy', time);
	const idle = limiterFor('https://idle', time);
	const turn = await time.run(busy.turn({ owner: {}, deadline: time.now() + 1_000 }));
	for (let host = 0; host < 100; host++) limiterFor(`https://host-${host}`, time);
	expect(limiterFor('https://busy', time)).toBe(busy);
	expect(limiterFor('https://idle', time)).not.toBe(idle);
	turn.done();
});
