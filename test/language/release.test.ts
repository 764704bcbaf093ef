import { release } from '../../nodes/shared/language/release';

it('ends what listens, without an exception made for it', () => {
	const controller = new AbortController();
	const ended = jest.fn();
	controller.signal.addEventListener('abort', ended);
	release(controller);
	expect(ended).toHaveBeenCalledTimes(1);
	expect(controller.signal.reason).not.toBeInstanceOf(Error);
});
