import fc from 'fast-check';

import type { WireValue } from '../../../sql/engine';
import { variantNode } from '../../../sql/wire/variant';

/** Reads a node the way a client does. */
function decode(node: WireValue): unknown {
	if (!Array.isArray(node)) throw new TypeError('A node is a list');
	const [code, content] = node;
	if (code === 0) return null;
	if (code === 1)
		return Object.fromEntries((content as [string, WireValue][]).map(([key, value]) => [key, decode(value)]));
	if (code === 2) return (content as WireValue[]).map(decode);
	if (code === 3) return content === 'TRUE';
	return code === 11 ? content : Number(content);
}

describe('VARIANT nodes', () => {
	it.each([
		['null', [0]],
		['true', [3, 'TRUE']],
		['1', [4, '1']],
		['-129', [5, '-129']],
		['70000', [6, '70000']],
		['3000000000', [7, '3000000000']],
		['12345678901234567890', [10, '12345678901234567890']],
		['2.50', [10, '2.50']],
		['1e3', [9, '1e3']],
		['"n1"', [11, 'n1']],
		['"\\"1\\""', [11, '"1"']],
		['[]', [2, []]],
		[
			'{"a":[1,{"b":"x"}]}',
			[
				1,
				[
					[
						'a',
						[
							2,
							[
								[4, '1'],
								[1, [['b', [11, 'x']]]],
							],
						],
					],
				],
			],
		],
		['{"__proto__":1}', [1, [['__proto__', [4, '1']]]]],
	])('%s', (json, node) => {
		expect(variantNode(json)).toEqual(node);
	});

	it('keeps any JSON', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				const json = JSON.stringify(value);
				expect(JSON.stringify(decode(variantNode(json)))).toBe(JSON.stringify(JSON.parse(json)));
			}),
		);
	});
});
