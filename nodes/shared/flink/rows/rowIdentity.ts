import { assertNesting } from './nesting';
import type { Column, DataType } from './resultSchema';

/** A text that two rows, or the same columns of two rows, have in common if and only if they are equal. */
export type Identity = (row: readonly unknown[]) => string;

/** How much alike two rows are: the more columns are equal, the higher; of as many, the further left they are. */
export type Resemblance = (one: readonly unknown[], other: readonly unknown[]) => number;

type Ordering = (value: unknown) => unknown;

/**
 * What tells rows apart. As JSON, since values joined by a separator would let ("a-b", "c") and ("a", "b-c")
 * collide. A MULTISET and a MAP are equal whatever the order in which the service lists their entries, also inside
 * of other types.
 *
 * @param indices of the columns that count, as in a key; all where absent
 */
export function compileIdentity(columns: readonly Column[], indices?: readonly number[]): Identity {
	const counted = indices ?? [...columns.keys()];
	const orderings = counted.map((index) => orderingOf(columns[index]?.type));
	if (orderings.some((ordering) => ordering !== undefined)) {
		return (row) => JSON.stringify(counted.map((index, place) => ordered(orderings[place], row[index])));
	}
	return indices === undefined ? (row) => JSON.stringify(row) : (row) => JSON.stringify(indices.map((index) => row[index]));
}

/** What tells how much alike two rows are. What a query groups by stands to the left of what it counts, as a rule. */
export function compileResemblance(columns: readonly Column[]): Resemblance {
	const identities = columns.map((_, index) => compileIdentity(columns, [index]));
	return (one, other) =>
		identities.reduce((likeness, identityOf, index) => {
			const isEqual = one[index] === other[index] || (isContainer(one[index]) && isContainer(other[index]) && identityOf(one) === identityOf(other));
			return isEqual ? likeness + 1 + 2 ** -(index + 1) : likeness;
		}, 0);
}

function isContainer(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}

/** How to put a value of the type into one order; undefined where there is nothing to order. */
function orderingOf(type: DataType | undefined): Ordering | undefined {
	if (type === undefined) return undefined;
	const { elementType, keyType, valueType, fields } = type;
	switch (type.type) {
		case 'MULTISET':
			return entryOrdering(orderingOf(elementType), undefined);
		case 'MAP':
			return entryOrdering(orderingOf(keyType), orderingOf(valueType));
		case 'ARRAY':
			return elementOrdering(orderingOf(elementType));
		case 'VARIANT':
			return bounded;
		default:
			return fieldOrdering(fields ?? []);
	}
}

/** JSON of a value that is nested too deeply would overflow the stack. */
function bounded(value: unknown): unknown {
	assertNesting(value);
	return value;
}

/** Entries are pairs: of a value and how often it is there, or of a key and a value. */
function entryOrdering(first: Ordering | undefined, second: Ordering | undefined): Ordering {
	const entry = listOrdering((member, index) => ordered(index === 0 ? first : second, member));
	return (value) => (Array.isArray(value) ? value.map((pair) => JSON.stringify(entry(pair))).sort() : value);
}

function listOrdering(member: (value: unknown, index: number) => unknown): Ordering {
	return (value) => (Array.isArray(value) ? value.map(member) : value);
}

function fieldOrdering(fields: readonly Column[]): Ordering | undefined {
	const orderings = fields.map(({ type }) => orderingOf(type));
	if (orderings.every((ordering) => ordering === undefined)) return undefined;
	return listOrdering((member, index) => ordered(orderings[index], member));
}

function elementOrdering(element: Ordering | undefined): Ordering | undefined {
	return element && listOrdering((member) => element(member));
}

function ordered(ordering: Ordering | undefined, value: unknown): unknown {
	return ordering === undefined ? value : ordering(value);
}
