import type { IExecuteFunctions, INode, NodeParameterValueType } from 'n8n-workflow';
import { isRecord } from '../../language/guards';
import { inputError } from '../errors/nodeError';
import { resolveInlineExpressions } from './inlineExpressions';

const DEFAULT_TIMEOUT_SECONDS = 300;
const LONGEST_TIMEOUT_SECONDS = 7 * 24 * 3600;

/** The parameters of one item, read with their types checked; below the operations nothing knows n8n. */
export class Parameters {
	private readonly node: INode;

	constructor(
		private readonly context: IExecuteFunctions,
		readonly itemIndex: number,
	) {
		this.node = context.getNode();
	}

	/** A text, surrounding white space removed; empty where it is absent. */
	text(name: string, label: string): string {
		const value = this.value(name, '');
		return value === undefined || value === null ? '' : this.plainText(value, label).trim();
	}

	/** A text that must not be empty. */
	requiredText(name: string, label: string): string {
		const value = this.text(name, label);
		if (value === '') throw this.invalid(`${label} is empty`, `Fill in the field "${label}".`);
		return value;
	}

	/** SQL as the user meant it: inline expressions resolved, what came out of one never evaluated again. */
	sql(): string {
		const raw = this.context.getNodeParameter('sql', this.itemIndex, '', { rawExpressions: true });
		const sql =
			typeof raw === 'string' && !raw.startsWith('=')
				? resolveInlineExpressions(raw, (expression) => this.context.evaluateExpression(expression, this.itemIndex))
				: this.context.getNodeParameter('sql', this.itemIndex, '');
		if (typeof sql !== 'string' || sql.trim() === '') throw this.invalid('SQL is empty', 'Write one Flink SQL statement in the field "SQL".');
		return sql;
	}

	/** A boolean; an expression may give it as text. */
	flag(name: string, label: string, fallback: boolean): boolean {
		return this.asFlag(this.value(name, fallback), label);
	}

	/** The value chosen in a dropdown; n8n lets an expression put anything there. */
	choice<T extends string>(name: string, label: string, allowed: readonly T[], fallback: T): T {
		const value = this.value(name, fallback);
		const found = allowed.find((option) => option === value);
		if (found === undefined) throw this.invalid(`${label} is ${JSON.stringify(value)}`, `It should be one of: ${allowed.join(', ')}.`);
		return found;
	}

	/** A whole number within bounds. */
	wholeNumber(name: string, label: string, bounds: { fallback: number; min: number; max: number }): number {
		const value = Number(this.value(name, bounds.fallback));
		if (!Number.isInteger(value) || value < bounds.min || value > bounds.max) {
			throw this.invalid(`${label} is ${JSON.stringify(this.value(name, bounds.fallback))}`, `It should be a whole number from ${bounds.min} to ${bounds.max}.`);
		}
		return value;
	}

	/** Undefined for Return All, else the limit. */
	limit(): number | undefined {
		if (this.flag('returnAll', 'Return All', false)) return undefined;
		return this.wholeNumber('limit', 'Limit', { fallback: 50, min: 1, max: 1_000_000_000 });
	}

	/** `options.timeout`, in seconds. */
	timeoutSeconds(): number {
		const options = this.group('options');
		if (!('timeout' in options)) return DEFAULT_TIMEOUT_SECONDS;
		const value = Number(options['timeout']);
		if (!Number.isFinite(value) || value <= 0 || value > LONGEST_TIMEOUT_SECONDS) {
			throw this.invalid(`Max Wait (Seconds) is ${JSON.stringify(options['timeout'])}`, `It should be a number of seconds above 0 and at most ${LONGEST_TIMEOUT_SECONDS}.`);
		}
		return value;
	}

	/** The value behind a resource locator, whichever mode it is in; empty where nothing is chosen. */
	located(name: string): string {
		const value = this.context.getNodeParameter(name, this.itemIndex, '', { extractValue: true });
		if (value === undefined || value === null || typeof value === 'object') return '';
		return String(value).trim();
	}

	/** The entries of a collection; empty where none was added. */
	group(name: string): Readonly<Record<string, unknown>> {
		const value = this.value(name, {});
		return isRecord(value) ? value : {};
	}

	/** A text within a collection, or undefined where it was not added or is blank. */
	optionText(group: string, name: string, label: string): string | undefined {
		const value = locatorValue(this.group(group)[name]);
		if (value === undefined || value === null) return undefined;
		const text = this.plainText(value, label).trim();
		return text === '' ? undefined : text;
	}

	/** As `optionText`, for a filter: one that an expression left without a value is refused, since without it everything is listed. */
	filterText(name: string, label: string): string | undefined {
		const filters = this.group('filters');
		const value = locatorValue(filters[name]);
		if (name in filters && (value === undefined || value === null)) throw this.invalid(`${label} is ${String(value)}`, `Fill in the field "${label}", or remove the filter.`);
		return this.optionText('filters', name, label);
	}

	/** As `optionText`, for a field that means a change: one that was added and left empty is refused. */
	addedText(group: string, name: string, label: string): string | undefined {
		const text = this.optionText(group, name, label);
		if (text === undefined && name in this.group(group)) throw this.invalid(`${label} is empty`, `Fill in the field "${label}", or remove it.`);
		return text;
	}

	/** A boolean within a collection; one that an expression left without a value is refused, not taken for `fallback`. */
	optionFlag(group: string, name: string, label: string, fallback: boolean): boolean {
		const options = this.group(group);
		return name in options ? this.asFlag(options[name], label) : fallback;
	}

	/** Comma-separated texts, blank ones refused. */
	commaSeparated(text: string | undefined, label: string): string[] {
		if (text === undefined) return [];
		const entries = text.split(',').map((entry) => entry.trim());
		if (entries.includes('')) throw this.invalid(`${label} has an empty entry: "${text}"`, 'Separate the entries with single commas.');
		return entries;
	}

	/** A value as text; of numbers and booleans that is what SQL would say, of an object it would be "[object Object]". */
	plainText(value: unknown, label: string): string {
		const holdsObjects = Array.isArray(value) ? value.some((entry) => typeof entry === 'object') : typeof value === 'object' && value !== null;
		if (holdsObjects) throw this.invalid(`${label} is ${JSON.stringify(value)}`, 'It should be text, not an object: choose one field of it, or write it with JSON.stringify().');
		return String(value);
	}

	/** The choices of a multi-select within a collection; one that an expression left without a list is refused, not taken for none. */
	optionChoices<T extends string>(group: string, name: string, label: string, allowed: readonly T[]): T[] {
		const options = this.group(group);
		if (!(name in options)) return [];
		const value = options[name];
		if (!Array.isArray(value) && typeof value !== 'string') throw this.invalid(`${label} is ${JSON.stringify(value)}`, `It should be a list of: ${allowed.join(', ')}.`);
		return this.choices(value, label, allowed);
	}

	/** The choices of a multi-select. */
	choices<T extends string>(value: unknown, label: string, allowed: readonly T[]): T[] {
		const list: unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',').map((entry) => entry.trim()) : [];
		return list.filter((entry) => entry !== '').map((entry) => {
			const found = allowed.find((option) => option === entry);
			if (found === undefined) throw this.invalid(`${label} contains ${JSON.stringify(entry)}`, `It may contain: ${allowed.join(', ')}.`);
			return found;
		});
	}

	value(name: string, fallback: NodeParameterValueType): unknown {
		return this.context.getNodeParameter(name, this.itemIndex, fallback);
	}

	/** The error for input that cannot be sent. */
	invalid(message: string, advice: string): Error {
		return inputError(this.node, message, this.itemIndex, advice);
	}

	/** The name of the workflow, as a hint in generated statement names. */
	workflowName(): string {
		return this.context.getWorkflow().name ?? '';
	}

	private asFlag(value: unknown, label: string): boolean {
		if (typeof value === 'boolean') return value;
		if (value === 'true' || value === 'false') return value === 'true';
		throw this.invalid(`${label} is ${JSON.stringify(value)}`, 'It should be true or false.');
	}
}

/** The value behind a resource locator inside a collection, which n8n gives as it is stored. */
function locatorValue(value: unknown): unknown {
	return isRecord(value) && '__rl' in value ? value['value'] : value;
}
