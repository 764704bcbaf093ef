import fc from 'fast-check';
import { scanSql } from '../../../nodes/shared/flink/sql/sqlScanner';

const tokensOf = (sql: string) => scanSql(sql).map(({ kind, start, end }) => [kind, sql.slice(start, end)]);

const placeholdersOf = (sql: string) =>
	tokensOf(sql).flatMap(([kind, text]) => (kind === 'placeholder' ? [text] : []));

describe('scanSql', () => {
	it.each<[string, string[][]]>([
		['', []],
		['SELECT 1', [['code', 'SELECT 1']]],
		["'a'", [['string', "'a'"]]],
		["'it''s'", [['string', "'it''s'"]]],
		[
			"'' ''''",
			[
				['string', "''"],
				['code', ' '],
				['string', "''''"],
			],
		],
		[
			"'a\\' b",
			[
				['string', "'a\\'"],
				['code', ' b'],
			],
		],
		[
			"E'a\\' b'",
			[
				['code', 'E'],
				['string', "'a\\' b'"],
			],
		],
		[
			"e'a''b\\\\' c",
			[
				['code', 'e'],
				['string', "'a''b\\\\'"],
				['code', ' c'],
			],
		],
		[
			"type'a\\' b",
			[
				['code', 'type'],
				['string', "'a\\'"],
				['code', ' b'],
			],
		],
		[
			"U&'\\0041'",
			[
				['code', 'U&'],
				['string', "'\\0041'"],
			],
		],
		[
			"x'00ff'",
			[
				['code', 'x'],
				['string', "'00ff'"],
			],
		],
		['`a``b`', [['quotedIdentifier', '`a``b`']]],
		[
			'`a"`"b`"',
			[
				['quotedIdentifier', '`a"`'],
				['quotedIdentifier', '"b`"'],
			],
		],
		[
			'1 -- two\n3',
			[
				['code', '1 '],
				['comment', '-- two'],
				['code', '\n3'],
			],
		],
		[
			'1 // two\r3',
			[
				['code', '1 '],
				['comment', '// two'],
				['code', '\r3'],
			],
		],
		['1 - 2 / 3', [['code', '1 - 2 / 3']]],
		[
			'/* a /* b */ c */',
			[
				['comment', '/* a /* b */'],
				['code', ' c */'],
			],
		],
		[
			'/**/1',
			[
				['comment', '/**/'],
				['code', '1'],
			],
		],
		['/***/1', [['comment', '/***/1']]],
		[
			'/***/1*/2',
			[
				['comment', '/***/1*/'],
				['code', '2'],
			],
		],
		[
			'/****/1',
			[
				['comment', '/****/'],
				['code', '1'],
			],
		],
		[
			'/** x */1',
			[
				['comment', '/** x */'],
				['code', '1'],
			],
		],
		[
			'/*/ 1 */2',
			[
				['comment', '/*/ 1 */'],
				['code', '2'],
			],
		],
		[
			"/*+ O('*/') */",
			[
				['code', '/*+ O('],
				['string', "'*/'"],
				['code', ') */'],
			],
		],
		["'open", [['string', "'open"]]],
		[
			"E'open\\",
			[
				['code', 'E'],
				['string', "'open\\"],
			],
		],
		['`open', [['quotedIdentifier', '`open']]],
		['/* open', [['comment', '/* open']]],
		['/**', [['comment', '/**']]],
		['/**/', [['comment', '/**/']]],
		['/***', [['comment', '/***']]],
		['/***/', [['comment', '/***/']]],
		['-- open', [['comment', '-- open']]],
		["'it''s", [['string', "'it''s"]]],
	])('reads %j', (sql, tokens) => {
		expect(tokensOf(sql)).toEqual(tokens);
	});

	it.each<[string, string[]]>([
		[':a', [':a']],
		['a=:b', [':b']],
		['(:a,:b)', [':a', ':b']],
		['MAP[:k, :v]', [':k', ':v']],
		['m[:k]', [':k']],
		[':db.:table', [':db', ':table']],
		[':größe', [':größe']],
		[':a_1:b', [':a_1']],
		[':_x-:y', [':_x', ':y']],
		['/* c */:a', [':a']],
		['/**/:a', [':a']],
		['/***/:a', []],
		['/***/:a*/:b', [':b']],
		['/****/:a', [':a']],
		['/** x */:a', [':a']],
		['-- c\n:a', [':a']],
		['/*+ O(:a) */', [':a']],
		['a::INT', []],
		['a:b', []],
		['é:b', []],
		['𝐱:b', []],
		['ROW<a:INT>', []],
		['x[1:n]', []],
		['x[1]:n', []],
		['f(x):n', []],
		["JSON_OBJECT('k':v)", []],
		["JSON_OBJECT('k' : v)", []],
		['`k`:v', []],
		[':1', []],
		[': a', []],
		[':', []],
		[':::a', []],
		["':a'", []],
		["TIME '12:30:00'", []],
		["JSON_VALUE(x, '$.a:b')", []],
		['`a:b :c`', []],
		['"a :c"', []],
		['-- :a', []],
		['// :a', []],
		['/* :a */', []],
		["E'\\':a'", []],
	])('finds the placeholders of %j', (sql, placeholders) => {
		expect(placeholdersOf(sql)).toEqual(placeholders);
	});

	it('leaves no gap between tokens, whatever the text', () => {
		const pieces = fc.constantFrom(
			"'",
			'"',
			'`',
			':',
			':a',
			'--',
			'//',
			'/*',
			'/*+',
			'/**',
			'*/',
			'\n',
			'E',
			'\\',
			'x',
			' ',
			'1',
		);
		fc.assert(
			fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' }))), (parts) => {
				const sql = parts.join('');
				expect(
					tokensOf(sql)
						.map(([, text]) => text)
						.join(''),
				).toBe(sql);
				expect(scanSql(sql).every(({ start, end }) => end > start)).toBe(true);
			}),
		);
	});

	it('takes very long texts', () => {
		const long = "a'b''c".repeat(200_000);
		expect(scanSql(long).length).toBeGreaterThan(100_000);
		expect(tokensOf(`'${'x\\'.repeat(1_000_000)}'`)).toHaveLength(1);
	});
});
