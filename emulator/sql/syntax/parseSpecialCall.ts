import type { Span } from '../text/span';
import type { Expr } from './tree/ast';
import { call } from './tree/callNode';
import type { Grammar } from './grammar';

const UNITS = [
	...[
		'MILLENNIUM',
		'CENTURY',
		'DECADE',
		'YEAR',
		'QUARTER',
		'MONTH',
		'WEEK',
		'DAY',
		'HOUR',
		'MINUTE',
		'SECOND',
	],
	...[
		'MILLISECOND',
		'MICROSECOND',
		'NANOSECOND',
		'EPOCH',
		'DOY',
		'DOW',
		'ISODOW',
		'ISOYEAR',
		'SQL_TSI_SECOND',
	],
	...[
		'SQL_TSI_MINUTE',
		'SQL_TSI_HOUR',
		'SQL_TSI_DAY',
		'SQL_TSI_WEEK',
		'SQL_TSI_MONTH',
		'SQL_TSI_QUARTER',
		'SQL_TSI_YEAR',
	],
];

type Reader = (grammar: Grammar, name: string, start: Span) => Expr;

function finish(grammar: Grammar, name: string, args: readonly Expr[], start: Span): Expr {
	grammar.tokens.expect(')');
	return call(name, args, grammar.tokens.since(start));
}

function unit(grammar: Grammar): Expr {
	const { tokens } = grammar;
	const at = tokens.peek().at;
	const name = tokens.acceptAny(UNITS);
	if (name === null) throw tokens.unexpected(['<TIME UNIT>']);
	return { kind: 'symbol', name: name.replace('SQL_TSI_', ''), at };
}

const extract: Reader = (grammar, name, start) => {
	const field = unit(grammar);
	grammar.tokens.expect('FROM');
	return finish(grammar, name, [field, grammar.expression()], start);
};

const trim: Reader = (grammar, name, start) => {
	const { tokens } = grammar;
	const at = tokens.peek().at;
	const side: Expr = {
		kind: 'symbol',
		name: tokens.acceptAny(['BOTH', 'LEADING', 'TRAILING']) ?? 'BOTH',
		at,
	};
	const first = tokens.at('FROM') ? [] : [grammar.expression()];
	if (!tokens.accept('FROM')) return finish(grammar, name, [side, ...first], start);
	return finish(grammar, name, [side, grammar.expression(), ...first], start);
};

const substring: Reader = (grammar, name, start) => {
	const { tokens } = grammar;
	const args = [grammar.expression()];
	if (tokens.acceptAny(['FROM', ','])) args.push(grammar.expression());
	if (tokens.acceptAny(['FOR', ','])) args.push(grammar.expression());
	return finish(grammar, name, args, start);
};

const position: Reader = (grammar, name, start) => {
	const found = grammar.additive();
	grammar.tokens.expect('IN');
	const args = [found, grammar.expression()];
	if (grammar.tokens.accept('FROM')) args.push(grammar.expression());
	return finish(grammar, name, args, start);
};

const overlay: Reader = (grammar, name, start) => {
	const { tokens } = grammar;
	const args = [grammar.expression()];
	for (const word of ['PLACING', 'FROM']) {
		tokens.expect(word);
		args.push(grammar.expression());
	}
	if (tokens.accept('FOR')) args.push(grammar.expression());
	return finish(grammar, name, args, start);
};

/** `FLOOR(x)`, or `FLOOR(x TO unit)` for times. */
const rounding: Reader = (grammar, name, start) => {
	const value = grammar.expression();
	if (!grammar.tokens.accept('TO')) return finish(grammar, name, [value], start);
	return finish(grammar, `${name} TO`, [value, unit(grammar)], start);
};

const unitFirst: Reader = (grammar, name, start) => {
	const { tokens } = grammar;
	const args = [unit(grammar)];
	while (tokens.accept(',')) args.push(grammar.expression());
	return finish(grammar, name, args, start);
};

/** `JSON('…')` means something in a constructor only. */
const rawJson = (expr: Expr): Expr => (expr.kind === 'call' && expr.name === 'JSON' ? { ...expr, name: 'JSON RAW' } : expr);

const jsonObject: Reader = (grammar, name, start) => {
	const { tokens } = grammar;
	const args: Expr[] = [];
	const entry = () => {
		tokens.accept('KEY');
		args.push(grammar.expression());
		if (!tokens.accept(':')) tokens.expect('VALUE');
		args.push(rawJson(grammar.expression()));
	};
	if (!tokens.at(')')) tokens.list(entry);
	return finish(grammar, onNull(grammar) === 'ABSENT' ? `${name} ABSENT` : name, args, start);
};

const jsonArray: Reader = (grammar, name, start) => {
	const { tokens } = grammar;
	const isEmpty = tokens.at(')') || tokens.at('NULL', 'ON') || tokens.at('ABSENT', 'ON');
	const args = isEmpty ? [] : tokens.list(() => rawJson(grammar.expression()));
	return finish(grammar, onNull(grammar) === 'NULL' ? `${name} NULL` : name, args, start);
};

/** `FILTER (WHERE …)` behind an aggregate. */
function filtered(grammar: Grammar, aggregate: Expr): Expr {
	if (aggregate.kind !== 'call' || !grammar.tokens.accept('FILTER')) return aggregate;
	grammar.tokens.expect('(', 'WHERE');
	const filter = grammar.expression();
	grammar.tokens.expect(')');
	return { ...aggregate, filter };
}

function onNull({ tokens }: Grammar): string | null {
	return ['ABSENT', 'NULL'].find((word) => tokens.accept(word, 'ON', 'NULL')) ?? null;
}

const READERS: Readonly<Record<string, Reader>> = {
	EXTRACT: extract,
	TRIM: trim,
	SUBSTRING: substring,
	POSITION: position,
	OVERLAY: overlay,
	CEIL: rounding,
	CEILING: rounding,
	FLOOR: rounding,
	TIMESTAMPADD: unitFirst,
	TIMESTAMPDIFF: unitFirst,
	JSON_OBJECT: jsonObject,
	JSON_ARRAY: jsonArray,
	JSON_OBJECTAGG: (grammar, name, start) => filtered(grammar, jsonObject(grammar, name, start)),
	JSON_ARRAYAGG: (grammar, name, start) => filtered(grammar, jsonArray(grammar, name, start)),
};

/** Functions whose arguments are not a plain list. */
export const SPECIAL_CALLS: ReadonlySet<string> = new Set(Object.keys(READERS));

export function parseSpecialCall(grammar: Grammar): Expr {
	const { tokens } = grammar;
	const name = tokens.next();
	const read = READERS[name.value];
	if (read === undefined) throw tokens.unexpected();
	tokens.expect('(');
	return read(grammar, name.value === 'CEILING' ? 'CEIL' : name.value, name.at);
}
