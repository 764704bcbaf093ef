import { statementFrom } from '../../../nodes/shared/confluent/statements/statement';
import { MORE_FIELDS, type MoreFieldName } from '../../../nodes/shared/n8n/output/moreFields';
import { statementOutput } from '../../../nodes/shared/n8n/output/statementOutput';

const raw = (schema: unknown) => ({
	name: 'etl',
	metadata: { uid: 'u', labels: { 'user.confluent.io/nightly': 'true', 'user.confluent.io/old': 'false' } },
	spec: { statement: 'SELECT 1' },
	status: { phase: 'RUNNING', traits: { schema } },
});
const SIMPLE = { simplify: true, moreFields: [] };
const simplified = (schema: unknown) => statementOutput(statementFrom(raw(schema))!, SIMPLE);

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
		expect(statementOutput(statementFrom({ name: 'etl', spec: {} })!, SIMPLE)).toMatchObject({ name: 'etl', phase: 'PENDING' });
	});

	it('has ten fields', () => {
		expect(Object.keys(simplified(null))).toEqual(['name', 'phase', 'detail', 'sql', 'sqlKind', 'computePoolId', 'principal', 'columns', 'createdAt', 'updatedAt']);
	});
});

describe('more fields', () => {
	const full = {
		name: 'etl',
		metadata: { uid: 'u', labels: { 'user.confluent.io/nightly': 'true', 'user.confluent.io/old': 'false' } },
		spec: { statement: 'SELECT 1', stopped: true, scaling: { baseline_cfu: 3 } },
		status: {
			phase: 'STOPPED',
			detail: '[Warning] No watermark.',
			traits: { is_bounded: false, is_append_only: true },
			scaling_status: { scaling_state: 'OK' },
			end_time: '2026-01-31T12:30:00Z',
			duration: 'PT1H0.5S',
			latest_offsets: { orders: 'partition:0,offset:9223372036854775808' },
		},
	};
	const shown = (moreFields: readonly MoreFieldName[], statement: unknown = full) => statementOutput(statementFrom(statement)!, { simplify: true, moreFields });

	it.each<[MoreFieldName, unknown, unknown]>([
		['stopped', true, false],
		['isBounded', false, null],
		['isAppendOnly', true, null],
		['warnings', [{ severity: '', reason: '', message: 'No watermark.', createdAt: undefined }], []],
		['labels', ['nightly'], []],
		['uid', 'u', ''],
		['endedAt', '2026-01-31T12:30:00Z', null],
		['durationMs', 3_600_500, null],
		['scalingState', 'OK', null],
		['baselineCfu', 3, null],
		['latestOffsets', { orders: 'partition:0,offset:9223372036854775808' }, null],
	])('%s is %j, and %j where the service has not filled it', (field, filled, empty) => {
		expect(Object.entries(shown([field])).slice(10)).toEqual([[field, filled]]);
		expect(shown([field], { name: 'etl', spec: {} })[field]).toEqual(empty);
	});

	it('come in the same order, whatever order they were chosen in', () => {
		expect(Object.keys(shown([...MORE_FIELDS].reverse())).slice(10)).toEqual(MORE_FIELDS);
	});
});

it('a statement that is not simplified is as it came', () => {
	expect(statementOutput(statementFrom(raw(null))!, { simplify: false, moreFields: MORE_FIELDS })).toEqual(raw(null));
});
