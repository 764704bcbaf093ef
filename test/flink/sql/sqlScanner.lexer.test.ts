/* eslint-disable @n8n/community-nodes/no-restricted-globals -- not in the published package: n8n's rules for nodes do not apply here */
import { scanSql } from '../../../nodes/shared/flink/sql/sqlScanner';
import { lex, type Stretch } from './flinkLexer';

/** Pieces in which strings, comments and hints begin and end, and what stands between them. */
const PIECES = ["'", "''", '`', '``', '--', '//', '/*', '*/', '/**', '/***/', '/*+', '*', '/', '\n', '\r', '\\', ' ', 'a', 'E', 'e', 'x', ':p', ':', '1', '+', ';', '(', ')'] as const;

/** Templates that are compared; with `SQL_TEMPLATES=1000000` three other seeds agreed when this was written. */
const TEMPLATES = Number(process.env['SQL_TEMPLATES'] ?? 200_000);
const SEED = Number(process.env['SQL_SEED'] ?? 20_261_130);

/** A small generator with a fixed beginning: the same templates in every run (mulberry32). */
function randomBelow(seed: number): (limit: number) => number {
	let state = seed >>> 0;
	return (limit) => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
	};
}

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

it(`agrees with Flink's rules on ${TEMPLATES} generated templates`, () => {
	const below = randomBelow(SEED);
	let compared = 0;
	for (let index = 0; index < TEMPLATES; index++) {
		const sql = Array.from({ length: 1 + below(14) }, () => PIECES[below(PIECES.length)]).join('');
		const stretches = lex(sql);
		if (stretches === undefined) continue;
		compared++;
		if (JSON.stringify(scanned(sql)) !== JSON.stringify(stretches)) expect([sql, scanned(sql)]).toEqual([sql, stretches]);
	}
	expect(compared).toBeGreaterThan(TEMPLATES / 4);
});
