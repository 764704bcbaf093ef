import type { CallExpr, Expr, FrameBound, JsonBehaviour, Path, WindowFrame, WindowSpec } from './tree/ast';
import type { Grammar } from './grammar';
import { parseOrderItem } from './parseOrderItem';
import { parseType } from './parseType';
import { TokenStream } from './tokenStream';

/** `name(arguments)` with everything that may follow: FILTER, WITHIN GROUP, OVER. The name has been read. */
export function parseCall(grammar: Grammar, path: Path): Expr {
	const { tokens } = grammar;
	const start = path[0]?.at ?? tokens.peek().at;
	tokens.expect('(');
	const distinct = tokens.acceptAny(['DISTINCT', 'ALL']) === 'DISTINCT';
	const args = tokens.at(')') ? [] : tokens.list(() => parseArgument(grammar));
	const base: CallExpr = {
		kind: 'call',
		name: (path.at(-1)?.name ?? '').toUpperCase(),
		written: path.map((part) => part.name).join('.'),
		args,
		distinct,
		...parseArgumentClauses(grammar),
		at: start,
	};
	tokens.expect(')');
	const at = tokens.since(start);
	return { ...base, ...typeOfStandIn(base), ...parseSuffixes(grammar), at };
}

/** What Confluent's Table API clients put in a dry run for a column of a table that is not there yet: `$MOCK$1('INT')`. */
const STAND_IN = '$MOCK$1';

function typeOfStandIn({ name, args: [type] }: CallExpr): Clauses {
	if (name !== STAND_IN || type?.kind !== 'literal' || type.value === null) return {};
	return { returning: parseType(new TokenStream(type.value)) };
}

function parseArgument(grammar: Grammar): Expr {
	const { tokens } = grammar;
	if (tokens.peek().kind === 'word' && tokens.peek(1).text === '=>') {
		tokens.next();
		tokens.next();
	}
	return grammar.expression();
}

type Clauses = Partial<{ -readonly [K in keyof CallExpr]: CallExpr[K] }>;

/** Clauses inside the parentheses: ORDER BY, IGNORE NULLS, and those of the JSON functions. */
function parseArgumentClauses(grammar: Grammar): Clauses {
	const { tokens } = grammar;
	const clauses: Clauses = {};
	if (tokens.accept('ORDER', 'BY')) clauses.orderBy = tokens.list(() => parseOrderItem(grammar));
	if (tokens.accept('RETURNING')) clauses.returning = parseType(tokens);
	const wrapper = parseWrapper(grammar);
	if (wrapper !== undefined) clauses.wrapper = wrapper;
	for (;;) {
		const behaviour = parseBehaviour(grammar);
		if (behaviour === null) return clauses;
		tokens.expect('ON');
		if (tokens.accept('EMPTY')) clauses.onEmpty = behaviour;
		else {
			tokens.expect('ERROR');
			clauses.onError = behaviour;
		}
	}
}

/** `WITHOUT [ARRAY] WRAPPER`, `WITH [CONDITIONAL | UNCONDITIONAL] [ARRAY] WRAPPER`. */
function parseWrapper({ tokens }: Grammar): CallExpr['wrapper'] {
	if (tokens.accept('WITHOUT')) {
		tokens.accept('ARRAY');
		tokens.expect('WRAPPER');
		return 'WITHOUT';
	}
	if (!tokens.accept('WITH')) return undefined;
	const isConditional = tokens.acceptAny(['CONDITIONAL', 'UNCONDITIONAL']) === 'CONDITIONAL';
	tokens.accept('ARRAY');
	tokens.expect('WRAPPER');
	return isConditional ? 'CONDITIONAL' : 'UNCONDITIONAL';
}

const BEHAVIOURS: readonly JsonBehaviour[] = [
	'NULL',
	'ERROR',
	'EMPTY ARRAY',
	'EMPTY OBJECT',
	'TRUE',
	'FALSE',
	'UNKNOWN',
];

function parseBehaviour(grammar: Grammar): Expr | JsonBehaviour | null {
	const { tokens } = grammar;
	if (tokens.accept('DEFAULT')) return grammar.expression();
	return BEHAVIOURS.find((words) => tokens.at(...words.split(' '), 'ON') && tokens.accept(...words.split(' '))) ?? null;
}

function parseSuffixes(grammar: Grammar): Clauses {
	const { tokens } = grammar;
	const clauses: Clauses = {};
	if (tokens.accept('WITHIN', 'GROUP')) {
		tokens.expect('(', 'ORDER', 'BY');
		clauses.orderBy = tokens.list(() => parseOrderItem(grammar));
		tokens.expect(')');
	}
	if (tokens.accept('FILTER')) {
		tokens.expect('(', 'WHERE');
		clauses.filter = grammar.expression();
		tokens.expect(')');
	}
	const nulls = tokens.at('IGNORE', 'NULLS') || tokens.at('RESPECT', 'NULLS');
	if (nulls) clauses.ignoreNulls = tokens.next().value === 'IGNORE';
	if (nulls) tokens.next();
	if (tokens.accept('OVER')) {
		clauses.over = tokens.at('(')
			? parseWindowSpec(grammar)
			: { base: tokens.identifier(), partitionBy: [], orderBy: [], frame: null };
	}
	return clauses;
}

/** `(PARTITION BY … ORDER BY … ROWS …)`. */
export function parseWindowSpec(grammar: Grammar): WindowSpec {
	const { tokens } = grammar;
	tokens.expect('(');
	const base = tokens.atIdentifier() && !tokens.at('RANGE') ? tokens.identifier() : null;
	const partitionBy = tokens.accept('PARTITION', 'BY') ? tokens.list(() => grammar.expression()) : [];
	const orderBy = tokens.accept('ORDER', 'BY') ? tokens.list(() => parseOrderItem(grammar)) : [];
	const frame = parseFrame(grammar);
	tokens.expect(')');
	return { base, partitionBy, orderBy, frame };
}

function parseFrame(grammar: Grammar): WindowFrame | null {
	const { tokens } = grammar;
	const unit = tokens.acceptAny(['ROWS', 'RANGE']);
	if (unit === null) return null;
	const between = tokens.accept('BETWEEN');
	const from = parseBound(grammar);
	if (between) tokens.expect('AND');
	const to: FrameBound = between ? parseBound(grammar) : { kind: 'CURRENT ROW', distance: null };
	return { unit: unit === 'ROWS' ? 'ROWS' : 'RANGE', from, to };
}

function parseBound(grammar: Grammar): FrameBound {
	const { tokens } = grammar;
	if (tokens.accept('CURRENT', 'ROW')) return { kind: 'CURRENT ROW', distance: null };
	if (tokens.accept('UNBOUNDED', 'PRECEDING')) return { kind: 'UNBOUNDED PRECEDING', distance: null };
	if (tokens.accept('UNBOUNDED', 'FOLLOWING')) return { kind: 'UNBOUNDED FOLLOWING', distance: null };
	const distance = grammar.expression();
	const kind = tokens.acceptAny(['PRECEDING', 'FOLLOWING']);
	if (kind === null) throw tokens.unexpected(['"PRECEDING"', '"FOLLOWING"']);
	return { kind: kind === 'PRECEDING' ? 'PRECEDING' : 'FOLLOWING', distance };
}
