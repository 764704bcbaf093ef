/* eslint-disable @n8n/community-nodes/no-restricted-globals -- not in the published package: n8n's rules for nodes do not apply here */
import fc from 'fast-check';

import { scanSql } from '../../../nodes/shared/flink/sql/sqlScanner';
import { lex, type Stretch } from './flinkLexer';

/** Pieces in which strings, comments and hints begin and end, and what stands between them. */
const PIECES = ["'", "''", '`', '``', '--', '//', '/*', '*/', '/**', '/***/', '/*+', '*', '/', '\n', '\r', '\\', ' ', 'a', 'E', 'e', 'x', ':p', ':', '1', '+', ';', '(', ')'] as const;

/** Templates that are compared; with `SQL_TEMPLATES=1000000` three other seeds agreed when this was written. */
const TEMPLATES = Number(process.env['SQL_TEMPLATES'] ?? 200_000);
const SEED = Number(process.env['SQL_SEED'] ?? 20_261_130);

/** What the scanner says, its placeholders counted as the code they stand in. */
function scanned(sql: string): Stretch[] {
	const stretches: Stretch[] = [];
	for (const { kind, start, end } of scanSql(sql)) {
		const last = stretches.at(-1);
		const isCode = kind === 'code' || kind === 'placeholder';
		if (isCode && last?.[0] === 'code') stretches[stretches.length - 1] = ['code', last[1] + sql.slice(start, end)];
		else stretches.push([isCode ? 'code' : kind, sql.slice(start, end)]);
	}
	return stretches;
}

it.each([
	['/*+ a *//* b */', [['code', '/*+ a */'], ['comment', '/* b */']]],
	["/*+ a *// 'b'", [['code', "/*+ a *// "], ['string', "'b'"]]],
	["1 *// 'b'", [['code', '1 *// '], ['string', "'b'"]]],
	["1 */* 'b'", [['code', '1 */* '], ['string', "'b'"]]],
	["/*+ a *///'b'\n'c'", [['code', '/*+ a */'], ['comment', "//'b'"], ['code', '\n'], ['string', "'c'"]]],
	["2 **/ 'b'", [['code', '2 **/ '], ['string', "'b'"]]],
])('the end of a hint is one token: %j', (sql, stretches) => {
	expect(lex(sql)).toEqual(stretches);
	expect(scanned(sql)).toEqual(stretches);
});

it.each([
	["E'a\\' :p", [['code', 'E'], ['string', "'a\\'"], ['code', ' :p']]],
	["E'a''b\\'", [['code', 'E'], ['string', "'a'"], ['string', "'b\\'"]]],
])('a string with escapes that is never closed is the longest that is: %j', (sql, stretches) => {
	expect(lex(sql)).toEqual(stretches);
	expect(scanned(sql)).toEqual(stretches);
});

it(`agrees with Flink's rules on ${TEMPLATES} generated templates`, () => {
	const templates = fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 14, size: 'max' }).map((pieces) => pieces.join(''));
	let compared = 0;
	fc.assert(
		fc.property(templates, (sql) => {
			const stretches = lex(sql);
			if (stretches === undefined) return;
			compared++;
			const found = scanned(sql);
			// Jest's own comparison is for what differs: its texts are better, and it takes longer.
			if (JSON.stringify(found) !== JSON.stringify(stretches)) expect(found).toEqual(stretches);
		}),
		{ numRuns: TEMPLATES, seed: SEED },
	);
	expect(compared).toBeGreaterThan(TEMPLATES / 4);
});
