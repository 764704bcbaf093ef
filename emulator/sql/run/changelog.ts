import type { Change, WireValue } from '../engine';
import type { Nature } from '../bound/relation';

type Row = readonly WireValue[];
type Op = Change['op'];

const INSERT: Op = 0;
const UPDATE_BEFORE: Op = 1;
const UPDATE_AFTER: Op = 2;
const DELETE: Op = 3;

const change = (op: Op, row: Row): Change => ({ op, row });

function pairByKey(removed: readonly Row[], added: readonly Row[], key: readonly number[]): Change[] {
	const keyOf = (row: Row): string => JSON.stringify(key.map((position) => row[position]));
	const before = new Map(removed.map((row) => [keyOf(row), row]));
	const changes: Change[] = [];
	for (const row of added) {
		const old = before.get(keyOf(row));
		before.delete(keyOf(row));
		if (old === undefined) changes.push(change(INSERT, row));
		else changes.push(change(UPDATE_BEFORE, old), change(UPDATE_AFTER, row));
	}
	return [...[...before.values()].map((row) => change(DELETE, row)), ...changes];
}

/** Without a key any old row may pair with any new one: a reader counts equal rows, not positions. */
function pairInOrder(removed: readonly Row[], added: readonly Row[]): Change[] {
	const changes = added.flatMap((row, index) => {
		const old = removed[index];
		return old === undefined
			? [change(INSERT, row)]
			: [change(UPDATE_BEFORE, old), change(UPDATE_AFTER, row)];
	});
	return [...changes, ...removed.slice(added.length).map((row) => change(DELETE, row))];
}

/** The difference between two results as the changelog that Flink writes for such a query. */
export function changelog(removed: readonly Row[], added: readonly Row[], nature: Nature): Change[] {
	if (nature.retracting)
		return [...removed.map((row) => change(DELETE, row)), ...added.map((row) => change(INSERT, row))];
	return nature.key ? pairByKey(removed, added, nature.key) : pairInOrder(removed, added);
}
