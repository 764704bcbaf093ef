import { SqlError } from '../engine';
import { hasSeveralStatements, onlyOneStatement } from '../text/oneStatement';
import type { Name, Query } from './tree/ast';
import { startsQuery, type Grammar } from './grammar';
import { grammarOf, parseQuery } from './parseQuery';
import { parseAlterTable } from './parseAlterTable';
import { parseDescribe, parseShow, parseUse } from './parseShow';
import { parseComment, parseDistribution, parseOptions, parseTableElements } from './parseTableDefinition';
import type {
	CreateTable,
	CreateView,
	DropObject,
	Explain,
	Insert,
	Statement,
	StatementSet,
} from './tree/statementAst';
import { TokenStream } from './tokenStream';
import { refuseStatement } from './unsupported';

/** Parses exactly one statement, with or without a semicolon at its end. */
export function parseStatement(sql: string): Statement {
	const tokens = new TokenStream(sql);
	if (tokens.peek().kind === 'end') throw tokens.unexpected();
	const statement = parseAny(grammarOf(tokens));
	while (tokens.accept(';'));
	if (tokens.peek().kind !== 'end') {
		if (tokens.previous().text === ';') throw onlyOneStatement();
		throw tokens.unexpected(['<EOF>']);
	}
	tokens.refuseOtherHints();
	return statement;
}

function parseAny(grammar: Grammar): Statement {
	const { tokens } = grammar;
	refuseStatement(tokens);
	if (startsQuery(tokens, 0) || tokens.at('(')) return { kind: 'SELECT', query: parseQuery(grammar) };
	if (tokens.at('INSERT')) return parseInsert(grammar);
	if (tokens.accept('EXECUTE')) {
		if (tokens.at('STATEMENT')) return parseStatementSet(grammar);
		return parseAny(grammar);
	}
	if (tokens.accept('CREATE')) return parseCreate(grammar);
	if (tokens.accept('DROP')) return parseDrop(tokens);
	if (tokens.at('ALTER')) return parseAlterTable(grammar);
	if (tokens.at('SHOW')) return parseShow(tokens);
	if (tokens.at('DESCRIBE') || tokens.at('DESC')) return parseDescribe(tokens);
	if (tokens.at('USE')) return parseUse(tokens);
	if (tokens.accept('EXPLAIN')) return parseExplain(grammar);
	if (
		['DELETE', 'UPDATE', 'MERGE', 'ANALYZE', 'SET', 'RESET', 'TRUNCATE', 'LOAD', 'CALL'].some((word) =>
			tokens.at(word),
		)
	) {
		// More than one statement is refused before anybody looks at what they are.
		throw hasSeveralStatements(tokens.sql) ? onlyOneStatement() : new SqlError('The requested operation is not supported.');
	}
	throw tokens.unexpected([
		'"SELECT"',
		'"INSERT"',
		'"CREATE"',
		'"DROP"',
		'"ALTER"',
		'"SHOW"',
		'"DESCRIBE"',
		'"WITH"',
	]);
}

function parseInsert(grammar: Grammar): Insert {
	const { tokens } = grammar;
	tokens.expect('INSERT');
	if (tokens.at('OVERWRITE')) throw new SqlError('INSERT OVERWRITE is not supported.');
	tokens.expect('INTO');
	const path = tokens.path();
	const columns: Name[] =
		tokens.at('(') && !startsQuery(tokens, 1) ? tokens.parenthesized(() => tokens.identifier()) : [];
	return { kind: 'INSERT_INTO', path, columns, query: parseQuery(grammar) };
}

function parseStatementSet(grammar: Grammar): StatementSet {
	const { tokens } = grammar;
	tokens.expect('STATEMENT', 'SET');
	const inserts: Insert[] = [];
	tokens.expect('BEGIN');
	while (!tokens.accept('END')) {
		inserts.push(parseInsert(grammar));
		if (!tokens.at('END')) tokens.expect(';');
	}
	if (inserts.length === 0) throw tokens.unexpected(['"INSERT"']);
	return { kind: 'STATEMENT_SET', inserts };
}

function parseCreate(grammar: Grammar): CreateTable | CreateView {
	const { tokens } = grammar;
	tokens.accept('OR', 'REPLACE');
	const start = tokens.peek().at;
	if (tokens.accept('VIEW')) return parseCreateView(grammar);
	if (!tokens.accept('TABLE')) throw tokens.unexpected(['"TABLE"', '"VIEW"']);
	const ifNotExists = tokens.accept('IF', 'NOT', 'EXISTS');
	const path = tokens.path();
	const elements = tokens.at('(')
		? parseTableElements(grammar)
		: { columns: [], primaryKey: [], primaryKeyName: null, watermark: null };
	const comment = parseComment(tokens);
	const distribution = parseDistribution(tokens);
	const options = tokens.accept('WITH') ? parseOptions(tokens) : {};
	const like = tokens.accept('LIKE') ? tokens.path() : null;
	if (like && tokens.at('(')) skipParenthesized(tokens);
	const query: Query | null = tokens.accept('AS') ? parseQuery(grammar) : null;
	const at = tokens.since(start);
	return {
		kind: 'CREATE_TABLE',
		at,
		path,
		ifNotExists,
		...elements,
		comment,
		distribution,
		options,
		like,
		query,
	};
}

function skipParenthesized(tokens: TokenStream): void {
	tokens.expect('(');
	while (!tokens.accept(')')) {
		if (tokens.peek().kind === 'end') throw tokens.unexpected(['")"']);
		tokens.next();
	}
}

function parseCreateView(grammar: Grammar): CreateView {
	const { tokens } = grammar;
	const ifNotExists = tokens.accept('IF', 'NOT', 'EXISTS');
	const path = tokens.path();
	const columns: Name[] = tokens.at('(') ? tokens.parenthesized(() => tokens.identifier()) : [];
	const comment = parseComment(tokens);
	tokens.expect('AS');
	const start = tokens.peek().start;
	const query = parseQuery(grammar);
	return { kind: 'CREATE_VIEW', path, ifNotExists, columns, comment, query, text: tokens.textSince(start) };
}

function parseDrop(tokens: TokenStream): DropObject {
	const kind = tokens.acceptAny(['TABLE', 'VIEW']);
	if (kind === null) throw tokens.unexpected(['"TABLE"', '"VIEW"']);
	const ifExists = tokens.accept('IF', 'EXISTS');
	return { kind: kind === 'TABLE' ? 'DROP_TABLE' : 'DROP_VIEW', path: tokens.path(), ifExists };
}

function parseExplain(grammar: Grammar): Explain {
	const { tokens } = grammar;
	tokens.accept('PLAN', 'FOR');
	const isInsert = tokens.at('INSERT');
	return { kind: 'EXPLAIN', isInsert, query: isInsert ? parseInsert(grammar).query : parseQuery(grammar) };
}
