import { EmulatorClock } from '../../language/clock';

let wall: number;
let clock: EmulatorClock;

beforeEach(() => {
	wall = 1_000;
	clock = new EmulatorClock(() => wall);
});

it('follows the wall clock', () => {
	wall = 1_500;
	expect([clock.now(), clock.mode]).toEqual([1_500, 'auto']);
});

it('runs ahead once it was advanced', () => {
	clock.advance(100);
	wall += 50;
	expect(clock.now()).toBe(1_150);
});

it('stands still while it is held, and moves when told', () => {
	clock.hold();
	wall += 50;
	clock.advance(7);
	expect([clock.now(), clock.mode]).toEqual([1_007, 'manual']);
});

it('runs on from where it stands when it is freed', () => {
	clock.set(5_000);
	wall += 50;
	clock.follow();
	wall += 3;
	expect([clock.now(), clock.mode]).toEqual([5_003, 'auto']);
});

it('goes back to the wall clock by a reset only', () => {
	clock.set(5_000);
	expect(() => clock.set(4_999)).toThrow(RangeError);
	expect(() => clock.advance(-1)).toThrow(RangeError);
	expect(() => clock.advance(Number.NaN)).toThrow(RangeError);
	clock.reset();
	expect(clock.now()).toBe(1_000);
});
