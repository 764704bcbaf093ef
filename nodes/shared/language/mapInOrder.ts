/**
 * Maps `items` with at most `parallel` calls under way, begun and returned in their order.
 *
 * After the first error no further call is begun; it is thrown once those under way have ended, so that
 * nothing goes on behind the back of whoever catches it.
 */
export async function mapInOrder<T, R>(items: readonly T[], parallel: number, map: (item: T, index: number) => Promise<R>): Promise<R[]> {
	const results = new Array<R>(items.length);
	const failures: unknown[] = [];
	const queue = items.entries();
	const worker = async () => {
		for (const [index, item] of queue) {
			try {
				results[index] = await map(item, index);
			} catch (error) {
				failures.push(error);
			}
			if (failures.length > 0) return;
		}
	};
	await Promise.all(Array.from({ length: Math.min(parallel, items.length) }, worker));
	if (failures.length > 0) throw failures[0];
	return results;
}
