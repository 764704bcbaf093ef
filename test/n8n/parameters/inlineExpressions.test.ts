import fc from 'fast-check';
import { DateTime, Duration } from 'luxon';

import { resolveInlineExpressions } from '../../../nodes/shared/n8n/parameters/inlineExpressions';

describe('resolveInlineExpressions', () => {
	it.each<[string, unknown, string]>([
		['SELECT {{ 1 }}', 1, 'SELECT 1'],
		['SELECT {{ $json.a }} FROM {{ $json.a }}', 'x', 'SELECT x FROM x'],
		['no expression', 'x', 'no expression'],
		['{{ a }}', null, ''],
		['{{ a }}', { b: 1 }, '{"b":1}'],
		['{{ a }}', '$& $1 $$ $`', '$& $1 $$ $`'],
		['{{ a }}', '{{ $json.secret }}', '{{ $json.secret }}'],
		['{{ a }', 'x', '{{ a }'],
		['{{ a\n+ b }}', 'x', 'x'],
		["'{{ $now }}'", DateTime.fromISO('2026-01-31T12:30:00', { zone: 'Europe/Berlin' }), "'2026-01-31T12:30:00.000+01:00'"],
		["'{{ $today }}'", DateTime.fromISO('2024-09-08', { zone: 'America/Santiago' }).startOf('day'), "'2024-09-08T01:00:00.000-03:00'"],
		["'{{ a }}'", new Date(0), "'1970-01-01T00:00:00.000Z'"],
		["'{{ a }}'", Duration.fromObject({ minutes: 90 }), "'PT90M'"],
		["'{{ a }}'", new URL('https://example.com/?q=$&'), "'https://example.com/?q=$&'"],
		["'{{ a }}'", new Date(Number.NaN), "''"],
		['{{ a }}', { at: new Date(0), list: [new Date(0)] }, '{"at":"1970-01-01T00:00:00.000Z","list":["1970-01-01T00:00:00.000Z"]}'],
		['{{ a }}', { toJSON: () => ({ b: 1 }) }, '{"b":1}'],
		['{{ a }}', ['x', 1], '["x",1]'],
	])('%j with the value %j is %j', (text, value, expected) => {
		expect(resolveInlineExpressions(text, () => value)).toBe(expected);
	});

	it('evaluates each expression once, whatever comes out of it', () => {
		fc.assert(
			fc.property(fc.array(fc.string(), { maxLength: 5 }), (values) => {
				const asked: string[] = [];
				const text = values.map((_value, index) => `{{ ${index} }}`).join('-');
				const resolved = resolveInlineExpressions(text, (expression) => {
					asked.push(expression);
					return values[asked.length - 1];
				});
				expect(resolved).toBe(values.join('-'));
				expect(asked).toHaveLength(values.length);
			}),
		);
	});
});
