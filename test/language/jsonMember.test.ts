import fc from 'fast-check';
import { startOfMember } from '../../nodes/shared/language/jsonMember';

describe('all that a member has stands behind its beginning', () => {
	it.each<[string, string]>([
		['{"metadata":{"next":"https://host?a=%3D"},"results":{"data":["x"]}}', '"results":{"data":["x"]}}'],
		['{ "results" : ["x"], "metadata": {} }', '"results" : ["x"], "metadata": {} }'],
		['{"results":["x"],"results":["y"]}', '"results":["x"],"results":["y"]}'],
		['{"note":"results","results":["x"]}', '"results","results":["x"]}'],
	])('%s', (text, rest) => {
		expect(text.slice(startOfMember(text, 'results'))).toBe(rest);
	});

	it.each(['{"r\\u0065sults":["x"],"a":"results"}', '{"next":"a\\/b","results":[]}', '{"data":[]}', ''])('which is that of the text where it cannot be told: %s', (text) => {
		expect(startOfMember(text, 'results')).toBe(0);
	});

	it('of any object', () => {
		const escaped = (name: string) => `"${Array.from(name, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"`;
		const names = fc.constantFrom('"results"', '"metadata"', '"results_2"', escaped('results'));
		const values = fc.oneof(fc.constantFrom('results', '"results"', 'plain', '\\'), fc.string()).map((value) => JSON.stringify(value));
		fc.assert(
			fc.property(fc.array(fc.tuple(names, values), { maxLength: 5 }), (members) => {
				const text = `{${members.map(([name, value]) => `${name}:${value}`).join(',')}}`;
				const { results } = JSON.parse(text) as { results?: string };
				if (results !== undefined) expect(text.slice(startOfMember(text, 'results'))).toContain(JSON.stringify(results));
			}),
		);
	});
});
