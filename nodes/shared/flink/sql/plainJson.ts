import { setMember, type JsonObject, type JsonValue } from '../../language/jsonValue';
import { isList, isObject, NumberText, type ExactJson } from './exactJson';

/** JSON as JavaScript has it: a number that would lose digits is its text. */
export function plainJson(value: ExactJson): JsonValue {
	if (value instanceof NumberText) return numberOrText(value.text);
	if (isList(value)) return value.map(plainJson);
	if (!isObject(value)) return value;
	const object: JsonObject = {};
	for (const [name, member] of value) setMember(object, name, plainJson(member));
	return object;
}

function numberOrText(text: string): number | string {
	const number = Number(text);
	return String(number) === text ? number : exactInOtherWords(text, number);
}

/** `1.50` and `1e3` are numbers like any others; what has more digits than a number keeps is text. */
function exactInOtherWords(text: string, number: number): number | string {
	const digits = text.replace(/e.*$/i, '').replace(/[^\d]/g, '').replace(/^0+|0+$/g, '');
	return digits.length <= 15 && Number.isFinite(number) ? number : text;
}
