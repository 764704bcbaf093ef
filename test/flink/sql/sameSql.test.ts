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

	describe('where the service shows a mask in place of a literal', () => {
		const connection = (secret: string) => `CREATE CONNECTION \`c\` WITH ('type' = 'openai', 'endpoint' = 'https://e', 'api-key' = ${secret});`;

		it.each([
			"'******'",
			"'***'",
			"'••••••••'",
			"'<REDACTED>'",
			"'[redacted]'",
			"'<masked>'",
			"'***REDACTED***'",
			"'REDACTED'",
			'<REDACTED>',
			'******',
		])('%s is any literal', (mask) => {
			expect(isSameSql(connection(mask), connection("'sk-1''2'"))).toBe(true);
			expect(isSameSql(`${connection(mask)}\n`, connection("'sk'").slice(0, -1))).toBe(true);
		});

		it.each<[string, string, string]>([
			['other SQL around it', connection("'******'").replace('openai', 'bedrock'), connection("'sk'")],
			['another literal beside it', connection("'******'").replace('https://e', 'https://f'), connection("'sk'")],
			['a name in its place', connection("'******'"), connection('sk')],
			['one literal more', "VALUES ('******')", "VALUES ('a', 'b')"],
			['one literal less', "VALUES ('******', '******')", "VALUES ('a')"],
			['a mask that was sent, and another literal shown', connection("'sk'"), connection("'******'")],
			['a word that is no mask', connection("'secret'"), connection("'sk'")],
			['an index that is called so', "SELECT a[redacted] = '******'", "SELECT a[1] = 'x'"],
			['two asterisks', connection("'**'"), connection("'sk'")],
			['asterisks in a comment', 'SELECT /* *** */ 1', "SELECT /* 'a' */ 1"],
			['asterisks in a quoted name', 'SELECT `***`', "SELECT 'a'"],
			['asterisks within a longer literal', "SELECT 'a *** b'", "SELECT 'c'"],
		])('%s makes it another statement', (_case, shown, sent) => {
			expect(isSameSql(shown, sent)).toBe(false);
		});

		it('a name that is called so is none', () => {
			expect(isSameSql("SELECT a[redacted], '******'", "SELECT a[redacted], 'x'")).toBe(true);
		});

		it('any of the literals may be one, and nothing else may differ', () => {
			const code = fc.constantFrom('SELECT ', ', ', ' = ', '(', ')', ' `a``b` ', ' /* it */ ', '\n-- x\n', ' :p ');
			const literal = fc.string({ maxLength: 8 }).map((text) => `'${text.replaceAll("'", "''")}'`);
			const pieces = fc.array(fc.record({ code, literal, mask: fc.option(fc.constantFrom("'******'", "'<REDACTED>'")) }), { minLength: 1, maxLength: 6 });
			fc.assert(
				fc.property(pieces, (list) => {
					const sent = list.map(({ code: before, literal: text }) => before + text).join(' ');
					const shown = list.map(({ code: before, literal: text, mask }) => before + (mask ?? text)).join(' ');
					expect(isSameSql(shown, sent)).toBe(true);
					expect(isSameSql(`${shown} x`, sent)).toBe(false);
				}),
			);
		});
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
