import fc from 'fast-check';
import { insertStatements, MAX_SQL_CHARACTERS } from '../../../nodes/shared/flink/table/insertStatements';
import { TableError } from '../../../nodes/shared/flink/table/tableError';

const row = (length: number) => `(${'1'.repeat(length - 2)})`;

it.each([
	['none', [], 500, []],
	['one', ['(1)'], 500, ['INSERT INTO `t` VALUES\n(1)']],
	['several', ['(1)', '(2)', '(3)'], 500, ['INSERT INTO `t` VALUES\n(1),\n(2),\n(3)']],
	['as many as a statement may have', ['(1)', '(2)', '(3)'], 2, ['INSERT INTO `t` VALUES\n(1),\n(2)', 'INSERT INTO `t` VALUES\n(3)']],
	['one a statement', ['(1)', '(2)'], 1, ['INSERT INTO `t` VALUES\n(1)', 'INSERT INTO `t` VALUES\n(2)']],
])('%s', (_, rows, most, sql) => {
	expect(insertStatements('t', rows, most).map((statement) => statement.sql)).toEqual(sql);
});

it('the name of the table is quoted, whatever is in it', () => {
	expect(insertStatements("a`b'); DROP", ['(1)'], 5)[0]?.sql).toBe("INSERT INTO `a``b'); DROP` VALUES\n(1)");
});

it('a row that is too long for a statement of its own is refused', () => {
	const head = 'INSERT INTO `t` VALUES\n'.length;
	expect(insertStatements('t', [row(MAX_SQL_CHARACTERS - head)], 5)[0]?.sql).toHaveLength(MAX_SQL_CHARACTERS);
	expect(() => insertStatements('t', [row(MAX_SQL_CHARACTERS - head + 1)], 5)).toThrow(new TableError({ reason: 'rowTooLong', characters: MAX_SQL_CHARACTERS + 1, most: MAX_SQL_CHARACTERS }));
});

it('each row is in one statement, in its order, within the limits, and no two neighbours could be one', () => {
	fc.assert(
		fc.property(fc.array(fc.integer({ min: 3, max: 40_000 }), { maxLength: 40 }), fc.integer({ min: 1, max: 12 }), (lengths, most) => {
			const rows = lengths.map(row);
			const statements = insertStatements('t', rows, most);
			expect(statements.flatMap(({ from, count }) => Array.from({ length: count }, (_, index) => from + index))).toEqual(rows.map((_, index) => index));
			for (const { sql, from, count } of statements) {
				expect(sql).toBe(`INSERT INTO \`t\` VALUES\n${rows.slice(from, from + count).join(',\n')}`);
				expect(count).toBeLessThanOrEqual(most);
				expect(sql.length).toBeLessThanOrEqual(MAX_SQL_CHARACTERS);
				const next = rows[from + count];
				if (next !== undefined && count < most) expect(sql.length + ',\n'.length + next.length).toBeGreaterThan(MAX_SQL_CHARACTERS);
			}
		}),
	);
});
