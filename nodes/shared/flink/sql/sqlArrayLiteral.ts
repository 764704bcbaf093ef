import { asError } from '../../language/asError';
import { isList, isObject, NumberText, parseExactJson, toExactJson, type ExactJson } from './exactJson';
import { UnfitValueError, within, type ExpectedValue } from './literalValue';
import { decimalSize, MAX_DECIMAL_DIGITS, parseDecimal, type DecimalNumber } from './sqlNumber';

const EXPECTED: ExpectedValue = { form: 'list' };
const EXPECTED_IN_LIST: ExpectedValue = { form: 'inList' };

const MAX_DEPTH = 16;

/**
 * What `IN` takes for the empty list: it is true for nothing, and neither is `NOT IN`. A NULL has to have a type;
 * Flink compares a text with numbers, times, intervals and booleans, too, so that STRING is the type that fits most.
 */
const NOTHING = 'CAST(NULL AS STRING)';

type Element = string | boolean | null | NumberText | Element[];

type ScalarKind = 'string' | 'number' | 'boolean';

/** The type that the elements of one list share; `sql` is its name in Flink SQL. */
type ElementType =
	| { readonly kind: ScalarKind; readonly sql: string }
	| { readonly kind: 'array'; readonly sql: string; readonly element: ElementType };

export interface ScalarLiterals {
	string(value: string): string;
	number(value: string): string;
	boolean(value: boolean): string;
}

/**
 * `ARRAY[…]` from a JSON text or a list. Flink cannot tell the type of a bare NULL, of an empty list or of
 * mixed values: a null gets the type of its neighbours, and the other two are refused.
 *
 * @throws UnfitValueError
 */
export function arrayLiteral(value: unknown, scalars: ScalarLiterals): string {
	const elements = toElement(exactly(value, EXPECTED), 0);
	if (!Array.isArray(elements)) throw new UnfitValueError(EXPECTED);
	return render(elements, { kind: 'array', sql: '', element: commonType(elements) }, scalars);
}

/**
 * The literals of a list's elements with commas between them, as `IN (…)` takes them; the empty list is a NULL.
 *
 * @throws UnfitValueError for what is no list, and for a null, a list or an object in it: NULL is IN no list, and
 * makes NOT IN true for nothing
 */
export function listLiteral(value: unknown, scalars: ScalarLiterals): string {
	const list = exactly(value, EXPECTED_IN_LIST);
	if (!isList(list)) throw new UnfitValueError(EXPECTED_IN_LIST);
	if (list.length === 0) return NOTHING;
	const elements = list.map((item, index) => within(index, () => scalarElement(item)));
	const type = elementsOfOneKind(elements, EXPECTED_IN_LIST);
	return elements.map((element) => render(element, type, scalars)).join(', ');
}

function scalarElement(item: ExactJson): Element {
	if (item === null) throw new UnfitValueError({ form: 'noNullInList' }, [], item);
	if (isList(item)) throw new UnfitValueError({ form: 'noListInList' }, [], item);
	if (isObject(item)) throw new UnfitValueError(EXPECTED_IN_LIST, [], item);
	return exact(item);
}

/** JSON text or a value; what is no JSON is refused as what it had to be. */
function exactly(value: unknown, expected: ExpectedValue): ExactJson {
	try {
		return typeof value === 'string' ? parseExactJson(value) : toExactJson(value);
	} catch (error) {
		throw error instanceof UnfitValueError && error.expected.form === 'json' ? new UnfitValueError(expected) : asError(error);
	}
}

function toElement(value: ExactJson, depth: number): Element {
	if (isList(value)) {
		if (depth >= MAX_DEPTH) throw new UnfitValueError(EXPECTED);
		return value.map((item, index) => within(index, () => toElement(item, depth + 1)));
	}
	if (isObject(value)) throw new UnfitValueError(EXPECTED);
	return exact(value);
}

/** The literal of such a number is an exact one. */
function exact<T>(value: T | NumberText): T | NumberText {
	return value instanceof NumberText ? new NumberText(value.exactText) : value;
}

function kindOf(element: Exclude<Element, null>): ElementType['kind'] {
	if (Array.isArray(element)) return 'array';
	if (element instanceof NumberText) return 'number';
	return typeof element === 'string' ? 'string' : 'boolean';
}

function commonType(elements: readonly Element[]): ElementType {
	return elementsOfOneKind(elements, EXPECTED);
}

function elementsOfOneKind(elements: readonly Element[], expected: ExpectedValue): ElementType {
	const values = elements.filter((element) => element !== null);
	const kinds = [...new Set(values.map(kindOf))];
	const kind = kinds[0];
	if (kind === undefined || kinds.length > 1) throw new UnfitValueError(expected);
	if (kind === 'array') {
		const element = commonType(values.flatMap((value) => (Array.isArray(value) ? value : [])));
		return { kind, sql: `ARRAY<${element.sql}>`, element };
	}
	if (kind === 'number') return { kind, sql: numberType(values) };
	return { kind, sql: kind === 'string' ? 'STRING' : 'BOOLEAN' };
}

/** The smallest type that holds all the numbers; only the type of their null neighbours depends on it. */
function numberType(elements: readonly Element[]): string {
	const numbers = elements.flatMap((element) => (element instanceof NumberText ? [toDecimal(element)] : []));
	const sizes = numbers.map(decimalSize);
	const scale = sizes.reduce((most, size) => Math.max(most, size.scale), 0);
	const precision = sizes.reduce((most, size) => Math.max(most, size.precision - size.scale), 0) + scale;
	if (precision > MAX_DECIMAL_DIGITS) return 'DOUBLE';
	if (scale > 0) return `DECIMAL(${precision}, ${scale})`;
	const bits = (width: number) => numbers.every(({ negative, integer }) => fits(negative, integer, width));
	if (bits(32)) return 'INTEGER';
	return bits(64) ? 'BIGINT' : `DECIMAL(${precision}, 0)`;
}

function fits(negative: boolean, digits: string, width: number): boolean {
	const value = BigInt(digits) * (negative ? -1n : 1n);
	return BigInt.asIntN(width, value) === value;
}

function toDecimal({ text }: NumberText): DecimalNumber {
	const number = parseDecimal(text);
	if (number === undefined) throw new UnfitValueError(EXPECTED);
	return number;
}

function render(element: Element, type: ElementType, scalars: ScalarLiterals): string {
	if (element === null) return `CAST(NULL AS ${type.sql})`;
	if (element instanceof NumberText) return scalars.number(element.text);
	if (typeof element === 'string') return scalars.string(element);
	if (typeof element === 'boolean') return scalars.boolean(element);
	if (type.kind !== 'array' || element.length === 0) throw new UnfitValueError(EXPECTED);
	return `ARRAY[${element.map((item) => render(item, type.element, scalars)).join(', ')}]`;
}
