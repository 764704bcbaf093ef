import type { ExpectedValue } from '../../flink/sql/literalValue';
import type { ParameterFacts, ShownValue } from '../../flink/sql/queryParameters';
import { MAX_DECIMAL_DIGITS } from '../../flink/sql/sqlNumber';
import type { Words } from './words';

/** What is wrong with the query parameters of a statement. */
export function parameterWords(facts: ParameterFacts): Words {
	switch (facts.reason) {
		case 'parameterName':
			return {
				message: `"${facts.name}" cannot be the name of a query parameter`,
				nextStep: 'Use letters, digits and underscores, such as "from_date" for :from_date in the SQL.',
			};
		case 'parameterTwice':
			return { message: `There are two query parameters named "${facts.name}"`, nextStep: 'Remove one of them.' };
		case 'parameterValue':
			return {
				message: `The value ${shown(facts.value)} of query parameter "${facts.name}" does not fit its type "${facts.type}"`,
				nextStep: `It has to be ${expected(facts.expected)}.`,
			};
		case 'parametersMissing':
			return {
				message: `The SQL uses ${listed(facts.names.map((name) => `:${name}`))}, but there is no query parameter of that name`,
				nextStep: 'Add it under Options → Query Parameters, or, where the colon is part of the SQL, put a space after it.',
			};
		case 'parametersUnused':
			return {
				message: `The SQL does not use the query parameter ${listed(facts.names.map((name) => `"${name}"`))}`,
				nextStep: `Write :${facts.names[0]} where the value belongs, outside quotes and comments and with a space before it, or remove the parameter.`,
			};
	}
}

const EXPECTED: Readonly<Record<Exclude<ExpectedValue['form'], 'instantInMilliseconds' | 'exactNumber'>, string>> = {
	text: 'a text; for NULL choose the type "Null", for a list the type "Array"',
	number: 'a number such as 42, -0.5 or 1.5e6',
	numberInRange: `a number of at most ${MAX_DECIMAL_DIGITS} digits, or one within the range of DOUBLE`,
	decimal: `a decimal number of at most ${MAX_DECIMAL_DIGITS} digits, such as 12.30`,
	boolean: 'true or false',
	base64: 'bytes in base64, such as AQID',
	sqlType: 'the SQL type of the NULL, such as INTEGER, DECIMAL(10, 2) or ARRAY<STRING>',
	identifier: 'the name of one catalog, database, table or column, without line breaks',
	list: 'a JSON list with at least one value, all of them of one kind, such as ["a", "b"] or [1, null, 3]',
	date: 'a date such as 2024-06-15',
	time: 'a time of day such as 12:34:56 or 12:34:56.789',
	timestamp: 'a date and time without a time zone, such as 2024-06-15 12:34:56.789 (for one with a zone choose the type "Timestamp with Local Time Zone")',
	instant: 'a date and time with its zone, such as 2024-06-15T12:34:56Z or 2024-06-15T14:34:56.789+02:00',
};

function expected(value: ExpectedValue): string {
	switch (value.form) {
		case 'exactNumber':
			return `text where a number has so many digits, such as "9007199254740993" in quotes: JavaScript may have rounded it to ${value.rounded}`;
		case 'instantInMilliseconds':
			return `exact to the millisecond at most, since the statement's local time zone is ${value.localTimeZone ?? ''} and not UTC`;
		default:
			return EXPECTED[value.form];
	}
}

function shown(value: ShownValue): string {
	switch (value.kind) {
		case 'list':
			return '(a list)';
		case 'object':
			return '(an object)';
		case 'text':
			return `"${value.text}"`;
	}
}

function listed(names: readonly string[]): string {
	return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
