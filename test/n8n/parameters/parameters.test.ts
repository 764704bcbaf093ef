import type { IExecuteFunctions } from 'n8n-workflow';
import { Parameters } from '../../../nodes/shared/n8n/parameters/parameters';

const parameters = new Parameters({ getNode: () => ({ name: 'Flink', type: 'flinkStatement' }) } as unknown as IExecuteFunctions, 0);

describe('a text', () => {
	it('may be a list of plain values, which an expression gives for several', () => {
		expect(parameters.plainText(['a', 1], 'Labels')).toBe('a,1');
	});

	it('is refused where it holds objects, which would be sent as "[object Object]"', () => {
		expect(() => parameters.plainText([{}], 'Labels')).toThrow('Labels is [{}]');
		expect(() => parameters.plainText({}, 'Labels')).toThrow('Labels is {}');
	});
});

test('choices that an expression gives as text may have white space and a comma at the end', () => {
	expect(parameters.choices('RUNNING, ', 'Phases', ['RUNNING'])).toEqual(['RUNNING']);
});
