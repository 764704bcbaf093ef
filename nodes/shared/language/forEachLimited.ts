import { asError } from './asError';
/**
 * Calls `work` for every item, at most `limit` of them at a time, in order. The first failure ends it: nothing
 * more is begun, and it is thrown once what runs has ended.
 */
export async function forEachLimited<T>(items: readonly T[], limit: number, work: (item: T) => Promise<void>): Promise<void> {
	const queue = items.values();
	let failed = false;
	const worker = async () => {
		for (const item of queue) {
			if (failed) return;
			try {
				await work(item);
			} catch (error) {
				failed = true;
				throw asError(error);
			}
		}
	};
	const results = await Promise.allSettled(Array.from({ length: Math.min(limit, items.length) }, worker));
	const failure = results.find((result) => result.status === 'rejected');
	if (failure !== undefined) throw failure.reason;
}
