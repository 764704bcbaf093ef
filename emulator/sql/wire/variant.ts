import type { WireValue } from '../engine';

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const INTEGER_CODES: ReadonlyArray<readonly [code: number, bits: number]> = [
	[4, 8],
	[5, 16],
	[6, 32],
	[7, 64],
];

/** A number takes the smallest integer type that holds it, DECIMAL with a point, DOUBLE with an exponent. */
function numberNode(text: string): WireValue {
	if (/[eE]/.test(text)) return [9, text];
	if (text.includes('.')) return [10, text];
	const value = BigInt(text);
	const fits = INTEGER_CODES.find(([, bits]) => BigInt.asIntN(bits, value) === value);
	return [fits?.[0] ?? 10, text];
}

function node(value: unknown): WireValue {
	if (value === null) return [0];
	if (typeof value === 'boolean') return [3, value ? 'TRUE' : 'FALSE'];
	if (typeof value === 'string')
		return value.startsWith('n') ? numberNode(value.slice(1)) : [11, value.slice(1)];
	if (Array.isArray(value)) return [2, value.map(node)];
	if (typeof value !== 'object') throw new TypeError('JSON gave a value that it has not');
	return [1, Object.entries(value).map(([key, member]) => [key.slice(1), node(member)])];
}

/** The wire form of a VARIANT from its JSON text. Numbers keep their digits, whatever their length. */
export function variantNode(json: string): WireValue {
	const marked = json.replace(TOKEN, (token) =>
		token.startsWith('"') ? `"s${token.slice(1)}` : `"n${token}"`,
	);
	return node(JSON.parse(marked));
}
