import type { Expr, Name, TableRef, WindowTable } from './tree/ast';
import type { Grammar } from './grammar';
import type { TokenStream } from './tokenStream';

/** The functions of windows with the names of what follows the table and its time column. */
const SIGNATURES: Readonly<Record<string, readonly string[]>> = {
	TUMBLE: ['SIZE', 'OFFSET'],
	HOP: ['SLIDE', 'SIZE', 'OFFSET'],
	CUMULATE: ['STEP', 'SIZE', 'OFFSET'],
	SESSION: ['GAP'],
};

export const WINDOW_FUNCTIONS: readonly string[] = Object.keys(SIGNATURES);

interface Arguments {
	input: TableRef | null;
	partitionBy: readonly Expr[];
	timeColumn: Name | null;
	/** By the positions of the signature. */
	readonly sizes: Array<Expr | undefined>;
}

type TableParser = (start: TableRef['at']) => TableRef;

/** `TUMBLE(TABLE t, DESCRIPTOR(c), …)` and its sisters, their arguments in order or by name (`SIZE => …`). */
export function parseWindowTable(grammar: Grammar, parenthesizedTable: TableParser): WindowTable {
	const { tokens } = grammar;
	const name = tokens.anyWord();
	const signature = SIGNATURES[name.name.toUpperCase()];
	if (!signature) throw tokens.unexpected(WINDOW_FUNCTIONS);
	tokens.expect('(');
	const found: Arguments = { input: null, partitionBy: [], timeColumn: null, sizes: [] };
	tokens.list(() => parseArgument(grammar, signature, found, parenthesizedTable));
	tokens.expect(')');
	const { input, timeColumn, partitionBy, sizes } = found;
	if (!input) throw tokens.unexpected(['"TABLE"']);
	if (!timeColumn) throw tokens.unexpected(['"DESCRIPTOR"']);
	return {
		kind: 'window',
		name,
		input,
		timeColumn,
		partitionBy,
		args: sizes,
		alias: null,
		at: tokens.since(name.at),
	};
}

function parseArgument(
	grammar: Grammar,
	signature: readonly string[],
	found: Arguments,
	parenthesizedTable: TableParser,
): void {
	const { tokens } = grammar;
	const label = argumentName(tokens);
	if (label === 'DATA' || (label === null && found.input === null)) {
		found.input = parseInput(grammar, parenthesizedTable);
		found.partitionBy = tokens.accept('PARTITION', 'BY') ? parsePartition(grammar) : [];
	} else if (label === 'TIMECOL' || (label === null && found.timeColumn === null)) {
		tokens.expect('DESCRIPTOR', '(');
		found.timeColumn = tokens.identifier();
		tokens.expect(')');
	} else {
		const position = label === null ? found.sizes.length : signature.indexOf(label);
		if (position < 0 || position >= signature.length)
			throw tokens.unexpected(signature.map((word) => `"${word}"`));
		found.sizes[position] = grammar.expression();
	}
}

function argumentName(tokens: TokenStream): string | null {
	if (tokens.peek().kind !== 'word' || tokens.peek(1).text !== '=>') return null;
	const { value } = tokens.next();
	tokens.next();
	return value;
}

/** One key, or several in parentheses. */
function parsePartition({ tokens, expression }: Grammar): readonly Expr[] {
	return tokens.at('(') ? tokens.parenthesized(expression) : [expression()];
}

function parseInput({ tokens }: Grammar, parenthesizedTable: TableParser): TableRef {
	const start = tokens.peek().at;
	if (tokens.accept('(')) return parenthesizedTable(start);
	tokens.expect('TABLE');
	const path = tokens.path();
	return {
		kind: 'table',
		path,
		hint: tokens.hintedOptions(),
		asOf: null,
		alias: null,
		at: tokens.since((path[0] ?? tokens.previous()).at),
	};
}
