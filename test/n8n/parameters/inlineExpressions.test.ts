import fc from 'fast-check';

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
