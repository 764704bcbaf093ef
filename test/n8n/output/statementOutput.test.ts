import { statementFrom } from '../../../nodes/shared/confluent/statements/statement';
import { statementOutput } from '../../../nodes/shared/n8n/output/statementOutput';

const raw = (schema: unknown) => ({
	name: 'etl',
	metadata: { uid: 'u', labels: { 'user.confluent.io/nightly': 'true', 'user.confluent.io/old': 'false' } },
	spec: { statement: 'SELECT 1' },
	status: { phase: 'RUNNING', traits: { schema } },
});
const simplified = (schema: unknown) => statementOutput(statementFrom(raw(schema))!, true);

describe('a simplified statement', () => {
	it('describes its columns', () => {
		const columns = [{ name: 'id', type: { type: 'BIGINT', nullable: false } }];
		expect(simplified({ columns })).toMatchObject({ name: 'etl', columns: [{ name: 'id', type: 'BIGINT', nullable: false }] });
	});

	it.each([[undefined], [null], [{ columns: null }]])('has no columns where the schema is %j', (schema) => {
		expect(simplified(schema)['columns']).toEqual([]);
	});

	it('calls a type that is missing unknown', () => {
		expect(simplified({ columns: [{ name: 'a' }] })['columns']).toEqual([{ name: 'a', type: 'UNKNOWN', nullable: true }]);
	});

	it.each([['text'], [{ columns: 'text' }], [{ columns: [{}] }]])('says null where the schema is %j, which cannot be read', (schema) => {
		expect(simplified(schema)).toMatchObject({ name: 'etl', phase: 'RUNNING', columns: null });
	});

	it('is PENDING where the answer gives no phase', () => {
		expect(statementOutput(statementFrom({ name: 'etl', spec: {} })!, true)).toMatchObject({ name: 'etl', phase: 'PENDING' });
	});

	it('has the labels that are set, as the console shows them', () => {
		expect(simplified(null)['labels']).toEqual(['nightly']);
	});
});

it('a statement that is not simplified is as it came', () => {
	expect(statementOutput(statementFrom(raw(null))!, false)).toEqual(raw(null));
});
