/**
 * Decodes what n8n's editor API gives as execution data: a JSON array in which every string inside an object or
 * array is the index of another entry, so that repeated and circular values are written once. The first entry is
 * the value itself.
 *
 * @param {string} text
 * @returns {unknown}
 */
export function decodeFlatted(text) {
	/** @type {unknown[]} */
	const entries = JSON.parse(text);
	/** @type {Set<object>} */
	const resolved = new Set();
	const pending = [entries[0]];
	/** @param {unknown} value */
	const follow = (value) => {
		const target = typeof value === 'string' ? entries[Number(value)] : value;
		if (typeof target === 'object' && target !== null) pending.push(target);
		return target;
	};
	while (pending.length > 0) {
		const value = pending.pop();
		if (typeof value !== 'object' || value === null || resolved.has(value)) continue;
		resolved.add(value);
		for (const [key, reference] of Object.entries(value)) Reflect.set(value, key, follow(reference));
	}
	return entries[0];
}
