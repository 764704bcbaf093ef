import { isReleased, release } from '../../nodes/shared/language/release';

it('ends what listens, without an exception made for it', () => {
	const controller = new AbortController();
	const ended = jest.fn();
	controller.signal.addEventListener('abort', ended);
	release(controller);
	expect(ended).toHaveBeenCalledTimes(1);
	expect(controller.signal.reason).not.toBeInstanceOf(Error);
});

it('is told from a cancellation', () => {
	const [released, cancelled] = [new AbortController(), new AbortController()];
	release(released);
	cancelled.abort();
	expect([released.signal, cancelled.signal, new AbortController().signal].map(isReleased)).toEqual([true, false, false]);
});
