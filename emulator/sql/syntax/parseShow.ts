import type { Path } from './tree/ast';
import type { Describe, Show, ShowSubject, Use } from './tree/statementAst';
import type { TokenStream } from './tokenStream';

const SUBJECTS: ReadonlyArray<readonly [ShowSubject, readonly string[]]> = [
	['CATALOGS', ['CATALOGS']],
	['DATABASES', ['DATABASES']],
	['TABLES', ['TABLES']],
	['VIEWS', ['VIEWS']],
	['FUNCTIONS', ['FUNCTIONS']],
	['USER FUNCTIONS', ['USER', 'FUNCTIONS']],
	['COLUMNS', ['COLUMNS']],
	['CURRENT CATALOG', ['CURRENT', 'CATALOG']],
	['CURRENT DATABASE', ['CURRENT', 'DATABASE']],
	['CREATE TABLE', ['CREATE', 'TABLE']],
	['CREATE VIEW', ['CREATE', 'VIEW']],
];

export function parseShow(tokens: TokenStream): Show {
	const start = tokens.expect('SHOW').at;
	const found = SUBJECTS.find(([, words]) => tokens.accept(...words));
	if (found === undefined) throw tokens.unexpected([...new Set(SUBJECTS.map(([subject]) => `"${subject}"`))]);
	const [subject] = found;
	const named = subject.startsWith('CREATE') || tokens.acceptAny(['FROM', 'IN']) !== null;
	const path: Path = named ? tokens.path() : [];
	return { kind: 'SHOW', subject, path, like: parseLike(tokens), at: tokens.since(start) };
}

function parseLike(tokens: TokenStream): Show['like'] {
	const negated = tokens.accept('NOT');
	const word = tokens.acceptAny(['LIKE', 'ILIKE']);
	if (word === null) {
		if (negated) throw tokens.unexpected(['"LIKE"', '"ILIKE"']);
		return null;
	}
	return { pattern: tokens.stringLiteral(), negated, ignoreCase: word === 'ILIKE' };
}

export function parseDescribe(tokens: TokenStream): Describe {
	tokens.next();
	tokens.accept('TABLE');
	const extended = tokens.accept('EXTENDED');
	return { kind: 'DESCRIBE', extended, path: tokens.path() };
}

export function parseUse(tokens: TokenStream): Use {
	tokens.expect('USE');
	const kind = tokens.accept('CATALOG') ? 'USE_CATALOG' : 'USE';
	return { kind, path: tokens.path() };
}
