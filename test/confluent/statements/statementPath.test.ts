import fc from 'fast-check';
import { isPathSegment } from '../../../nodes/shared/confluent/http/address';
import { statementInPath, statementPath } from '../../../nodes/shared/confluent/statements/statementPath';
import { PATH, PLACE } from './scriptedStatements';

it('of the collection is as the API has it, and leads to no statement', () => {
	expect(statementPath(PLACE)).toBe(PATH);
	expect(statementInPath(PATH)).toBeUndefined();
});

it('of a statement, or of what lies below it, leads to the statement again, whatever its name', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }).filter(isPathSegment), fc.constantFrom([], ['results'], ['exceptions']), (name, below) => {
			expect(statementInPath(statementPath(PLACE, name, ...below))).toBe(name);
		}),
	);
});

it.each(['/sql/v1/x', '/fcpm/v2/compute-pools/lfcp-1', `${PATH}?page_size=1`, `${PATH}/`])('%s leads to none', (path) => {
	expect(statementInPath(path)).toBeUndefined();
});
