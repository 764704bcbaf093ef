import type { ExpectedValue, ValuePath } from '../../flink/sql/literalValue';
import type { ShownValue } from '../../flink/sql/shownValue';
import { MAX_DECIMAL_DIGITS } from '../../flink/sql/sqlNumber';

/** What a value has to be, to end the sentence "It has to be …". */
const EXPECTED = {
	text: 'a text; for NULL choose the type "Null", for a list the type "Array"',
	plainText: 'a text, a number or a boolean; a list or an object can be written as text with JSON.stringify()',
	number: 'a number such as 42, -0.5 or 1.5e6',
	numberInRange: `a number of at most ${MAX_DECIMAL_DIGITS} digits, or one within the range of DOUBLE`,
	decimal: `a decimal number of at most ${MAX_DECIMAL_DIGITS} digits, such as 12.30`,
	floating: 'a number such as 42, -0.5 or 1.5e6; NaN, Infinity and -Infinity as text',
	boolean: 'true or false',
	base64: 'bytes in base64, such as AQID',
	sqlType: 'the SQL type of the NULL, such as INTEGER, DECIMAL(10, 2) or ARRAY<STRING>',
	identifier: 'the name of one catalog, database, table or column, without line breaks',
	json: 'JSON, such as {"id": 1, "tags": ["a", "b"]}; a text in it stands in double quotes',
	jsonForm: 'a value that JSON can express, which an invalid date is not',
	list: 'a JSON list with at least one value, all of them of one kind, such as ["a", "b"] or [1, null, 3]',
	inList: 'a JSON list of texts, of numbers or of booleans, such as ["a", "b"] or [1, 2, 3]',
	elements: 'a list',
	multisetEntries: 'a list of objects such as { "value": "a", "count": 2 }',
	mapEntries: 'an object, or a list of objects such as { "key": 1, "value": "a" }',
	date: 'a date such as 2024-06-15',
	time: 'a time of day such as 12:34:56 or 12:34:56.789',
	timestamp: 'a date and time without a time zone, such as 2024-06-15 12:34:56.789. For one with a zone, choose the type "Timestamp with Local Time Zone"',
	instant: 'a date and time with its zone, such as 2024-06-15T12:34:56Z or 2024-06-15T14:34:56.789+02:00',
	interval: 'a span such as "90 minutes", "1 12:30:00" (days and time), "1-06" (years and months) or PT1H30M. It can have up to 999999 days or 9999 years, and no months beside days',
	intervalInMilliseconds: 'exact to the millisecond at most, as the intervals of Flink are',
} as const;

/** What to do about a value, in sentences. */
export function requirement(expected: ExpectedValue): string {
	switch (expected.form) {
		case 'noNullInList':
			return 'A list for IN cannot contain null. Remove it, as with .filter((value) => value != null), and test for NULL with IS NULL.';
		case 'noListInList':
			return 'A list for IN cannot contain lists. Flatten it, as with .flat(); for an array of arrays choose the type "Array".';
		case 'noMultiset':
			return 'Flink SQL cannot write a MULTISET inside an ARRAY, a MAP or another MULTISET: use null.';
		case 'noNullElement':
			return 'A MULTISET cannot hold NULL when it is written in SQL: remove the entry.';
		case 'noNullKey':
			return 'The key of a MAP cannot be NULL: remove the entry.';
		case 'knownField':
			return `The ROW has no field "${expected.field}", only ${listed(expected.fields)}: remove it, or add it to the type.`;
		default:
			return `It has to be ${required(expected)}.`;
	}
}

function required(expected: Exclude<ExpectedValue, { form: 'noNullInList' | 'noListInList' | 'noNullKey' | 'noNullElement' | 'noMultiset' } | { form: 'knownField' }>): string {
	switch (expected.form) {
		case 'exactNumber':
			return `text where a number has so many digits, such as "9007199254740993" in quotes: JavaScript may have rounded it to ${expected.rounded}`;
		case 'instantInMilliseconds':
			return `exact to the millisecond at most, since the statement's local time zone is ${expected.localTimeZone ?? ''} and not UTC`;
		case 'integer':
			return `a whole number from ${expected.least} to ${expected.most}`;
		case 'digits':
			return `a number of at most ${counted(expected.before, 'digit')} before the point and ${counted(expected.after, 'digit')} after it`;
		case 'floatingInRange':
			return `a number within the range of ${expected.type}`;
		case 'length':
			return `at most ${counted(expected.most, expected.unit.replace(/s$/, ''))} long`;
		case 'exactLength':
			return `exactly ${counted(expected.bytes, 'byte')} long`;
		case 'fewerElements':
			return `a MULTISET of at most ${expected.most} elements, all counted`;
		case 'fraction':
			return expected.digits === 0 ? 'exact to the second, without a fraction' : `exact to ${counted(expected.digits, 'digit')} after the second at most`;
		case 'intervalOf':
			return `a span that the type ${expected.type} counts, and a whole number of its last unit`;
		case 'row':
			return `an object with the fields ${listed(expected.fields)}, or a list of their values`;
		case 'fieldCount':
			return `a list of ${counted(expected.fields, 'value')}, one for each field of the ROW; a missing one is null`;
		case 'notNull':
			return `there, and not null, since its type is ${expected.type}`;
		case 'nesting':
			return `nested less deeply: at most ${expected.most} lists and objects inside each other`;
		default:
			return EXPECTED[expected.form];
	}
}

function counted(count: number, unit: string): string {
	return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** ` at items[2].price`, as JavaScript would go there. */
export function placeInValue(path: ValuePath = []): string {
	if (path.length === 0) return '';
	const steps = path.map((step) => (typeof step === 'string' && /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`));
	return ` at ${steps.join('').replace(/^\./, '')}`;
}

export function shown(value: ShownValue): string {
	switch (value.kind) {
		case 'list':
			return '(a list)';
		case 'object':
			return '(an object)';
		case 'text':
			return `"${value.text}"`;
	}
}

/** `a, b and c` */
export function listed(names: readonly string[]): string {
	return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
