import { numberText, UnfitValueError, type ExpectedValue } from './literalValue';
import { decimalSize, MAX_DECIMAL_DIGITS, parseDecimal, type DecimalNumber } from './sqlNumber';

const EXPECTED: ExpectedValue = { form: 'list' };

/**
 * Strings, numbers and braces. A string that is not closed is taken to the end of the text: were it no token, the
 * search would begin anew at every quote in it, in time that grows with the square of its length.
 */
const JSON_TOKEN = /"(?:[^"\\]|\\[\s\S])*(?:"|\\?$)|-?\d[\d.eE+-]*|[{}]/g;

const MAX_DEPTH = 16;

/** A number as it was written, so that no digit of it is lost. */
class NumberText {
	constructor(readonly text: string) {}
}

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
	const elements = typeof value === 'string' ? parseElements(value) : toElement(value, 0);
	if (!Array.isArray(elements)) throw new UnfitValueError(EXPECTED);
	return render(elements, { kind: 'array', sql: '', element: commonType(elements) }, scalars);
}

/** JSON with every number kept as text: `JSON.parse` would round integers beyond 2^53. */
function parseElements(json: string): Element {
	const keepNumbers = json.replace(JSON_TOKEN, (token) => {
		if (token === '{' || token === '}') throw new UnfitValueError(EXPECTED);
		if (token.startsWith('"')) return token;
		return isJsonNumber(token) ? `{"number":"${token}"}` : token;
	});
	try {
		return toElement(JSON.parse(keepNumbers, reviveNumber), 0);
	} catch (error) {
		throw error instanceof UnfitValueError ? error : new UnfitValueError(EXPECTED);
	}
}

/** Objects were refused before, so any that is met here is a number. */
function reviveNumber(_key: string, value: unknown): unknown {
	if (typeof value !== 'object' || value === null || !('number' in value)) return value;
	return new NumberText(String(value.number));
}

function isJsonNumber(token: string): boolean {
	return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(token);
}

function toElement(value: unknown, depth: number): Element {
	if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
	if (value instanceof NumberText) return value;
	if (typeof value === 'number') return new NumberText(numberText(value));
	if (typeof value === 'bigint') return new NumberText(String(value));
	if (Array.isArray(value) && depth < MAX_DEPTH) return value.map((item) => toElement(item, depth + 1));
	throw new UnfitValueError(EXPECTED);
}

function kindOf(element: Exclude<Element, null>): ElementType['kind'] {
	if (Array.isArray(element)) return 'array';
	if (element instanceof NumberText) return 'number';
	return typeof element === 'string' ? 'string' : 'boolean';
}

function commonType(elements: readonly Element[]): ElementType {
	const values = elements.filter((element) => element !== null);
	const kinds = [...new Set(values.map(kindOf))];
	const kind = kinds[0];
	if (kind === undefined || kinds.length > 1) throw new UnfitValueError(EXPECTED);
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
