import { asFlag, asList, asNumber, asRecord, asText, isRecord } from '../../nodes/shared/language/guards';

const VALUES: ReadonlyArray<[string, unknown]> = [
	['an object', { a: 1 }],
	['an array', [1]],
	['null', null],
	['undefined', undefined],
	['a text', 'x'],
	['an empty text', ''],
	['a number', 0],
	['NaN', Number.NaN],
	['infinity', Number.POSITIVE_INFINITY],
	['a boolean', false],
];

describe.each<[string, (value: unknown) => unknown, readonly string[]]>([
	['isRecord', (value) => (isRecord(value) ? value : undefined), ['an object']],
	['asText', asText, ['a text', 'an empty text']],
	['asFlag', asFlag, ['a boolean']],
	['asNumber', asNumber, ['a number']],
])('%s', (_name, guard, admitted) => {
	it.each(VALUES)('of %s', (name, value) => {
		expect(guard(value)).toBe(admitted.includes(name) ? value : undefined);
	});
});

describe.each<[string, (value: unknown) => unknown, string, unknown]>([
	['asRecord', asRecord, 'an object', {}],
	['asList', asList, 'an array', []],
])('%s', (_name, guard, admitted, empty) => {
	it.each(VALUES)('of %s', (name, value) => {
		expect(guard(value)).toEqual(name === admitted ? value : empty);
	});
});
