import { SCALAR_TYPES, SUFFIXES, SYNONYMS } from './scalarTypes';
import { withNullability, type IntervalUnit, type RowField, type SqlType, type TypeMeaning } from './sqlType';

const TOKEN = /\s*(?:([A-Za-z_][A-Za-z0-9_$]*)|`((?:[^`\n\r]|``)+)`|(\d{1,10})|([<>(),])|('(?:[^']|'')*'))\s*/y;

/** Types inside of one another at most, as in results: reading more could overflow the stack. */
const MAX_DEPTH = 100;

/** The units that an interval may end with, by the one it begins with. */
const INTERVALS: ReadonlyMap<string, readonly IntervalUnit[]> = new Map([
	['YEAR', ['YEAR', 'MONTH']],
	['MONTH', ['MONTH']],
	['DAY', ['DAY', 'HOUR', 'MINUTE', 'SECOND']],
	['HOUR', ['HOUR', 'MINUTE', 'SECOND']],
	['MINUTE', ['MINUTE', 'SECOND']],
	['SECOND', ['SECOND']],
]);

interface TypeToken {
	readonly kind: 'word' | 'quoted' | 'number' | 'symbol' | 'string';
	/** Words in upper case, as SQL compares them. */
	readonly text: string;
	/** As it was written. */
	readonly source: string;
}

/**
 * The SQL type written in `text`; `undefined` when it is not one of Flink SQL. Comments on the fields of a ROW are
 * dropped. Every part of the answer's text comes from this file's own tables, or is a validated number or a quoted
 * field name, so whatever `text` is, the answer is one type and nothing else.
 */
export function parseSqlType(text: string): SqlType | undefined {
	const tokens = tokenize(text);
	if (tokens === undefined) return undefined;
	const parser = new SqlTypeParser(tokens);
	const type = parser.type(0);
	return type !== undefined && parser.atEnd() ? type : undefined;
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

function tokenOf([, word, quoted, number, symbol, string]: RegExpExecArray): TypeToken {
	if (word !== undefined) return { kind: 'word', text: word.toUpperCase(), source: word };
	if (quoted !== undefined) return { kind: 'quoted', text: quoted, source: quoted };
	if (number !== undefined) return { kind: 'number', text: String(Number(number)), source: number };
	if (symbol !== undefined) return { kind: 'symbol', text: symbol, source: symbol };
	return { kind: 'string', text: '', source: string ?? '' };
}

type BareType = TypeMeaning & Pick<SqlType, 'text'>;

/** Recursive descent; each method answers `undefined` where the text leaves the grammar. */
class SqlTypeParser {
	private position = 0;

	constructor(private readonly tokens: readonly TypeToken[]) {}

	atEnd(): boolean {
		return this.position === this.tokens.length;
	}

	/** A type with its nullability; one that is followed by ARRAY or MULTISET is the element of such a type. */
	type(depth: number): SqlType | undefined {
		const bare = this.bareType(depth);
		let type = bare && { ...bare, nullable: this.nullability() };
		for (let outer = depth + 1; type !== undefined && outer <= MAX_DEPTH; outer++) {
			const kind = this.words('ARRAY') ? 'array' : this.words('MULTISET') ? 'multiset' : undefined;
			if (kind === undefined) break;
			type = { kind, element: type, text: `${kind.toUpperCase()}<${withNullability(type)}>`, nullable: this.nullability() };
		}
		return type;
	}

	private bareType(depth: number): BareType | undefined {
		if (depth > MAX_DEPTH) return undefined;
		const synonym = SYNONYMS.find(([words]) => this.words(words));
		const name = synonym === undefined ? this.word() : synonym[1];
		if (name === 'ARRAY' || name === 'MULTISET') return this.collection(name, depth);
		if (name === 'MAP') return this.map(depth);
		if (name === 'ROW') return this.row(depth);
		if (name === 'INTERVAL') return this.interval();
		return name === undefined ? undefined : this.scalar(name);
	}

	/** False for NOT NULL. */
	private nullability(): boolean {
		if (this.words('NOT NULL')) return false;
		this.words('NULL');
		return true;
	}

	private collection(name: 'ARRAY' | 'MULTISET', depth: number): BareType | undefined {
		const [element, ...others] = this.list('<', '>', () => this.type(depth + 1)) ?? [];
		if (element === undefined || others.length > 0) return undefined;
		return { kind: name === 'ARRAY' ? 'array' : 'multiset', element, text: `${name}<${withNullability(element)}>` };
	}

	private map(depth: number): BareType | undefined {
		const [key, value, ...others] = this.list('<', '>', () => this.type(depth + 1)) ?? [];
		if (key === undefined || value === undefined || others.length > 0) return undefined;
		return { kind: 'map', key, value, text: `MAP<${withNullability(key)}, ${withNullability(value)}>` };
	}

	private row(depth: number): BareType | undefined {
		const field = () => this.field(depth);
		const fields = this.list('<', '>', field) ?? this.list('(', ')', field);
		if (fields === undefined || new Set(fields.map(({ name }) => name)).size < fields.length) return undefined;
		const parts = fields.map(({ name, type }) => `\`${name.replaceAll('`', '``')}\` ${withNullability(type)}`);
		return { kind: 'row', fields, text: `ROW<${parts.join(', ')}>` };
	}

	private field(depth: number): RowField | undefined {
		const name = this.tokens[this.position];
		if (name?.kind !== 'word' && name?.kind !== 'quoted') return undefined;
		this.position++;
		const type = this.type(depth + 1);
		if (type === undefined) return undefined;
		if (this.tokens[this.position]?.kind === 'string') this.position++;
		return { name: name.source.replaceAll('``', '`'), type };
	}

	private interval(): BareType | undefined {
		const from = this.word();
		const units = INTERVALS.get(from ?? '');
		const numbers = this.numbers();
		if (from === undefined || units === undefined || !areOfInterval(numbers, from === 'SECOND' ? 2 : 1)) return undefined;
		const begin = `INTERVAL ${from}${inParentheses(numbers)}`;
		if (!this.words('TO')) return intervalType(from, begin);
		const to = this.word();
		const fraction = to === 'SECOND' ? this.numbers() : [];
		const ends = to !== undefined && to !== from && units.some((unit) => unit === to) && areOfInterval(fraction, 1);
		return ends ? intervalType(to, `${begin} TO ${to}${inParentheses(fraction)}`) : undefined;
	}

	private scalar(name: string): BareType | undefined {
		const numbers = this.numbers();
		const suffix = SUFFIXES.get(name)?.find(([words]) => this.words(words));
		const read = suffix?.[1] ?? SCALAR_TYPES.get(name);
		const meaning = read?.(numbers);
		return meaning && { ...meaning, text: name + inParentheses(numbers) + (suffix === undefined ? '' : ` ${suffix[0]}`) };
	}

	private word(): string | undefined {
		const token = this.tokens[this.position];
		if (token?.kind !== 'word') return undefined;
		this.position++;
		return token.text;
	}

	private numbers(): number[] {
		const number = () => {
			const token = this.tokens[this.position];
			if (token?.kind !== 'number') return undefined;
			this.position++;
			return Number(token.text);
		};
		return this.list('(', ')', number) ?? [];
	}

	/** One or more parts between two symbols, separated by commas; nothing is consumed where it does not fit. */
	private list<T>(open: string, close: string, part: () => T | undefined): T[] | undefined {
		const start = this.position;
		const parts: T[] = [];
		for (let separator = open; this.symbol(separator); separator = ',') {
			const found = part();
			if (found === undefined) break;
			parts.push(found);
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

function intervalType(finest: string, text: string): BareType | undefined {
	const unit = [...INTERVALS.values()].flat().find((each) => each === finest);
	return unit && { kind: unit === 'YEAR' || unit === 'MONTH' ? 'yearMonth' : 'dayTime', finest: unit, text };
}

/** Digits of the first unit, and of the second. */
function areOfInterval(numbers: readonly number[], most: number): boolean {
	return numbers.length <= most && numbers.every((number) => number <= 10);
}

function inParentheses(numbers: readonly number[]): string {
	return numbers.length === 0 ? '' : `(${numbers.join(', ')})`;
}
