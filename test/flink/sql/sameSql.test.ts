import fc from 'fast-check';
import { isSameSql } from '../../../nodes/shared/flink/sql/sameSql';

/** The definition in its simplest form, too slow for long runs of blanks. */
const bare = (sql: string) => sql.replace(/[\s;]+$/, '').replace(/^\s+/, '');

describe('isSameSql', () => {
	it.each<[string, string, boolean]>([
		['SELECT 1', ' SELECT 1 ;\n; ', true],
		['', ' ; ', true],
		['SELECT 1', 'SELECT  1', false],
		['SELECT 1', ';SELECT 1', false],
		['SELECT 1', 'select 1', false],
	])('compares %j and %j', (one, other, same) => {
		expect(isSameSql(one, other)).toBe(same);
	});

	it('leaves out what stands around SQL, and nothing else', () => {
		const text = fc.array(fc.constantFrom(' ', ';', '\n', '\t', '\u00a0', '\u2028', '\ufeff', 'x', '😀', '\u200b'), { maxLength: 6 }).map((parts) => parts.join(''));
		fc.assert(
			fc.property(text, text, (one, other) => {
				expect(isSameSql(one, other)).toBe(bare(one) === bare(other));
				expect(isSameSql(one, bare(one))).toBe(true);
			}),
		);
	});

	it.each([' ', ';', '\n', ' ;'])('takes 100,000 times %j inside of the text', (run) => {
		const sql = `SELECT${run.repeat(100_000)}1`;
		const startedAt = performance.now();
		expect(isSameSql(`${sql};`, sql)).toBe(true);
		expect(performance.now() - startedAt).toBeLessThan(1_000);
	});
});
