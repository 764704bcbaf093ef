import fc from 'fast-check';
import type { Change, OpLabel } from '../../../nodes/shared/flink/rows/changelog';
import { createMaterializer } from '../../../nodes/shared/flink/rows/materializer';
import { parseColumns, type Column } from '../../../nodes/shared/flink/rows/resultSchema';

const columns = (count: number): Column[] => Array.from({ length: count }, (_, index) => ({ name: `c${index}`, type: { type: 'VARCHAR', nullable: true } }));

type Script = Array<[OpLabel, ...unknown[]]>;

function play(
	upsertColumns: readonly number[] | null | undefined,
	script: Script,
	isAppendOnly?: boolean,
): unknown[] {
	const materializer = createMaterializer({ upsertColumns, isAppendOnly }, columns(2));
	for (const [op, ...row] of script) materializer.add({ op, row });
	materializer.end();
	const rows = [...materializer.rows()];
	expect(materializer.size).toBe(rows.length);
	return rows;
}

describe('with a key', () => {
	it.each<[string, Script, unknown[]]>([
		[
			'inserts in order',
			[
				['+I', 'b', '1'],
				['+I', 'a', '1'],
			],
			[
				['b', '1'],
				['a', '1'],
			],
		],
		[
			'keeps duplicates, which the service does not exclude',
			[
				['+I', 'a', '1'],
				['+I', 'a', '2'],
			],
			[
				['a', '1'],
				['a', '2'],
			],
		],
		[
			'replaces in place',
			[
				['+I', 'a', '1'],
				['+I', 'b', '1'],
				['-U', 'a', '1'],
				['+U', 'a', '2'],
			],
			[
				['a', '2'],
				['b', '1'],
			],
		],
		[
			'replaces without being told of it',
			[
				['+I', 'a', '1'],
				['+U', 'a', '2'],
			],
			[['a', '2']],
		],
		[
			'replaces the last of its key',
			[
				['+I', 'a', '1'],
				['+I', 'a', '2'],
				['+U', 'a', '3'],
			],
			[
				['a', '1'],
				['a', '3'],
			],
		],
		['inserts an update of an unknown key', [['+U', 'a', '1']], [['a', '1']]],
		[
			'takes a row back for good where no update follows by the end',
			[
				['+I', 'a', '1'],
				['+I', 'b', '1'],
				['-U', 'a', '1'],
			],
			[['b', '1']],
		],
		[
			'waits for the update of each key, whatever comes between',
			[
				['+I', 'a', '1'],
				['+I', 'b', '1'],
				['-U', 'a', '1'],
				['-U', 'b', '1'],
				['+U', 'b', '2'],
				['+I', 'c', '1'],
				['-D', 'b', '2'],
				['+U', 'a', '2'],
			],
			[
				['a', '2'],
				['c', '1'],
			],
		],
		[
			'takes an insertion for what a row that was taken back became, as joins give it',
			[
				['+I', 'a', '1'],
				['-U', 'a', '1'],
				['+I', 'a', null],
				['-D', 'a', null],
				['+I', 'a', '2'],
			],
			[['a', '2']],
		],
		[
			'removes by key, whatever the other values',
			[
				['+I', 'a', '1'],
				['-D', 'a', '9'],
			],
			[],
		],
		[
			'removes the last of its key',
			[
				['+I', 'a', '1'],
				['+I', 'a', '2'],
				['-D', 'a', '1'],
			],
			[['a', '1']],
		],
		[
			'reaches the row below after a removal',
			[
				['+I', 'a', '1'],
				['+I', 'a', '2'],
				['-D', 'a', '2'],
				['+U', 'a', '3'],
			],
			[['a', '3']],
		],
		[
			'ignores the removal of what is not there',
			[
				['-D', 'a', '1'],
				['+I', 'b', '1'],
			],
			[['b', '1']],
		],
		[
			'puts what comes back at the end',
			[
				['+I', 'a', '1'],
				['+I', 'b', '1'],
				['-D', 'a', '1'],
				['+I', 'a', '2'],
			],
			[
				['b', '1'],
				['a', '2'],
			],
		],
		[
			'tells NULL from its name',
			[
				['+I', null, '1'],
				['+I', 'null', '2'],
				['-D', null, '1'],
			],
			[['null', '2']],
		],
	])('%s', (_what, script, rows) => {
		expect(play([0], script)).toEqual(rows);
	});

	it('does not mix up keys of several columns', () => {
		const script: Script = [
			['+I', 'a-b', 'c'],
			['+I', 'a', 'b-c'],
			['-D', 'a', 'b-c'],
		];
		expect(play([0, 1], script)).toEqual([['a-b', 'c']]);
	});

	it('takes containers as keys', () => {
		const script: Script = [
			['+I', ['1', null], 'x'],
			['+I', ['1'], 'y'],
			['+U', ['1', null], 'z'],
		];
		expect(play([0], script)).toEqual([
			[['1', null], 'z'],
			[['1'], 'y'],
		]);
	});
});

describe('without a key', () => {
	const MULTISET: Array<[string, Script, unknown[]]> = [
		[
			'keeps equal rows',
			[
				['+I', 'a', '1'],
				['+I', 'a', '1'],
			],
			[
				['a', '1'],
				['a', '1'],
			],
		],
		[
			'removes one of two equal rows',
			[
				['+I', 'a', '1'],
				['+I', 'b', '1'],
				['+I', 'a', '1'],
				['-D', 'a', '1'],
			],
			[
				['a', '1'],
				['b', '1'],
			],
		],
		[
			'retracts before an update',
			[
				['+I', 'a', '1'],
				['-U', 'a', '1'],
				['+U', 'a', '2'],
			],
			[['a', '2']],
		],
		[
			'matches rows as a whole',
			[
				['+I', 'a', '1'],
				['-D', 'a', '2'],
			],
			[['a', '1']],
		],
		[
			'ignores the removal of what is not there',
			[
				['-U', 'a', '1'],
				['-D', 'a', '1'],
				['+I', 'a', '1'],
			],
			[['a', '1']],
		],
		[
			'adds an update that nothing announced',
			[
				['+I', 'a', '1'],
				['+U', 'a', '2'],
			],
			[
				['a', '1'],
				['a', '2'],
			],
		],
	];

	it.each(MULTISET)('%s', (_what, script, rows) => {
		expect(play(null, script)).toEqual(rows);
	});

	it.each<[string, readonly number[] | null | undefined]>([
		['no key', undefined],
		['an empty key', []],
		['a key beyond the row', [2]],
		['a key of which one column is beyond the row', [0, 7]],
		['a negative index', [-1]],
		['an index that is no whole number', [0.5]],
	])('%s matches rows as a whole', (_what, upsertColumns) => {
		for (const [, script, rows] of MULTISET) expect(play(upsertColumns, script)).toEqual(rows);
	});
});

type NaiveRow = { readonly row: readonly unknown[]; readonly isTakenBack?: boolean };

const isLike = (left: readonly unknown[], right: readonly unknown[]) => JSON.stringify(left) === JSON.stringify(right);

/** The rules again, written as plainly as possible: a list that is searched from its end. */
function naive(upsertColumns: readonly number[] | null, changes: readonly Change[]): unknown[] {
	const play = upsertColumns === null ? playWhole : playByKey(upsertColumns);
	const rows: NaiveRow[] = [];
	for (const change of changes) play(rows, change);
	return rows.filter(({ isTakenBack }) => isTakenBack !== true).map(({ row }) => row);
}

function playWhole(rows: NaiveRow[], { op, row }: Change): void {
	const found = rows.findLastIndex((each) => isLike(each.row, row));
	if (op === '+I' || op === '+U') rows.push({ row });
	else if (found !== -1) rows.splice(found, 1);
}

function playByKey(key: readonly number[]) {
	const keyOf = (row: readonly unknown[]) => key.map((index) => row[index]);
	return (rows: NaiveRow[], { op, row }: Change): void => {
		const at = rows.findLastIndex((each) => isLike(keyOf(each.row), keyOf(row)));
		const found = rows[at];
		if (op === '+U') rows.splice(at === -1 ? rows.length : at, 1, { row });
		else if (op === '-U' && found) rows[at] = { row: found.row, isTakenBack: true };
		else if (op === '-D' && found) rows.splice(at, 1);
		else if (op === '+I') {
			if (found?.isTakenBack) rows.splice(at, 1);
			rows.push({ row });
		}
	};
}

describe('any changelog', () => {
	const value = fc.constantFrom('a', 'b', 'null', null, '1');
	const change = fc.record({
		op: fc.constantFrom<OpLabel>('+I', '-U', '+U', '-D'),
		row: fc.tuple(value, value),
	});

	it.each<[string, readonly number[] | null]>([
		['one key column', [0]],
		['two key columns', [1, 0]],
		['no key', null],
	])('with %s gives the rows that the plain rules give', (_what, upsertColumns) => {
		fc.assert(
			fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
				const script = changes.map(({ op, row }): [OpLabel, ...unknown[]] => [op, ...row]);
				expect(play(upsertColumns, script)).toEqual(naive(upsertColumns, changes));
				expect(play(upsertColumns, script, true)).toEqual(naive(upsertColumns, changes));
			}),
			{ numRuns: 500 },
		);
	});

	it.each<[string, readonly number[] | null]>([
		['with a key', [0]],
		['without a key', null],
	])('%s, removing costs the same however many rows are equal', (_what, upsertColumns) => {
		const materializer = createMaterializer({ upsertColumns }, columns(1));
		let reads = 0;
		const counted = new Proxy(['x'], {
			get(target, key, receiver): unknown {
				if (key === '0') reads++;
				return Reflect.get(target, key, receiver);
			},
		});
		for (let index = 0; index < 5000; index++) materializer.add({ op: '+I', row: counted });
		const readsToInsert = reads;
		for (let index = 0; index < 5000; index++) materializer.add({ op: '-D', row: ['x'] });
		expect(materializer.size).toBe(0);
		expect(reads).toBe(readsToInsert);
	});

	/** What a scan would begin with: going through a Set, a Map or a list, or looking for a place in a list. */
	const SCANS: ReadonlyArray<readonly [object, readonly PropertyKey[]]> = [
		[Set.prototype, [Symbol.iterator, 'values', 'keys', 'entries', 'forEach']],
		[Map.prototype, [Symbol.iterator, 'values', 'keys', 'entries', 'forEach']],
		[Array.prototype, [Symbol.iterator, 'values', 'find', 'findIndex', 'findLast', 'findLastIndex', 'indexOf', 'lastIndexOf', 'includes', 'filter', 'splice', 'some']],
	];

	function withoutScans(work: () => void): void {
		const originals = SCANS.flatMap(([prototype, names]) =>
			names.map((name) => ({ prototype, name, descriptor: Object.getOwnPropertyDescriptor(prototype, name) ?? {} })),
		);
		const refuse = () => {
			throw new Error('a change looked through the rows');
		};
		originals.forEach(({ prototype, name }) => Object.defineProperty(prototype, name, { value: refuse, configurable: true, writable: true }));
		try {
			work();
		} finally {
			originals.forEach(({ prototype, name, descriptor }) => Object.defineProperty(prototype, name, descriptor));
		}
	}

	it.each<[string, readonly number[] | null, boolean]>([
		['with a key', [0], false],
		['without a key', null, false],
		['that was expected only to grow', [0], true],
	])('of a result %s, no change looks through the rows that stand', (_what, upsertColumns, isAppendOnly) => {
		const materializer = createMaterializer({ upsertColumns, isAppendOnly }, columns(2));
		const rows = Array.from({ length: 100 }, (_, index) => [`k${index}`, '1']);
		for (const row of rows) materializer.add({ op: '+I', row });
		materializer.add({ op: '-U', row: ['k0', '1'] });
		materializer.add({ op: '+U', row: ['k0', '1'] });
		const changes: Change[] = [
			{ op: '-U', row: ['k50', '1'] },
			{ op: '+U', row: ['k50', '1'] },
			...rows.map((row): Change => ({ op: '-U', row })),
			...rows.map((row): Change => ({ op: '+U', row })),
			{ op: '+I', row: ['k100', '1'] },
			...rows.map((row): Change => ({ op: '-D', row })),
			{ op: '-D', row: ['nothing', '1'] },
		];
		withoutScans(() => {
			for (let index = 0; index < changes.length; index++) materializer.add(changes[index]!);
		});
		expect([...materializer.rows()]).toEqual([['k100', '1']]);
	});
});

describe('a MULTISET or MAP, which has no order', () => {
	const VARCHAR = { type: 'VARCHAR' };
	const MULTISET = { type: 'MULTISET', element_type: VARCHAR };
	const MAP = { type: 'MAP', key_type: VARCHAR, value_type: { type: 'INTEGER' } };
	const ordered = [['a', '1'], ['b', '2']];
	const reversed = [['b', '2'], ['a', '1']];

	it.each<[string, unknown, unknown, unknown]>([
		['a MULTISET', MULTISET, ordered, reversed],
		['a MAP', MAP, ordered, reversed],
		['a MULTISET in an ARRAY', { type: 'ARRAY', element_type: MULTISET }, [ordered, []], [reversed, []]],
		['a MAP in a ROW', { type: 'ROW', fields: [{ name: 'x', field_type: VARCHAR }, { name: 'm', field_type: MAP }] }, ['x', ordered], ['x', reversed]],
		['a MULTISET as the value of a MAP', { type: 'MAP', key_type: VARCHAR, value_type: MULTISET }, [['k', ordered], ['l', null]], [['l', null], ['k', reversed]]],
		['a MULTISET as the element of a MULTISET', { type: 'MULTISET', element_type: MULTISET }, [[ordered, '2'], [[], '1']], [[[], '1'], [reversed, '2']]],
	])('%s is the same row in any order of its entries', (_what, type, one, other) => {
		const schema = parseColumns({ columns: [{ name: 'g', type: VARCHAR }, { name: 'c', type }] });
		for (const upsertColumns of [undefined, [1]]) {
			const materializer = createMaterializer({ upsertColumns }, schema);
			materializer.add({ op: '+I', row: ['g', one] });
			materializer.add({ op: '+I', row: ['h', null] });
			materializer.add({ op: '-D', row: ['g', other] });
			expect([...materializer.rows()]).toEqual([['h', null]]);
		}
	});

	it.each<[string, unknown, unknown, unknown]>([
		['counts that differ', MULTISET, [['a', '1'], ['b', '2']], [['a', '2'], ['b', '1']]],
		['the same pair twice', MULTISET, [['a', '1'], ['a', '1']], [['a', '1']]],
		['no entries and NULL', MULTISET, [], null],
		['the order of an ARRAY', { type: 'ARRAY', element_type: VARCHAR }, ['a', 'b'], ['b', 'a']],
		['which entry a value belongs to', MAP, [['a', '1'], ['b', '2']], [['a', '2'], ['b', '1']]],
	])('%s makes another row', (_what, type, one, other) => {
		const materializer = createMaterializer({}, parseColumns({ columns: [{ name: 'c', type }] }));
		materializer.add({ op: '+I', row: [one] });
		materializer.add({ op: '-D', row: [other] });
		expect([...materializer.rows()]).toEqual([[one]]);
	});
});

it('a VARIANT that is nested too deeply is refused where rows are told apart by it', () => {
	const wire = Array.from({ length: 50_000 }).reduce<unknown>((inner) => [2, [inner]], [4, '1']);
	const materializer = createMaterializer({}, parseColumns({ columns: [{ name: 'v', type: { type: 'VARIANT' } }] }));
	expect(() => materializer.add({ op: '+I', row: [wire] })).toThrow(expect.objectContaining({ facts: { reason: 'valueTooDeep', path: undefined, most: 3_000 } }));
});
