import { ConstantParameters } from '../../../nodes/shared/n8n/parameters/constantParameters';

/** How often n8n is asked for a parameter that three items read. */
function timesAsked(stored: unknown): number {
	const constants = new ConstantParameters(stored === undefined ? {} : { field: stored });
	let asked = 0;
	for (let item = 0; item < 3; item++) expect(constants.get('field', () => `value ${asked++}`)).toBeDefined();
	return asked;
}

it.each<[string, unknown, number]>([
	['text', 'SELECT 1', 1],
	['text with braces, which n8n leaves as it is', '{{ $json.a }}', 1],
	['a number', 5, 1],
	['a collection', { timeout: 5, properties: { property: [{ name: 'a', value: 'b' }] } }, 1],
	['an expression', '={{ $json.a }}', 3],
	['a collection with an expression in it', { properties: { property: [{ name: 'a', value: '={{ $json.a }}' }] } }, 3],
	['a list with an expression in it', ['a', '={{ $json.a }}'], 3],
	['nothing, of which the caller has the default', undefined, 3],
])('n8n is asked for %s', (_title, stored, times) => {
	expect(timesAsked(stored)).toBe(times);
});

it('gives each item the value of the first', () => {
	const constants = new ConstantParameters({ a: 'x', b: '={{ 1 }}' });
	const values = ['first', 'second'].map((value) => [constants.get('a', () => value), constants.get('b', () => value)]);
	expect(values).toEqual([
		['first', 'first'],
		['first', 'second'],
	]);
});
