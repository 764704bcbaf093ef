import fc from 'fast-check';
import type { Change, OpLabel } from '../../../nodes/shared/flink/rows/changelog';
import { createMaterializer } from '../../../nodes/shared/flink/rows/materializer';
import type { Column } from '../../../nodes/shared/flink/rows/resultSchema';
import { FLINK_CHANGELOGS } from './flinkChangelogs';

type Row = readonly unknown[];
type Script = ReadonlyArray<readonly [OpLabel, ...unknown[]]>;

const KEYLESS = undefined;
const BY_FIRST = [0];

function materialize(key: readonly number[] | undefined, script: Script) {
	const width = Math.max(1, (script[0]?.length ?? 2) - 1);
	const columns = Array.from({ length: width }, (_, index): Column => ({ name: `c${index}`, type: { type: 'UNKNOWN', nullable: true } }));
	const materializer = createMaterializer({ upsertColumns: key }, columns);
	for (const [op, ...row] of script) materializer.add({ op, row });
	return materializer;
}

/** What stands where the deadline or the limit ended the reading. */
function shown(key: readonly number[] | undefined, script: Script): Row[] {
	const materializer = materialize(key, script);
	const rows = [...materializer.rows()];
	expect(materializer.size).toBe(rows.length);
	return rows;
}

/** What stands where the result itself came to its end. */
function complete(key: readonly number[] | undefined, script: Script): Row[] {
	const materializer = materialize(key, script);
	materializer.end();
	return [...materializer.rows()];
}

const sorted = (rows: readonly Row[]) => rows.map((row) => JSON.stringify(row)).sort();

/** The rows after all changes, whole rows matched: a retraction takes one of those that are equal. */
function fold(script: Script): Row[] {
	const rows: Row[] = [];
	for (const [op, ...row] of script) {
		const found = rows.findLastIndex((each) => JSON.stringify(each) === JSON.stringify(row));
		if (op === '+I' || op === '+U') rows.push(row);
		else if (found !== -1) rows.splice(found, 1);
	}
	return rows;
}

/** Before the update that the last change begins; after all changes where it begins none. */
function beforeUpdate(script: Script): Row[] {
	return fold(script.slice(0, script.findLastIndex(([op]) => op !== '-U') + 1));
}

const prefixes = (script: Script) => Array.from({ length: script.length + 1 }, (_, length) => script.slice(0, length));

describe('reading that ends within an update', () => {
	it.each<[string, readonly number[] | undefined, Script, Row[]]>([
		['keeps a count', KEYLESS, [['+I', '1'], ['-U', '1'], ['+U', '2'], ['-U', '2']], [['2']]],
		['keeps a count of a key', BY_FIRST, [['+I', 'a', '1'], ['-U', 'a', '1'], ['+U', 'a', '2'], ['-U', 'a', '2']], [['a', '2']]],
		['keeps all groups whose update began', KEYLESS, [['+I', 'a', '1'], ['+I', 'b', '1'], ['-U', 'a', '1'], ['-U', 'b', '1']], [['a', '1'], ['b', '1']]],
		[
			'keeps the group whose update is not completed, the first having been completed',
			KEYLESS,
			[['+I', 'a', '1'], ['+I', 'b', '1'], ['-U', 'a', '1'], ['-U', 'b', '1'], ['+U', 'a', '2']],
			[['b', '1'], ['a', '2']],
		],
		[
			'keeps the group whose update is not completed, the second having been completed',
			KEYLESS,
			[['+I', 'a', '1'], ['+I', 'b', '1'], ['-U', 'a', '1'], ['-U', 'b', '1'], ['+U', 'b', '2']],
			[['a', '1'], ['b', '2']],
		],
		[
			'keeps the group whose update is not completed, the first being under way again',
			KEYLESS,
			[['+I', 'a', '1'], ['+I', 'b', '1'], ['-U', 'a', '1'], ['-U', 'b', '1'], ['+U', 'a', '2'], ['-U', 'a', '2']],
			[['b', '1'], ['a', '2']],
		],
		[
			'keeps the group whose key waits, whatever comes between',
			BY_FIRST,
			[['+I', 'a', '1'], ['+I', 'b', '1'], ['-U', 'a', '1'], ['-U', 'b', '1'], ['+U', 'b', '2'], ['+I', 'c', '1'], ['-U', 'b', '2'], ['+U', 'b', '3']],
			[['a', '1'], ['b', '3'], ['c', '1']],
		],
		['keeps one of equal rows', KEYLESS, [['+I', '1'], ['+I', '1'], ['-U', '1']], [['1'], ['1']]],
		['keeps the oldest of rows that tell nothing of their update', KEYLESS, [['+I', '1'], ['+I', '5'], ['-U', '1'], ['-U', '5'], ['+U', '2']], [['5'], ['2']]],
		['keeps no row that was deleted', KEYLESS, [['+I', '1'], ['-D', '1']], []],
		['keeps no row that was deleted, by key', BY_FIRST, [['+I', 'a', '1'], ['-U', 'a', '1'], ['+U', 'a', '2'], ['-D', 'a', '2']], []],
		['makes up no row of an update of what was never there', KEYLESS, [['+I', '1'], ['-U', '7']], [['1']]],
	])('%s', (_what, key, script, rows) => {
		expect(shown(key, script)).toEqual(rows);
	});

	it.each<[string, readonly number[] | undefined, Script, Row[]]>([
		['without a key', KEYLESS, [['+I', '1'], ['-U', '1'], ['+U', '2'], ['-U', '2']], []],
		['with a key', BY_FIRST, [['+I', 'a', '1'], ['+I', 'b', '1'], ['-U', 'a', '1']], [['b', '1']]],
	])('is another thing than a result that ends there, %s: that has no such row', (_what, key, script, rows) => {
		expect(complete(key, script)).toEqual(rows);
	});
});

describe('a -U that no +U follows, since the row left the result', () => {
	it.each<[string, Script]>([
		['HAVING COUNT(*) < 3, seen by the updates after it', [['+I', 'a', '1'], ['+I', 'b', '1'], ['-U', 'a', '1'], ['+U', 'a', '2'], ['-U', 'a', '2'], ['-U', 'b', '1'], ['+U', 'b', '2'], ['-U', 'b', '2'], ['+I', 'c', '1']]],
		['HAVING COUNT(*) = 1, seen by an insertion after it', [['+I', 'a', '1'], ['-U', 'a', '1'], ['+I', 'b', '1']]],
		['HAVING COUNT(*) > 1, whose rows begin with an update', [['+U', 'a', '2'], ['+U', 'b', '2'], ['-U', 'a', '2'], ['+U', 'a', '3']]],
		['HAVING MOD(COUNT(*), 2) = 0, whose rows come and go', [['+U', 'a', '2'], ['-U', 'a', '2'], ['+U', 'a', '4'], ['-U', 'a', '4'], ['+U', 'b', '2'], ['-U', 'b', '2'], ['+U', 'b', '4'], ['-D', 'b', '4']]],
		['a join', [['+I', '1', 'Oslo'], ['+I', '2', 'Rome'], ['-U', '1', 'Oslo'], ['+I', '1', null], ['-D', '1', null], ['+I', '1', 'Bern']]],
	])('does not keep it: %s', (_what, script) => {
		expect(sorted(shown(KEYLESS, script))).toEqual(sorted(fold(script)));
	});

	it('does not keep it once an update after it is completed and the next one begins', () => {
		const script: Script = [['+I', 'a', '1'], ['+I', 'b', '1'], ['+I', 'c', '1'], ['-U', 'a', '1'], ['-U', 'b', '1'], ['+U', 'b', '2']];
		expect(shown(KEYLESS, script)).toHaveLength(3);
		expect(shown(KEYLESS, [...script, ['-U', 'c', '1']])).toEqual([['c', '1'], ['b', '2']]);
	});
});

describe('what Flink sends', () => {
	it.each(FLINK_CHANGELOGS.map(({ sql, changes }) => [sql, changes] as const))('cut at any place, is the table before or after the update under way: %s', (_sql, changes) => {
		for (const prefix of prefixes(changes)) {
			expect(sorted(shown(KEYLESS, prefix))).toEqual(sorted(beforeUpdate(prefix)));
			expect(sorted(complete(KEYLESS, prefix))).toEqual(sorted(fold(prefix)));
		}
	});

	it.each(FLINK_CHANGELOGS.filter(({ key }) => key !== undefined).map(({ sql, key, changes }) => [sql, key, changes] as const))('is that by its key, too: %s', (_sql, key, changes) => {
		for (const prefix of prefixes(changes)) {
			expect(sorted(shown(key, prefix))).toEqual(sorted(beforeUpdate(prefix)));
			expect(sorted(complete(key, prefix))).toEqual(sorted(fold(prefix)));
		}
	});
});

/** A table of counts by group, and the changes of one step in it. */
class Counts {
	private readonly counts = new Map<string, number>();

	row(group: string): [string, string] {
		return [group, String(this.counts.get(group) ?? 0)];
	}

	/** Both halves of the update of a group; of one that is new, its insertion. */
	raise(group: string): { readonly before?: [string, string]; readonly after: [string, string] } {
		const before = this.counts.has(group) ? this.row(group) : undefined;
		this.counts.set(group, (this.counts.get(group) ?? 0) + 1);
		return { ...(before && { before }), after: this.row(group) };
	}
}

const GROUPS = ['a', 'b', 'c', 'd', 'e'];
const group = fc.constantFrom(...GROUPS);

describe('any changelog', () => {
	const value = fc.constantFrom('a', 'b', null);
	const change = fc.record({ op: fc.constantFrom<OpLabel>('+I', '-U', '+U', '-D'), row: fc.tuple(value, value) });
	const toScript = (changes: readonly Change[]): Script => changes.map(({ op, row }) => [op, ...row]);

	it('shows every row that stands for certain, and beside them only what -U took back since the last insertion or deletion', () => {
		fc.assert(
			fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
				const script = toScript(changes);
				const certain = sorted(fold(script));
				const rest = sorted(shown(KEYLESS, script));
				for (const row of certain) expect(rest.splice(rest.indexOf(row), 1)).toEqual([row]);
				const since = script.slice(script.findLastIndex(([op]) => op === '+I' || op === '-D') + 1);
				const takenBack = sorted(since.flatMap(([op, ...row]) => (op === '-U' ? [row] : [])));
				for (const row of rest) expect(takenBack.splice(takenBack.indexOf(row), 1)).toEqual([row]);
				expect(sorted(complete(KEYLESS, script))).toEqual(certain);
			}),
			{ numRuns: 500 },
		);
	});

	it('of steps that come one after the other, is the table before or after the step under way', () => {
		const step = fc.oneof(
			fc.record({ kind: fc.constant('raise' as const), group }),
			fc.record({ kind: fc.constant('drop' as const), group }),
		);
		fc.assert(
			fc.property(fc.array(step, { maxLength: 40 }), fc.integer({ min: 1, max: 4 }), (steps, most) => {
				const counts = new Counts();
				// As HAVING COUNT(*) <= most gives it: the half of an update that does not fit is left out.
				const script = steps.flatMap(({ kind, group: name }): Array<[OpLabel, ...unknown[]]> => {
					if (kind === 'drop') return [['-D', ...counts.row(name)]];
					const { before, after } = counts.raise(name);
					const fits = ([, count]: [string, string]) => Number(count) <= most;
					return [
						...(before !== undefined && fits(before) ? [['-U', ...before] as [OpLabel, ...unknown[]]] : []),
						...(fits(after) ? [[before === undefined ? '+I' : '+U', ...after] as [OpLabel, ...unknown[]]] : []),
					];
				});
				for (const prefix of prefixes(script)) {
					const rows = sorted(shown(KEYLESS, prefix));
					// Where a row leaves and the next update is all there, no one can tell whether the first is still to be completed.
					const isOpen = prefix.at(-1)?.[0] === '+U' && prefix.at(-3)?.[0] === '-U';
					if (!isOpen) expect(rows).toEqual(sorted(beforeUpdate(prefix)));
					else expect(rows).toEqual(expect.arrayContaining(sorted(fold(prefix))));
				}
			}),
			{ numRuns: 200 },
		);
	});

	it('of groups that are updated at once, in bursts, has each group before or after its update', () => {
		const burst = fc.uniqueArray(group, { minLength: 1 }).chain((names) =>
			fc.record({ begin: fc.constant(names), finish: fc.shuffledSubarray(names, { minLength: names.length }) }),
		);
		fc.assert(
			fc.property(fc.array(burst, { maxLength: 10 }), (bursts) => {
				const counts = new Counts();
				const inserted: Script = GROUPS.map((name) => ['+I', ...counts.raise(name).after]);
				const script: Script = [
					...inserted,
					...bursts.flatMap(({ begin, finish }): Script => {
						const halves = new Map(begin.map((name) => [name, counts.raise(name)]));
						return [
							...begin.map((name) => ['-U', ...(halves.get(name)?.before ?? [])] as const),
							...finish.map((name) => ['+U', ...(halves.get(name)?.after ?? [])] as const),
						];
					}),
				];
				for (const prefix of prefixes(script).slice(inserted.length)) expect(sorted(shown(KEYLESS, prefix))).toEqual(sorted(latestOf(prefix)));
			}),
			{ numRuns: 200 },
		);
	});

	it('of groups that are updated at once, first come, first completed, has each group before or after its update', () => {
		fc.assert(
			fc.property(fc.array(group, { maxLength: 60 }), fc.array(fc.boolean(), { maxLength: 120 }), (updates, turns) => {
				const counts = new Counts();
				const script: Array<readonly [OpLabel, ...unknown[]]> = GROUPS.map((name) => ['+I', ...counts.raise(name).after]);
				const waiting: Array<{ name: string; after: [string, string] }> = [];
				for (const begins of turns) {
					const name = updates[0];
					const next = waiting[0];
					if (begins && name !== undefined && !waiting.some((update) => update.name === name)) {
						updates = updates.slice(1);
						const { before = [], after } = counts.raise(name);
						script.push(['-U', ...before]);
						waiting.push({ name, after });
					} else if (next !== undefined) {
						waiting.shift();
						script.push(['+U', ...next.after]);
					}
				}
				for (const prefix of prefixes(script).slice(GROUPS.length)) expect(sorted(shown(KEYLESS, prefix))).toEqual(sorted(latestOf(prefix)));
			}),
			{ numRuns: 200 },
		);
	});
});

/** The last row that each group was given. */
function latestOf(script: Script): Row[] {
	const latest = new Map<unknown, Row>();
	for (const [op, ...row] of script) if (op === '+I' || op === '+U') latest.set(row[0], row);
	return [...latest.values()];
}

it('costs the same for each change however many updates are under way', () => {
	const count = 5_000;
	let reads = 0;
	const counted = (value: string) =>
		new Proxy([value], {
			get(target, key, receiver): unknown {
				if (key === '0') reads++;
				return Reflect.get(target, key, receiver);
			},
		});
	const materializer = createMaterializer({}, [{ name: 'c', type: { type: 'VARCHAR', nullable: true } }]);
	const rows = Array.from({ length: count }, (_, index) => counted(`${index}`));
	for (const row of rows) materializer.add({ op: '+I', row });
	for (const row of rows) materializer.add({ op: '-U', row });
	expect(materializer.size).toBe(count);
	reads = 0;
	for (let index = 0; index < count; index++) materializer.add({ op: '+U', row: [`${index}`] });
	expect(reads).toBeLessThan(70 * count);
	expect([...materializer.rows()]).toEqual(Array.from({ length: count }, (_, index) => [`${index}`]));
});
