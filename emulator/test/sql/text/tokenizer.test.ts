import fc from 'fast-check';

import { SqlError } from '../../../sql/engine';
import { tokenize } from '../../../sql/text/tokenizer';

const brief = (sql: string): string[] =>
	tokenize(sql)
		.slice(0, -1)
		.map(({ kind, value }) => `${kind} ${value}`);

describe('tokens', () => {
	it.each([
		['words in capitals', 'select Foo_1 $rowtime', ['word SELECT', 'word FOO_1', 'word $ROWTIME']],
		['names in backticks', '`a b` `it``s` `select`', ['quoted a b', 'quoted it`s', 'quoted select']],
		['strings', "'it''s' '' '-- no' '`'", ["string it's", 'string ', 'string -- no', 'string `']],
		['bytes', "x'0aFF' X''", ['bytes 0aff', 'bytes ']],
		[
			'numbers',
			'1 1.5 .5 1e7 1.25E-3 10.',
			['number 1', 'number 1.5', 'number .5', 'number 1e7', 'number 1.25E-3', 'number 10.'],
		],
		[
			'symbols',
			'a<>b <= >= || => [1].x',
			[
				'word A',
				'symbol <>',
				'word B',
				'symbol <=',
				'symbol >=',
				'symbol ||',
				'symbol =>',
				'symbol [',
				'number 1',
				'symbol ]',
				'symbol .',
				'word X',
			],
		],
		['line comments', "1 -- 'x\n2 // `y\n3", ['number 1', 'number 2', 'number 3']],
		[
			'block comments and hints',
			"1 /* ' */ 2 /*+ OPTIONS('scan.startup.mode'='earliest-offset') */ 3 /**/",
			['number 1', 'number 2', 'number 3'],
		],
		['formal comments', '1 /***/ 2 */ 3 /****/ 4 /** x */ 5 /**/ 6 /***\n*/', ['number 1', 'number 3', 'number 4', 'number 5', 'number 6']],
		['letters of any script', 'größe 名前', ['word GRÖSSE', 'word 名前']],
		[
			'nested types',
			'MAP<STRING, ARRAY<INT>>',
			[
				'word MAP',
				'symbol <',
				'word STRING',
				'symbol ,',
				'word ARRAY',
				'symbol <',
				'word INT',
				'symbol >',
				'symbol >',
			],
		],
	])('%s', (_, sql, expected) => {
		expect(brief(sql)).toEqual(expected);
	});

	it('knows lines and columns, from 1 on and end inclusive', () => {
		const [, second, third] = tokenize("a\n  `bc`\n'd\ne'");
		expect(second!.at).toEqual({ line: 2, column: 3, endLine: 2, endColumn: 6 });
		expect(third!.at).toEqual({ line: 3, column: 1, endLine: 4, endColumn: 2 });
	});

	it.each([
		["'open", 'line 1, column 1', '<EOF>'],
		['a `open', 'line 1, column 3', '<EOF>'],
		['1 /* open', 'line 1, column 3', '<EOF>'],
		['1 /**', 'line 1, column 3', '<EOF>'],
		['1 /***/', 'line 1, column 3', '<EOF>'],
		['"double"', 'line 1, column 1', '(34)'],
		["x'0g'", 'line 1, column 1', '0g'],
		['a # b', 'line 1, column 3', '(35)'],
	])('refuses %s and says where', (sql, place, what) => {
		expect(() => tokenize(sql)).toThrow(SqlError);
		expect(() => tokenize(sql)).toThrow(`Lexical error at ${place}`);
		expect(() => tokenize(sql)).toThrow(what);
	});
});

describe('laws of tokens', () => {
	const quoted = (quote: string) => (text: string) =>
		`${quote}${text.replaceAll(quote, quote + quote)}${quote}`;

	it('gives any text back that was quoted', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), fc.constantFrom("'", '`'), (text, quote) => {
				const tokens = tokenize(`a ${quoted(quote)(text)} b`);
				expect(tokens.map(({ value }) => value)).toEqual(['A', text, 'B', '<EOF>']);
			}),
		);
	});

	it('leaves out nothing but blanks and comments', () => {
		const piece = fc.oneof(
			fc.constantFrom('a', 'SELECT', '12.5', "x'00'", '<>', ',', '(', '$rowtime'),
			fc.string().map(quoted("'")),
			fc.string().map(quoted('`')),
		);
		const gap = fc.constantFrom(' ', '\n', '\t', ' /* x */ ', ' -- y\n', ' // z\n');
		fc.assert(
			fc.property(fc.array(fc.tuple(piece, gap)), (pieces) => {
				const sql = pieces.map(([text, blank]) => text + blank).join('');
				const tokens = tokenize(sql);
				expect(tokens.slice(0, -1).map(({ text }) => text)).toEqual(pieces.map(([text]) => text));
				for (const { start, end, text } of tokens) expect(sql.slice(start, end)).toBe(text);
			}),
		);
	});

	it('never fails but with an SqlError', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (sql) => {
				try {
					tokenize(sql);
				} catch (error) {
					expect(error).toBeInstanceOf(SqlError);
				}
			}),
		);
	});
});
