import { ConstantParameters } from '../../../nodes/shared/n8n/parameters/constantParameters';
import { Parameters } from '../../../nodes/shared/n8n/parameters/parameters';
import type { ParameterSource } from '../../../nodes/shared/n8n/parameters/parameterSource';
import { readOnce } from '../../../nodes/shared/n8n/parameters/readOnce';

/** What three items of one run read, each of which finds its own number in place of an expression. */
function readBy(stored: Readonly<Record<string, unknown>>, reader: (parameters: Parameters) => unknown): unknown[] {
	const constants = new ConstantParameters(stored);
	return [0, 1, 2].map((item) => {
		const source: ParameterSource = {
			get: (name, fallback) => (Object.hasOwn(stored, name) ? JSON.parse(JSON.stringify(stored[name]).replaceAll('={{ $itemIndex }}', String(item))) : fallback),
			invalid: (message) => new Error(`${message} of item ${item}`),
			workflowName: () => 'Nightly',
			item: () => ({ item }),
			constants,
		};
		try {
			return reader(new Parameters(source));
		} catch (error) {
			return (error as Error).message;
		}
	});
}

const counted = (names: readonly string[]) => {
	let times = 0;
	return readOnce(names, (parameters) => `${parameters.text('a', 'A')} in ${parameters.options().text('b', 'B')}, reading ${++times}`);
};

describe('a reader of parameters', () => {
	it('reads once where they are the same for all items', () => {
		expect(readBy({ a: 'x', options: { b: 'y' }, other: '={{ $itemIndex }}' }, counted(['a', 'options']))).toEqual(['x in y, reading 1', 'x in y, reading 1', 'x in y, reading 1']);
	});

	it.each([
		['a parameter', { a: '={{ $itemIndex }}', options: { b: 'y' } }, ['0 in y, reading 1', '1 in y, reading 2', '2 in y, reading 3']],
		['a field of a collection', { a: 'x', options: { b: '={{ $itemIndex }}' } }, ['x in 0, reading 1', 'x in 1, reading 2', 'x in 2, reading 3']],
	])('reads for each item where %s is an expression', (_what, stored, expected) => {
		expect(readBy(stored, counted(['a', 'options']))).toEqual(expected);
	});

	it('reads anew for another run', () => {
		const reader = counted(['a', 'options']);
		expect([...readBy({ a: 'x' }, reader), ...readBy({ a: 'z' }, reader)]).toEqual(['x in , reading 1', 'x in , reading 1', 'x in , reading 1', 'z in , reading 2', 'z in , reading 2', 'z in , reading 2']);
	});

	it('refuses bad input for each item', () => {
		expect(readBy({ a: { b: 1 } }, counted(['a', 'options']))).toEqual([0, 1, 2].map((item) => `'A' is {"b":1} of item ${item}`));
	});

	it('sees nothing but the parameters it names', () => {
		expect(readBy({ a: 'x' }, counted(['a']))).toContainEqual(expect.stringContaining('options is not among a'));
		expect(readBy({ a: 'x' }, readOnce(['a'], (parameters) => parameters.item()))).toContainEqual(expect.stringContaining('the item is not among a'));
	});
});
