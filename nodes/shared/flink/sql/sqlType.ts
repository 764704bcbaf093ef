const TOKEN = /\s*(?:([A-Za-z_][A-Za-z0-9_$]*)|`((?:[^`\n\r]|``)+)`|(\d{1,10})|([<>(),]))\s*/y;

const MAX_DEPTH = 32;

/** How many numbers in parentheses a type may carry. */
const SCALARS: ReadonlyMap<string, number> = new Map([
	['BOOLEAN', 0],
	['TINYINT', 0],
	['SMALLINT', 0],
	['INT', 0],
	['INTEGER', 0],
	['BIGINT', 0],
	['FLOAT', 0],
	['DOUBLE', 0],
	['DATE', 0],
	['STRING', 0],
	['BYTES', 0],
	['VARIANT', 0],
	['CHAR', 1],
	['VARCHAR', 1],
	['BINARY', 1],
	['VARBINARY', 1],
	['TIME', 1],
	['TIMESTAMP', 1],
	['TIMESTAMP_LTZ', 1],
	['DECIMAL', 2],
	['DEC', 2],
	['NUMERIC', 2],
]);

/** Words that may follow a type's name, and its parameters where it has any. */
const SUFFIXES: ReadonlyMap<string, readonly string[]> = new Map([
	['DOUBLE', ['PRECISION']],
	['TIME', ['WITHOUT TIME ZONE']],
	['TIMESTAMP', ['WITHOUT TIME ZONE', 'WITH LOCAL TIME ZONE']],
]);

const INTERVAL_UNITS: ReadonlySet<string> = new Set(['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE', 'SECOND']);

interface TypeToken {
	readonly kind: 'word' | 'quoted' | 'number' | 'symbol';
	/** Words in upper case, as SQL compares them. */
	readonly text: string;
	/** As it was written. */
	readonly source: string;
}

/**
 * The SQL type written in `text`, in canonical spelling and without an outer NOT NULL; `undefined` when it is
 * not a Flink SQL type. Every part of the answer comes from this file's own tables, or is a validated number or
 * a quoted field name, so whatever `text` is, the answer is one type and nothing else.
 */
export function parseSqlType(text: string): string | undefined {
	const tokens = tokenize(text);
	if (tokens === undefined) return undefined;
	const parser = new SqlTypeParser(tokens);
	const type = parser.type(0);
	if (type === undefined) return undefined;
	parser.nullability();
	return parser.atEnd() ? type : undefined;
}

function tokenize(text: string): TypeToken[] | undefined {
	const tokens: TypeToken[] = [];
	TOKEN.lastIndex = 0;
	while (TOKEN.lastIndex < text.length) {
		const match = TOKEN.exec(text);
		if (match === null) return undefined;
		tokens.push(tokenOf(match));
	}
	return tokens;
}

function tokenOf([, word, quoted, number, symbol]: RegExpExecArray): TypeToken {
	if (word !== undefined) return { kind: 'word', text: word.toUpperCase(), source: word };
	if (quoted !== undefined) return { kind: 'quoted', text: quoted, source: quoted };
	if (number !== undefined) return { kind: 'number', text: String(Number(number)), source: number };
	return { kind: 'symbol', text: symbol ?? '', source: symbol ?? '' };
}

/** Recursive descent; each method answers `undefined` where the text leaves the grammar. */
class SqlTypeParser {
	private position = 0;

	constructor(private readonly tokens: readonly TypeToken[]) {}

	atEnd(): boolean {
		return this.position === this.tokens.length;
	}

	type(depth: number): string | undefined {
		const token = this.tokens[this.position];
		if (token?.kind !== 'word' || depth > MAX_DEPTH) return undefined;
		this.position++;
		if (token.text === 'ARRAY' || token.text === 'MULTISET') return this.generic(token.text, 1, depth);
		if (token.text === 'MAP') return this.generic(token.text, 2, depth);
		if (token.text === 'ROW') return this.row(depth);
		if (token.text === 'INTERVAL') return this.interval();
		const parameters = SCALARS.get(token.text);
		return parameters === undefined ? undefined : this.scalar(token.text, parameters);
	}

	/** The text of a NULL or NOT NULL that stands here, which may be none. */
	nullability(): string {
		if (this.words('NOT NULL')) return ' NOT NULL';
		this.words('NULL');
		return '';
	}

	private element(depth: number): string | undefined {
		const type = this.type(depth + 1);
		return type === undefined ? undefined : type + this.nullability();
	}

	private generic(name: string, count: number, depth: number): string | undefined {
		const elements = this.list('<', '>', () => this.element(depth));
		return elements?.length === count ? `${name}<${elements.join(', ')}>` : undefined;
	}

	private row(depth: number): string | undefined {
		const field = () => {
			const name = this.tokens[this.position];
			if (name?.kind !== 'word' && name?.kind !== 'quoted') return undefined;
			this.position++;
			const type = this.element(depth);
			const quoted = name.kind === 'quoted' ? name.source : name.source.replaceAll('`', '``');
			return type === undefined ? undefined : `\`${quoted}\` ${type}`;
		};
		const fields = this.list('<', '>', field) ?? this.list('(', ')', field);
		return fields === undefined ? undefined : `ROW<${fields.join(', ')}>`;
	}

	private interval(): string | undefined {
		const from = this.intervalUnit();
		if (from === undefined) return undefined;
		if (!this.words('TO')) return `INTERVAL ${from}`;
		const to = this.intervalUnit();
		return to === undefined ? undefined : `INTERVAL ${from} TO ${to}`;
	}

	private intervalUnit(): string | undefined {
		const unit = this.tokens[this.position];
		if (unit?.kind !== 'word' || !INTERVAL_UNITS.has(unit.text)) return undefined;
		this.position++;
		const numbers = this.numbers();
		return numbers.length > 1 ? undefined : unit.text + inParentheses(numbers);
	}

	private scalar(name: string, parameters: number): string | undefined {
		const numbers = this.numbers();
		if (numbers.length > parameters) return undefined;
		const suffix = SUFFIXES.get(name)?.find((words) => this.words(words));
		return name + inParentheses(numbers) + (suffix === undefined ? '' : ` ${suffix}`);
	}

	private numbers(): string[] {
		const number = () => {
			const token = this.tokens[this.position];
			if (token?.kind !== 'number') return undefined;
			this.position++;
			return token.text;
		};
		return this.list('(', ')', number) ?? [];
	}

	/** One or more parts between two symbols, separated by commas; nothing is consumed where it does not fit. */
	private list(open: string, close: string, part: () => string | undefined): string[] | undefined {
		const start = this.position;
		const parts: string[] = [];
		for (let separator = open; this.symbol(separator); separator = ',') {
			const text = part();
			if (text === undefined) break;
			parts.push(text);
			if (this.symbol(close)) return parts;
		}
		this.position = start;
		return undefined;
	}

	private symbol(text: string): boolean {
		const token = this.tokens[this.position];
		if (token?.kind !== 'symbol' || token.text !== text) return false;
		this.position++;
		return true;
	}

	private words(text: string): boolean {
		const words = text.split(' ');
		const matches = words.every((word, index) => {
			const token = this.tokens[this.position + index];
			return token?.kind === 'word' && token.text === word;
		});
		if (matches) this.position += words.length;
		return matches;
	}
}

function inParentheses(numbers: readonly string[]): string {
	return numbers.length === 0 ? '' : `(${numbers.join(', ')})`;
}
