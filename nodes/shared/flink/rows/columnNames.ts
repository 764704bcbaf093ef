/**
 * Names under which the columns of a row can stand side by side in one object: the second `a` becomes `a_2`,
 * or the next number that no other column has; a column without a name is called after its place.
 *
 * @param reserved names that are taken by something else
 */
export function uniqueColumnNames(names: readonly string[], reserved: readonly string[] = []): string[] {
	const wanted = names.map((name, index) => (name === '' ? `column_${index + 1}` : name));
	const taken = new Set([...reserved, ...wanted]);
	const given = new Set(reserved);
	const nextCount = new Map<string, number>();
	return wanted.map((name) => {
		if (!given.has(name)) {
			given.add(name);
			return name;
		}
		let count = nextCount.get(name) ?? 2;
		while (taken.has(`${name}_${count}`)) count++;
		nextCount.set(name, count + 1);
		taken.add(`${name}_${count}`);
		return `${name}_${count}`;
	});
}
