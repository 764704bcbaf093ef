import type { Name } from './tree/ast';
import type { Grammar } from './grammar';
import { parseType } from './parseType';
import type { CreateTable, Distribution, TableColumn, Watermark } from './tree/statementAst';
import type { TokenStream } from './tokenStream';

type Definition = Pick<CreateTable, 'columns' | 'primaryKey' | 'primaryKeyName' | 'watermark'>;

/** What stands in the parentheses of CREATE TABLE. */
export function parseTableElements(grammar: Grammar): Definition {
	const { tokens } = grammar;
	const columns: TableColumn[] = [];
	let primaryKey: readonly Name[] = [];
	let primaryKeyName: string | null = null;
	let watermark: Watermark | null = null;
	tokens.expect('(');
	tokens.list(() => {
		if (tokens.at('WATERMARK', 'FOR')) watermark = parseWatermark(grammar);
		else if (tokens.at('PRIMARY', 'KEY') || tokens.at('CONSTRAINT')) {
			primaryKeyName = tokens.accept('CONSTRAINT') ? tokens.identifier().name : null;
			tokens.expect('PRIMARY', 'KEY');
			primaryKey = tokens.parenthesized(() => tokens.identifier());
			tokens.expect('NOT', 'ENFORCED');
		} else columns.push(parseColumn(grammar));
	});
	tokens.expect(')');
	return { columns, primaryKey, primaryKeyName, watermark };
}

export function parseWatermark(grammar: Grammar): Watermark {
	const { tokens } = grammar;
	tokens.expect('WATERMARK', 'FOR');
	const column = tokens.identifier();
	tokens.expect('AS');
	const start = tokens.peek().start;
	const expr = grammar.expression();
	return { column, expr, text: tokens.textSince(start) };
}

export function parseColumn(grammar: Grammar): TableColumn {
	const { tokens } = grammar;
	const name = tokens.identifier();
	if (tokens.accept('AS')) {
		const start = tokens.peek().start;
		const expr = grammar.expression();
		const computed = { expr, text: tokens.textSince(start) };
		return { name, type: null, comment: parseComment(tokens), computed, metadata: null, primaryKey: false };
	}
	if (tokens.peek().kind === 'end' || tokens.at(',') || tokens.at(')')) {
		return { name, type: null, comment: null, computed: null, metadata: null, primaryKey: false };
	}
	const type = parseType(tokens);
	const metadata = parseMetadata(tokens);
	const primaryKey = tokens.accept('PRIMARY', 'KEY');
	if (primaryKey) tokens.expect('NOT', 'ENFORCED');
	return { name, type, comment: parseComment(tokens), computed: null, metadata, primaryKey };
}

function parseMetadata(tokens: TokenStream): TableColumn['metadata'] {
	if (!tokens.accept('METADATA')) return null;
	const key = tokens.accept('FROM') ? tokens.stringLiteral() : null;
	return { key, isVirtual: tokens.accept('VIRTUAL') };
}

export function parseComment(tokens: TokenStream): string | null {
	return tokens.accept('COMMENT') ? tokens.stringLiteral() : null;
}

/** `DISTRIBUTED BY [HASH](a, b) INTO n BUCKETS`, or `DISTRIBUTED INTO n BUCKETS`. */
export function parseDistribution(tokens: TokenStream): Distribution | null {
	if (!tokens.accept('DISTRIBUTED')) return null;
	let columns: Name[] = [];
	if (tokens.accept('BY')) {
		tokens.accept('HASH');
		columns = tokens.parenthesized(() => tokens.identifier());
	}
	let buckets: number | null = null;
	if (tokens.accept('INTO')) {
		buckets = tokens.wholeNumber();
		tokens.expect('BUCKETS');
	}
	return { columns, buckets };
}

/** `('key' = 'value', …)`. */
export function parseOptions(tokens: TokenStream): Record<string, string> {
	const entries = tokens.parenthesized((): [string, string] => {
		const key = tokens.stringLiteral();
		tokens.expect('=');
		return [key, tokens.stringLiteral()];
	});
	return Object.fromEntries(entries);
}
