import { DateTime } from 'luxon';
import { Parameters } from '../../../nodes/shared/n8n/parameters/parameters';
import type { ParameterSource } from '../../../nodes/shared/n8n/parameters/parameterSource';

/** A source as small as n8n's contexts are to the reader: what is not in `values` is absent. */
function parametersOf(values: Record<string, unknown>): Parameters {
	const source: ParameterSource = {
		get: (name, fallback) => (name in values ? values[name] : fallback),
		invalid: (message, advice) => Object.assign(new Error(message), { advice }),
		workflowName: () => 'Nightly',
		item: () => ({}),
	};
	return new Parameters(source);
}

const of = (value: unknown) => parametersOf({ field: value });
const absent = parametersOf({});

const READERS: ReadonlyArray<[string, (parameters: Parameters) => unknown]> = [
	['a value', (parameters) => parameters.value('field', 'Label', 'x')],
	['a text', (parameters) => parameters.text('field', 'Label')],
	['a required text', (parameters) => parameters.requiredText('field', 'Label')],
	['an exact text', (parameters) => parameters.exactText('field', 'Label')],
	['a flag', (parameters) => parameters.flag('field', 'Label', true)],
	['a choice', (parameters) => parameters.choice('field', 'Label', ['a'], 'a')],
	['choices', (parameters) => parameters.choices('field', 'Label', ['a'])],
	['a list', (parameters) => parameters.list('field', 'Label')],
	['a number', (parameters) => parameters.wholeNumber('field', 'Label', { fallback: 1, min: 1, max: 9 })],
	['a collection', (parameters) => parameters.within('field', 'Label')],
	['a fixed collection', (parameters) => parameters.entries('field', 'entry', 'Label')],
	['the fields of a fixed collection', (parameters) => parameters.entries('outer', 'field', 'Label')],
	['a field of an entry', (parameters) => parameters.entries('outer', 'entry', 'Outer').map((entry) => entry.text('field', 'Label'))],
];

describe.each([undefined, null])('an expression that gives %s', (nothing) => {
	const parameters = parametersOf({ field: nothing, outer: { field: nothing, entry: [{ field: nothing }] } });

	it.each(READERS)('is refused for %s, with what to do', (_, read) => {
		expect(() => read(parameters)).toThrow(expect.objectContaining({ message: `'Label' is ${nothing}`, advice: expect.stringContaining('Correct the expression') }));
	});

	it('is refused behind a locator', () => {
		expect(() => of({ __rl: true, mode: 'id', value: nothing }).text('field', 'Label')).toThrow(`'Label' is ${nothing}`);
	});

	it('counts as a field that was added', () => {
		expect(parameters.has('field')).toBe(true);
	});

	it('is refused with advice of its own where the field has some', () => {
		expect(() => parameters.value('field', 'Label', '', 'Choose Null.')).toThrow(expect.objectContaining({ advice: 'Choose Null.' }));
	});
});

test('a field that is absent has its default', () => {
	expect(absent.has('field')).toBe(false);
	expect(absent.value('field', 'Label', 7)).toBe(7);
	expect(absent.text('field', 'Label')).toBe('');
	expect(absent.flag('field', 'Label', true)).toBe(true);
	expect(absent.choice('field', 'Label', ['a', 'b'], 'b')).toBe('b');
	expect(absent.choices('field', 'Label', ['a', 'b'])).toEqual([]);
	expect(absent.choices('field', 'Label', ['a', 'b'], ['b'])).toEqual(['b']);
	expect(absent.list('field', 'Label')).toEqual([]);
	expect(absent.wholeNumber('field', 'Label', { fallback: 5, min: 1, max: 9 })).toBe(5);
	expect(absent.within('field', 'Label').has('x')).toBe(false);
	expect(absent.entries('field', 'entry', 'Label')).toEqual([]);
	expect(absent.limit()).toBe(50);
	expect(absent.timeoutSeconds()).toBe(300);
});

describe('a text', () => {
	it.each<[unknown, string]>([
		['', ''],
		['  ', ''],
		[' a ', 'a'],
		[7, '7'],
		[false, 'false'],
		[['a', 1], 'a,1'],
		[new Date(0), '1970-01-01T00:00:00.000Z'],
		[DateTime.fromISO('2026-01-31T12:30:00', { zone: 'Europe/Berlin' }), '2026-01-31T12:30:00.000+01:00'],
		[['a', new Date(0)], 'a,1970-01-01T00:00:00.000Z'],
		[{ __rl: true, mode: 'name', value: new Date(0) }, '1970-01-01T00:00:00.000Z'],
	])('of %j is "%s"', (value, text) => {
		expect(of(value).text('field', 'Label')).toBe(text);
	});

	it('is asked for where it is required', () => {
		expect(of(' a ').requiredText('field', 'Label')).toBe('a');
		for (const parameters of [of(' '), absent]) expect(() => parameters.requiredText('field', 'Label')).toThrow("'Label' is empty");
	});

	it('keeps its white space where that counts', () => {
		expect(of(' a ').exactText('field', 'Label')).toBe(' a ');
	});

	it.each([[[{}], '[{}]'], [{}, '{}'], [new Date(Number.NaN), 'null'], [{ toJSON: () => ({ a: 1 }) }, '{"a":1}'], [[null], '[null]'], [[undefined], '[null]']])('is refused of %j, which would be sent as something else', (value, words) => {
		expect(() => of(value).text('field', 'Label')).toThrow(`'Label' is ${words}`);
	});
});

describe('a locator', () => {
	it.each<[string, unknown, string]>([
		['from the list', { __rl: true, mode: 'list', value: 'lfcp-1' }, 'lfcp-1'],
		['by ID', { __rl: true, mode: 'id', value: ' lfcp-1 ' }, 'lfcp-1'],
		['by a number', { __rl: true, mode: 'id', value: 7 }, '7'],
		['that is untouched', { __rl: true, mode: 'list', value: '' }, ''],
		['as a default has it', { mode: 'list', value: '' }, ''],
		['that is one expression', 'lfcp-1', 'lfcp-1'],
	])('%s', (_, value, text) => {
		expect(of(value).text('field', 'Label')).toBe(text);
		expect(parametersOf({ options: { field: value } }).options().text('field', 'Label')).toBe(text);
	});

	it.each([[{ __rl: true, mode: 'id' }, 'undefined'], [{ __rl: true, mode: 'id', value: { id: 1 } }, '{"id":1}'], [{ id: 'lfcp-1' }, '{"id":"lfcp-1"}']])('is refused as %j', (value, words) => {
		expect(() => of(value).text('field', 'Label')).toThrow(`'Label' is ${words}`);
	});
});

describe('a boolean', () => {
	it.each([[true, true], [false, false], ['true', true], ['false', false]])('of %j', (value, expected) => {
		expect(of(value).flag('field', 'Label', !expected)).toBe(expected);
	});

	it.each(['', 'yes', 'TRUE', 1, 0, [], {}])('is refused of %j', (value) => {
		expect(() => of(value).flag('field', 'Label', true)).toThrow(expect.objectContaining({ message: `'Label' is ${JSON.stringify(value)}`, advice: 'It should be true or false.' }));
	});
});

describe('a choice', () => {
	const choose = (value: unknown) => of(value).choice('field', 'Label', ['fail', 'RUNNING'], 'fail');

	it.each([['RUNNING', 'RUNNING'], [' running ', 'RUNNING'], ['Fail', 'fail']])('of %j is %s', (value, chosen) => {
		expect(choose(value)).toBe(chosen);
	});

	it.each(['', 'other', 7, true, ['fail'], {}])('is refused as %j', (value) => {
		expect(() => choose(value)).toThrow(expect.objectContaining({ message: `'Label' is ${JSON.stringify(value)}`, advice: 'It should be one of: fail, RUNNING.' }));
	});
});

describe('a list', () => {
	const LISTS: ReadonlyArray<[unknown, string[]]> = [
		['', []],
		['  ', []],
		[[], []],
		['a', ['a']],
		[' a , b ', ['a', 'b']],
		['a,b,a', ['a', 'b']],
		[['a', ' b ', 'a'], ['a', 'b']],
		[['a,b', 'c'], ['a', 'b', 'c']],
	];
	const DATES: ReadonlyArray<[unknown, string[]]> = [
		[new Date(0), ['1970-01-01T00:00:00.000Z']],
		[['a', new Date(0), DateTime.fromISO('2026-01-31T12:30:00Z', { zone: 'utc' })], ['a', '1970-01-01T00:00:00.000Z', '2026-01-31T12:30:00.000Z']],
	];

	it.each<[unknown, string[]]>([...LISTS, ...DATES, [7, ['7']], [['a', 7], ['a', '7']]])('of %j is %j', (value, entries) => {
		expect(of(value).list('field', 'Label')).toEqual(entries);
	});

	it.each(LISTS)('of choices of %j is %j', (value, entries) => {
		expect(of(value).choices('field', 'Label', ['a', 'b', 'c'])).toEqual(entries);
	});

	const EMPTY_ENTRY = ['a,,b', 'a,', ',a', ' , ', ',', [''], ['a', ' '], ['a', null], ['a', undefined], ['a,']];

	it.each(EMPTY_ENTRY)('is refused with an empty entry, %j', (value) => {
		const refusal = expect.objectContaining({ message: `'Label' has an empty entry: ${JSON.stringify(value)}`, advice: expect.stringContaining('every expression among them') });
		expect(() => of(value).list('field', 'Label')).toThrow(refusal);
		expect(() => of(value).choices('field', 'Label', ['a', 'b'])).toThrow(refusal);
	});

	it.each([{}, { a: true }, [{ a: 1 }], [['a']]])('is refused of %j', (value) => {
		const refusal = expect.objectContaining({ message: `'Label' is ${JSON.stringify(value)}`, advice: 'It should be a list, or text with commas between the entries.' });
		expect(() => of(value).list('field', 'Label')).toThrow(refusal);
		expect(() => of(value).choices('field', 'Label', ['a'])).toThrow(refusal);
	});

	it('of choices takes capitals or not, each once, and refuses the others', () => {
		expect(of('failed, FAILED').choices('field', 'Label', ['FAILED'])).toEqual(['FAILED']);
		expect(() => of('FAILED BROKEN').choices('field', 'Label', ['FAILED'])).toThrow(expect.objectContaining({ message: `'Label' contains "FAILED BROKEN"`, advice: 'It may contain: FAILED.' }));
	});
});

describe('a number', () => {
	const whole = (value: unknown) => of(value).wholeNumber('field', 'Label', { fallback: 5, min: 1, max: 9 });

	it.each([[1, 1], [9, 9], [' 3 ', 3]])('of %j is %d', (value, number) => {
		expect(whole(value)).toBe(number);
	});

	it.each<[unknown, string]>([
		[0, '0'], [10, '10'], [1.5, '1.5'], ['', '""'], ['many', '"many"'], [true, 'true'], [[3], '[3]'], [NaN, 'NaN'],
	])('is refused of %p', (value, words) => {
		expect(() => whole(value)).toThrow(expect.objectContaining({ message: `'Label' is ${words}`, advice: 'It should be a whole number from 1 to 9.' }));
	});

	it('of seconds may be a part of one', () => {
		expect(parametersOf({ options: { timeout: '0.5' } }).timeoutSeconds()).toBe(0.5);
		for (const timeout of [0, -1, Infinity, 604_801]) expect(() => parametersOf({ options: { timeout } }).timeoutSeconds()).toThrow(`'Max Wait (Seconds)' is ${timeout}`);
	});

	it('of results is none where all are wanted', () => {
		expect(parametersOf({ returnAll: 'true', limit: 'x' }).limit()).toBeUndefined();
		expect(parametersOf({ returnAll: false, limit: 3 }).limit()).toBe(3);
	});
});

describe('a collection', () => {
	it('has its own fields, and nothing that every object has', () => {
		const fields = parametersOf({ name: 'outer', field: { name: 'inner' } }).within('field', 'Label');
		expect(fields.text('name', 'Name')).toBe('inner');
		expect(fields.has('constructor')).toBe(false);
		expect(fields.workflowName()).toBe('Nightly');
	});

	it.each(['{{ x }}', 7, ['a']])('is refused as %j', (value) => {
		expect(() => of(value).within('field', 'Label')).toThrow(`'Label' is ${JSON.stringify(value)}`);
	});

	it('that is fixed has entries', () => {
		const parameters = of({ entry: [{ name: 'a' }, { name: 'b' }] });
		expect(parameters.entries('field', 'entry', 'Label').map((entry) => entry.text('name', 'Name'))).toEqual(['a', 'b']);
		for (const entry of ['x', {}, ['x']]) expect(() => of({ entry }).entries('field', 'entry', 'Label')).toThrow("'Label' is ");
	});
});

test('SQL is kept as it is, and may not be blank', () => {
	expect(parametersOf({ sql: ' SELECT 1 ' }).sql()).toBe(' SELECT 1 ');
	expect(() => parametersOf({ sql: ' \n' }).sql()).toThrow("'SQL' is empty");
	expect(() => parametersOf({ sql: null }).sql()).toThrow("'SQL' is null");
});
