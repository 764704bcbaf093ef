import { ShutDoors } from '../../../nodes/shared/n8n/fields/shutDoors';

const MINUTE_MS = 60_000;

it('a door is shut for ten minutes', () => {
	let now = 1_000_000;
	const doors = new ShutDoors({ now: () => now });
	doors.shut('https://api.confluent.cloud KEY');
	expect([doors.isShut('https://api.confluent.cloud KEY'), doors.isShut('https://api.confluent.cloud OTHER')]).toEqual([true, false]);
	now += 10 * MINUTE_MS - 1;
	expect(doors.isShut('https://api.confluent.cloud KEY')).toBe(true);
	now += 1;
	expect(doors.isShut('https://api.confluent.cloud KEY')).toBe(false);
});

it('a thousand are remembered, those that were shut last', () => {
	const doors = new ShutDoors({ now: () => 0 });
	for (let door = 0; door < 1_000; door++) doors.shut(`door ${door}`);
	doors.shut('door 0');
	doors.shut('one more');
	expect([doors.isShut('door 0'), doors.isShut('door 1'), doors.isShut('door 2'), doors.isShut('one more')]).toEqual([true, false, true, true]);
});
