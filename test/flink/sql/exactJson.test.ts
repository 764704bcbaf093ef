import fc from 'fast-check';
import { exactJsonText, NumberText, parseExactJson, toExactJson, type ExactJson } from '../../../nodes/shared/flink/sql/exactJson';
import { UnfitValueError } from '../../../nodes/shared/flink/sql/literalValue';

const number = (text: string) => new NumberText(text);

describe('parseExactJson', () => {
	it.each<[string, ExactJson]>([
		['9007199254740993', number('9007199254740993')],
		['-0', number('-0')],
		['1.50e+3', number('1.50e+3')],
		['"n1"', 'n1'],
		['""', ''],
		[' true ', true],
		['null', null],
		['[]', []],
		['["1", 1, [null]]', ['1', number('1'), [null]]],
		['{"__proto__": 1, "n": "s", "": {"constructor": []}}', new Map<string, ExactJson>([['__proto__', number('1')], ['n', 's'], ['', new Map([['constructor', []]])]])],
		['{"a": 1, "a": 2}', new Map([['a', number('2')]])],
		['"\\"[1, {}]\\\\ 12"', '"[1, {}]\\ 12'],
	])('reads %s', (json, value) => {
		expect(parseExactJson(json)).toEqual(value);
	});

	it.each(['', ' ', 'abc', '01', '1.', '.5', '+1', 'NaN', '-Infinity', "{'a': 1}", '{a: 1}', '{1: 2}', '{"a" 1}', '[1,]', '[1', '"a', '"a\nb"', '1 2', 'undefined'])('refuses %j', (json) => {
		expect(() => parseExactJson(json)).toThrow(expect.objectContaining({ expected: { form: 'json' } }));
	});

	it.each(['[', '{"a":'])('refuses what is nested as deeply as a hundred thousand %s, and does so soon', (open) => {
		const close = open === '[' ? ']' : '}';
		expect(() => parseExactJson(`${open.repeat(100_000)}1${close.repeat(100_000)}`)).toThrow(expect.objectContaining({ expected: { form: 'nesting', most: 1000 } }));
		expect(exactJsonText(parseExactJson(`${open.repeat(1_000)}1${close.repeat(1_000)}`))).toHaveLength(open.length * 1_000 + 1_001);
	});

	it('reads what JSON.parse reads, and writes it again', () => {
		fc.assert(
			fc.property(fc.json(), (json) => {
				expect(JSON.parse(exactJsonText(parseExactJson(json)))).toEqual(JSON.parse(json));
			}),
			{ numRuns: 500 },
		);
	});
});

describe('toExactJson', () => {
	it.each<[string, unknown, ExactJson]>([
		['numbers', [1.5, 9007199254740993n, 1e300], [number('1.5'), number('9007199254740993'), number('1e+300')]],
		['what is undefined', { a: undefined, b: [undefined] }, new Map([['b', [null]]])],
		['a hole', Object.assign(new Array<number>(2), { 1: 7 }), [null, number('7')]],
		['a Date', { at: new Date(0) }, new Map([['at', '1970-01-01T00:00:00.000Z']])],
		['an object with a JSON form', { toJSON: () => ({ a: 1 }) }, new Map([['a', number('1')]])],
		['what was parsed', parseExactJson('{"a": [1]}'), new Map([['a', [number('1')]]])],
	])('takes %s as JSON does', (_, value, json) => {
		expect(toExactJson(value)).toEqual(json);
	});

	it('marks numbers that may have been rounded, which have no exact text', () => {
		const value = toExactJson({ a: [1, 2 ** 53] });
		expect(() => exactJsonText(value)).toThrow(expect.objectContaining({ expected: { form: 'exactNumber', rounded: '9007199254740992' }, path: ['a', 1] }));
		expect(exactJsonText(toExactJson([1e300, 2 ** 53 - 1]))).toBe('[1e+300,9007199254740991]');
	});

	const circular: { self?: unknown } = {};
	circular.self = [circular];

	it.each<[string, unknown, object]>([
		['NaN', [Number.NaN], { expected: { form: 'number' }, path: [0] }],
		['a function', { a: () => 1 }, { expected: { form: 'json' }, path: ['a'] }],
		['an invalid date', { a: { b: new Date(Number.NaN) } }, { expected: { form: 'jsonForm' }, path: ['a', 'b'] }],
		['a circle', circular, { expected: { form: 'nesting', most: 1000 }, path: [] }],
		['a circle of JSON forms', { toJSON: () => circular }, { expected: { form: 'nesting', most: 1000 }, path: [] }],
	])('refuses %s, and says where', (_, value, error) => {
		expect(() => toExactJson(value)).toThrow(UnfitValueError);
		expect(() => toExactJson(value)).toThrow(expect.objectContaining(error));
	});
});
