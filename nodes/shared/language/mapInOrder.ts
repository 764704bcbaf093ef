/**
 * Maps 0 … `count` − 1 with at most `parallel` calls under way, results in order.
 *
 * After the first error no further call is begun; it is thrown once those under way have ended, so that
 * nothing goes on behind the back of whoever is told.
 */
export async function mapInOrder<T>(count: number, parallel: number, map: (index: number) => Promise<T>): Promise<T[]> {
	const results = new Array<T>(count);
	const failures: unknown[] = [];
	let next = 0;
	const worker = async () => {
		while (next < count && failures.length === 0) {
			const index = next++;
			try {
				results[index] = await map(index);
			} catch (error) {
				failures.push(error);
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(parallel, count) }, worker));
	if (failures.length > 0) throw failures[0];
	return results;
}
