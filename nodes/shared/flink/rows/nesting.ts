import { ResultFormatError, type ColumnPath } from './resultFormatError';

/**
 * Lists inside of lists that a value may have at most. Flink parses JSON of up to 1,000 levels into a VARIANT, of
 * which each takes three lists on the wire; far beyond, reading or writing the value would overflow the stack.
 */
export const MAX_NESTING = 3_000;

/**
 * Refuses a value whose depth its type does not bound.
 *
 * @param path the column, where it is known
 * @throws ResultFormatError
 */
export function assertNesting(value: unknown, path?: ColumnPath): void {
	if (!isContainer(value)) return;
	let level: object[] = [value];
	for (let depth = 0; level.length > 0; depth++) {
		if (depth >= MAX_NESTING) throw new ResultFormatError({ reason: 'valueTooDeep', path, most: MAX_NESTING });
		level = level.flatMap((container): unknown[] => Object.values(container)).filter(isContainer);
	}
}

function isContainer(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}
