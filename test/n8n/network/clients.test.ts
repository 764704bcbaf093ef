import { sleep } from 'n8n-workflow';
import { CancelledError } from '../../../nodes/shared/confluent/http/errors/cancelledError';
import { SYSTEM_CLOCK } from '../../../nodes/shared/n8n/network/clients';

jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: jest.fn() }));

const n8nSleeps = (how: Promise<void>) => jest.mocked(sleep).mockReturnValueOnce(how);
const forEver = new Promise<void>(() => undefined);

describe('the clock’s sleep', () => {
	it('does not begin after a cancellation, although the sleep of older n8n versions knows no signal', async () => {
		n8nSleeps(forEver);
		await expect(SYSTEM_CLOCK.sleep(60_000, AbortSignal.abort())).rejects.toThrow(CancelledError);
	});

	it('ends at once when it is cancelled, although the sleep of older n8n versions goes on', async () => {
		n8nSleeps(forEver);
		const cancel = new AbortController();
		const sleeping = SYSTEM_CLOCK.sleep(60_000, cancel.signal);
		cancel.abort();
		await expect(sleeping).rejects.toThrow(CancelledError);
	});

	it('leaves no listener on the execution’s signal, which thousands of sleeps share', async () => {
		n8nSleeps(Promise.resolve());
		const { signal } = new AbortController();
		const untils: Array<AbortSignal | undefined> = [];
		jest.spyOn(signal, 'addEventListener').mockImplementation((_type, _listener, options) => {
			untils.push(typeof options === 'object' ? options.signal : undefined);
		});
		await SYSTEM_CLOCK.sleep(60_000, signal);
		expect(untils.map((until) => until?.aborted)).toEqual([true]);
	});
});
