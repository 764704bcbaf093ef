import { isRecord } from '../../language/guards';
import { jsonText } from '../../language/jsonText';
import { constantSource, fieldSource, type ParameterSource, type ReadingOptions } from './parameterSource';

const DEFAULT_TIMEOUT_SECONDS = 300;
const LONGEST_TIMEOUT_SECONDS = 7 * 24 * 3600;

const ABSENT = Symbol('absent');

const CORRECT_EXPRESSION = 'Its expression gives no value. Correct the expression. If the data may lack the value, give it a default, as in {{ $json.name ?? "other" }}.';

/** What a number has to be. */
interface NumberRule {
	readonly fallback: number;
	readonly fits: (value: number) => boolean;
	/** Ends the sentence "It should be …". */
	readonly expected: string;
}

/**
 * Parameters read with their types checked: of an item, of a poll, of the node open in the editor, of a collection
 * within them. What does not fit is refused with an error that names the field by its label, in single quotes.
 *
 * - Nothing: a field that is not there has its default. One whose expression gives undefined or null is refused.
 * - Texts: white space around them is removed; an empty one is the default. Numbers and booleans are texts, and so
 *   are dates, which JSON has a text for; other objects are not. Of a resource locator it is the value, whichever mode it is in.
 * - Booleans: true and false, also as text.
 * - Numbers: also as text.
 * - Options: one of the values of the dropdown, capitals or not.
 * - Lists: text with commas between the entries, or a list that an expression gives. An empty entry is refused, an
 *   entry that is given twice counts once; an empty text is the empty list.
 */
export class Parameters {
	/** Each reading evaluates the whole collection anew, and most of its fields are read one by one. */
	private knownOptions: Parameters | undefined;

	constructor(private readonly source: ParameterSource) {}

	/** Whether there is such a field: of a collection, whether it was added. */
	has(name: string): boolean {
		return this.source.get(name, ABSENT) !== ABSENT;
	}

	/**
	 * A value of any type.
	 *
	 * @param advice what to do where an expression gives nothing
	 */
	value(name: string, label: string, fallback: unknown, advice = CORRECT_EXPRESSION): unknown {
		return this.something(this.source.get(name, fallback), label, advice);
	}

	/** A text; empty where it is absent. */
	text(name: string, label: string): string {
		return this.exactText(name, label).trim();
	}

	/** A text that must not be empty. */
	requiredText(name: string, label: string): string {
		const value = this.text(name, label);
		if (value === '') throw this.invalid(`${quoted(label)} is empty`, `Fill in ${quoted(label)}.`);
		return value;
	}

	/** A text with the white space around it; empty where it is absent. */
	exactText(name: string, label: string, options?: ReadingOptions): string {
		const stored = this.source.get(name, '', options);
		const value = textual(this.something(isLocator(stored) ? stored['value'] : stored, label));
		if (!isPlain(value)) throw this.invalid(`${quoted(label)} is ${shown(value)}`, 'It should be text, not an object. Choose one of its fields, or use JSON.stringify().');
		return String(value);
	}

	/** As `exactText`, of a value that no error may show. */
	secretText(name: string, label: string): string {
		const value = this.value(name, label, '');
		if (!isPlain(value)) throw this.invalid(`${quoted(label)} is not text`, 'It should be text, not an object. Choose one of its fields.');
		return String(value);
	}

	/** SQL as the user meant it: inline expressions resolved, what came out of one never evaluated again. */
	sql(): string {
		const sql = this.exactText('sql', 'SQL', { inlineExpressions: true });
		if (sql.trim() === '') throw this.invalid("'SQL' is empty", "Write one Flink SQL statement in 'SQL'.");
		return sql;
	}

	flag(name: string, label: string, fallback: boolean): boolean {
		const value = this.value(name, label, fallback);
		if (value === true || value === 'true') return true;
		if (value === false || value === 'false') return false;
		throw this.invalid(`${quoted(label)} is ${shown(value)}`, 'It should be true or false.');
	}

	/** The value chosen in a dropdown; n8n lets an expression put anything there. */
	choice<T extends string>(name: string, label: string, allowed: readonly T[], fallback: T): T {
		const value = this.value(name, label, fallback);
		const found = typeof value === 'string' ? optionOf(value.trim(), allowed) : undefined;
		if (found === undefined) throw this.invalid(`${quoted(label)} is ${shown(value)}`, `It should be one of: ${allowed.join(', ')}.`);
		return found;
	}

	/** The entries of a list, each once; none where it is absent. */
	list(name: string, label: string): string[] {
		return this.entriesOf(this.value(name, label, ''), label);
	}

	/** Names chosen in a multi-select, each once, just as they are: a comma may be part of one. An expression may give text with commas. */
	names(name: string, label: string): string[] {
		const value = this.value(name, label, []);
		if (!Array.isArray(value)) return this.entriesOf(value, label);
		const names = value.filter((entry): entry is string => typeof entry === 'string' && entry !== '');
		if (names.length < value.length) throw this.invalid(`${quoted(label)} is ${shown(value)}`, 'It should be a list of names.');
		return [...new Set(names)];
	}

	/** The choices of a multi-select, each once. */
	choices<T extends string>(name: string, label: string, allowed: readonly T[], fallback: readonly T[] = []): T[] {
		const found = this.entriesOf(this.value(name, label, fallback), label).map((entry) => {
			const option = optionOf(entry, allowed);
			if (option === undefined) throw this.invalid(`${quoted(label)} contains ${shown(entry)}`, `It may contain: ${allowed.join(', ')}.`);
			return option;
		});
		return [...new Set(found)];
	}

	/** A whole number within bounds. */
	wholeNumber(name: string, label: string, { fallback, min, max }: { fallback: number; min: number; max: number }): number {
		const fits = (value: number) => Number.isInteger(value) && value >= min && value <= max;
		return this.number(name, label, { fallback, fits, expected: `a whole number from ${min} to ${max}` });
	}

	/** Undefined for Return All, else the limit. */
	limit(): number | undefined {
		if (this.flag('returnAll', 'Return All', false)) return undefined;
		return this.wholeNumber('limit', 'Limit', { fallback: 50, min: 1, max: 1_000_000_000 });
	}

	/** `options.timeout`, in seconds. */
	timeoutSeconds(): number {
		return this.options().number('timeout', 'Max Wait (Seconds)', {
			fallback: DEFAULT_TIMEOUT_SECONDS,
			fits: (seconds) => seconds > 0 && seconds <= LONGEST_TIMEOUT_SECONDS,
			expected: `a number of seconds above 0 and at most ${LONGEST_TIMEOUT_SECONDS}`,
		});
	}

	/** The collection "Options". */
	options(): Parameters {
		return (this.knownOptions ??= this.within('options', 'Options'));
	}

	/** The fields of a collection. */
	within(name: string, label: string): Parameters {
		const fields = this.value(name, label, {});
		if (!isRecord(fields)) throw this.invalid(`${quoted(label)} is ${shown(fields)}`, `It should be a collection: add the fields under ${quoted(label)} one by one.`);
		return new Parameters(fieldSource(fields, this.source));
	}

	/**
	 * The entries of a fixed collection, each with its fields.
	 *
	 * @param list the name under which the collection has them
	 */
	entries(name: string, list: string, label: string): Parameters[] {
		const entries = this.within(name, label).value(list, label, []);
		if (!Array.isArray(entries) || !entries.every(isRecord)) throw this.invalid(`${quoted(label)} is ${shown(entries)}`, `It should be a list: add the entries under ${quoted(label)} one by one.`);
		return entries.map((fields) => new Parameters(fieldSource(fields, this.source)));
	}

	/**
	 * What a resource mapper maps, by the name of the column: null is NULL. Undefined where columns are mapped
	 * automatically. A field whose expression gives undefined is refused: as a rule its name is misspelt.
	 */
	mapping(name: string, label: string): ReadonlyMap<string, unknown> | undefined {
		const mapper = this.value(name, label, {});
		if (!isRecord(mapper)) throw this.invalid(`${quoted(label)} is ${shown(mapper)}`, 'It should be a mapping: map the columns one by one, or choose "Map Automatically".');
		if (mapper['mappingMode'] === 'autoMapInputData') return undefined;
		const values = mapper['value'] ?? {};
		if (!isRecord(values)) throw this.invalid(`${quoted(label)} is ${shown(values)}`, 'It should be an object with a value for each column.');
		const empty = Object.keys(values).find((column) => values[column] === undefined);
		if (empty !== undefined) throw this.invalid(`The value of column "${empty}" is undefined`, 'Its expression gives no value. Correct the expression. If the data may lack the value, write NULL, as in {{ $json.name ?? null }}.');
		return new Map(Object.entries(values));
	}

	/**
	 * What stands for the run over items for all of which the parameters of these names are the same. Undefined where one
	 * of them has an expression in it, and where there are no items.
	 */
	runOf(names: readonly string[]): object | undefined {
		const { constants } = this.source;
		return constants !== undefined && names.every((name) => constants.isConstant(name)) ? constants : undefined;
	}

	/** The parameters of these names alone, without the item. */
	only(names: readonly string[]): Parameters {
		return new Parameters(constantSource(this.source, names));
	}

	/** The data of the item; empty where there is none. */
	item(): Readonly<Record<string, unknown>> {
		return this.source.item();
	}

	/** The error for input that cannot be sent. */
	invalid(message: string, advice: string): Error {
		return this.source.invalid(message, advice);
	}

	/** The name of the workflow, as a hint in generated statement names. */
	workflowName(): string {
		return this.source.workflowName();
	}

	/** A field whose expression gives nothing is no empty field: its default would be something nobody asked for. */
	private something(value: unknown, label: string, advice = CORRECT_EXPRESSION): unknown {
		if (value === undefined || value === null) throw this.invalid(`${quoted(label)} is ${String(value)}`, advice);
		return value;
	}

	private number(name: string, label: string, { fallback, fits, expected }: NumberRule): number {
		const value = this.value(name, label, fallback);
		const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
		if (typeof number !== 'number' || !fits(number)) throw this.invalid(`${quoted(label)} is ${shown(value)}`, `It should be ${expected}.`);
		return number;
	}

	private entriesOf(value: unknown, label: string): string[] {
		const given: readonly unknown[] = Array.isArray(value) ? value.map((entry: unknown) => textual(entry ?? '')) : [textual(value)];
		if (!isPlain(given)) throw this.invalid(`${quoted(label)} is ${shown(value)}`, 'It should be a list, or text with commas between the entries.');
		if (!Array.isArray(value) && String(given[0]).trim() === '') return [];
		const entries = given.flatMap((text) => String(text).split(',')).map((entry) => entry.trim());
		if (entries.includes('')) {
			throw this.invalid(`${quoted(label)} has an empty entry: ${shown(value)}`, 'Separate the entries with single commas, and check that every expression among them gives a value.');
		}
		return [...new Set(entries)];
	}
}

/** A label as n8n's guidelines want it in a message. One that says which entry it is of has its quotes already. */
function quoted(label: string): string {
	return label.startsWith("'") ? label : `'${label}'`;
}

/** A resource locator, as n8n stores it; of one in a default the editor's mark is missing. */
function isLocator(value: unknown): value is Readonly<Record<string, unknown>> {
	return isRecord(value) && ('__rl' in value || ('mode' in value && 'value' in value));
}

/** With the texts of date objects in place of them, in a list, too. */
function textual(value: unknown): unknown {
	return Array.isArray(value) ? value.map((entry: unknown) => jsonText(entry) ?? entry) : (jsonText(value) ?? value);
}

/** Whether it is what a text can be made of; of objects that would be "[object Object]". */
function isPlain(value: unknown): boolean {
	return Array.isArray(value) ? value.every(isPlainEntry) : isPlainEntry(value);
}

function isPlainEntry(value: unknown): boolean {
	return typeof value !== 'object' && value !== undefined;
}

function optionOf<T extends string>(text: string, allowed: readonly T[]): T | undefined {
	return allowed.find((option) => option.toLowerCase() === text.toLowerCase());
}

/** JSON, as which a user knows the data of an item; it has no word for some numbers. */
function shown(value: unknown): string {
	return typeof value === 'number' || typeof value === 'bigint' ? String(value) : JSON.stringify(value);
}
