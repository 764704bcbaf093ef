export type JsonRecord = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is JsonRecord {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value under a path of keys and indexes; undefined where there is none. */
export function member(value: unknown, ...path: ReadonlyArray<string | number>): unknown {
	let here = value;
	for (const step of path) {
		if (Array.isArray(here)) here = here[Number(step)];
		else if (isRecord(here)) here = here[String(step)];
		else return undefined;
	}
	return here;
}

/** @throws Error for anything but a list: a fact that silently looked at nothing would prove nothing */
export function listAt(value: unknown, ...path: ReadonlyArray<string | number>): readonly unknown[] {
	const found = member(value, ...path);
	if (Array.isArray(found)) return found;
	throw new Error(`no list at ${path.join('.')} of ${JSON.stringify(value)}`);
}

/** @throws Error for anything but text */
export function textAt(value: unknown, ...path: ReadonlyArray<string | number>): string {
	const found = member(value, ...path);
	if (typeof found === 'string') return found;
	throw new Error(`no text at ${path.join('.')} of ${JSON.stringify(value)}`);
}

/** @throws Error for anything but an object */
export function recordAt(value: unknown, ...path: ReadonlyArray<string | number>): JsonRecord {
	const found = member(value, ...path);
	if (isRecord(found)) return found;
	throw new Error(`no object at ${path.join('.')} of ${JSON.stringify(value)}`);
}
