import { NodeOperationError, type INode } from 'n8n-workflow';
import { readTriggerParameters, type TriggerParameters } from '../../../nodes/FlinkStatementTrigger/triggerParameters';

const NODE: INode = { id: '1', name: 'Trigger', type: 'flinkStatementTrigger', typeVersion: 1, position: [0, 0], parameters: {} };

/** Reads parameters as n8n gives them, defaults for those left out; asks for nothing that the node does not declare. */
function read(values: Record<string, unknown>): TriggerParameters {
	const defaults: Record<string, unknown> = { watch: 'environment', computePool: '', label: '', statements: '', phases: [], options: {} };
	const getNodeParameter = (name: string): unknown => {
		if (!(name in defaults)) throw new Error(`The node has no parameter "${name}"`);
		return name in values ? values[name] : defaults[name];
	};
	return readTriggerParameters({ getNodeParameter, getNode: () => NODE, getWorkflow: () => ({}) } as never);
}

describe('what is read', () => {
	it('is any change in the environment by default', () => {
		expect(read({})).toEqual({
			target: { kind: 'environment' },
			filter: { phases: [], fromPhases: [], nameMatches: '', includeNew: true, includeDeleted: false },
			includeExceptions: true,
			simplify: true,
			moreFields: [],
		});
	});

	it.each([
		[{ watch: 'computePool', computePool: ' lfcp-a1b2c3 ' }, { kind: 'computePool', computePoolId: 'lfcp-a1b2c3' }],
		[{ watch: 'label', label: ' etl ' }, { kind: 'labels', labels: ['etl'] }],
		[{ watch: 'label', label: 'etl, nightly' }, { kind: 'labels', labels: ['etl', 'nightly'] }],
		[{ watch: 'label', label: '\netl ,\r\n\u00a0nightly\ufeff\n' }, { kind: 'labels', labels: ['etl', 'nightly'] }],
		[{ watch: 'label', label: 'user.confluent.io/etl, user.confluent.io/ nightly, etl' }, { kind: 'labels', labels: ['etl', 'nightly'] }],
		[{ watch: 'label', label: ['etl\n', 'nightly'] }, { kind: 'labels', labels: ['etl', 'nightly'] }],
		[{ options: { includeHidden: true } }, { kind: 'environment', includeHidden: true }],
		[{ watch: 'label', label: 'etl', options: { includeHidden: 'true' } }, { kind: 'labels', labels: ['etl'], includeHidden: true }],
		[{ watch: 'statements', statements: 'etl', options: { includeHidden: true } }, { kind: 'statements', names: ['etl'] }],
		[{ watch: 'statements', statements: 'etl-b' }, { kind: 'statements', names: ['etl-b'] }],
		[{ watch: 'statements', statements: ' etl-b, etl-a ,etl-b' }, { kind: 'statements', names: ['etl-b', 'etl-a'] }],
		// Longer than a new statement's may be.
		[{ watch: 'statements', statements: 'a'.repeat(120) }, { kind: 'statements', names: ['a'.repeat(120)] }],
	])('the target of %j', (values, target) => {
		expect(read(values).target).toEqual(target);
	});

	it.each<[Record<string, unknown>, string[], string[]]>([
		[{ phases: 'FAILED' }, ['FAILED'], []],
		[{ phases: ' FAILED, STOPPED', options: { fromPhases: 'RUNNING,DEGRADED' } }, ['FAILED', 'STOPPED'], ['RUNNING', 'DEGRADED']],
		[{ phases: '', options: { fromPhases: '' } }, [], []],
	])('the phases of an expression that gives text, %j', (values, phases, fromPhases) => {
		expect(read(values).filter).toMatchObject({ phases, fromPhases });
	});

	it('are booleans that an expression gives as text', () => {
		expect(read({ options: { includeNew: 'false', simplify: 'true' } })).toMatchObject({ filter: { includeNew: false }, simplify: true });
	});

	it.each<[unknown, string]>([
		[' etl-* , ml-*\n', 'etl-*, ml-*'],
		[['etl-*', 'ml-*'], 'etl-*, ml-*'],
		['', ''],
		['*', '*'],
	])('the patterns of %j', (nameMatches, patterns) => {
		expect(read({ options: { nameMatches } }).filter.nameMatches).toBe(patterns);
	});

	it.each(['__rl', 'mode'])('is a compute pool as n8n stores it, told by %s', (mark) => {
		expect(read({ watch: 'computePool', computePool: { [mark]: true, value: 'lfcp-a1b2c3' } }).target).toEqual({ kind: 'computePool', computePoolId: 'lfcp-a1b2c3' });
	});

	it('are all options', () => {
		const options = { fromPhases: ['RUNNING'], nameMatches: ' etl-* ', includeNew: false, includeDeleted: true, includeExceptions: false, moreFields: ['labels', 'uid'], simplify: false };
		expect(read({ phases: ['FAILED', 'STOPPED'], options })).toEqual({
			target: { kind: 'environment' },
			filter: { phases: ['FAILED', 'STOPPED'], fromPhases: ['RUNNING'], nameMatches: 'etl-*', includeNew: false, includeDeleted: true },
			includeExceptions: false,
			simplify: false,
			moreFields: ['labels', 'uid'],
		});
	});
});

describe('what is refused', () => {
	it.each<[string, Record<string, unknown>, RegExp]>([
		['an unknown thing to watch', { watch: 'everything' }, /'Watch' is "everything"/],
		['no compute pool', { watch: 'computePool' }, /'Compute Pool' is empty/],
		['an ID of another kind: the service would answer an empty list', { watch: 'computePool', computePool: 'env-a1b2c3' }, /'Compute Pool' is "env-a1b2c3"/],
		['no label', { watch: 'label', label: ' ' }, /'Label' is empty/],
		['labels of which one is empty', { watch: 'label', label: 'etl,,nightly' }, /'Label' has an empty entry: "etl,,nightly"/],
		['names of which the last is empty', { watch: 'statements', statements: 'etl-a,' }, /'Statement Names' has an empty entry: "etl-a,"/],
		['no names', { watch: 'statements', statements: '' }, /'Statement Names' is empty/],
		['a name that no statement can have', { watch: 'statements', statements: 'etl-a,Etl_B' }, /"Etl_B" is not valid/],
		['a phase that there is not', { phases: ['BROKEN'] }, /'Trigger On' contains "BROKEN"/],
		['a phase to come from that there is not', { options: { fromPhases: ['DELETED'] } }, /'From Phases' contains "DELETED"/],
		['a text with a phase that there is not', { phases: 'FAILED BROKEN' }, /'Trigger On' contains "FAILED BROKEN"/],
		['a number of phases', { phases: 7 }, /'Trigger On' contains "7"/],
		['an expression for phases that gives nothing', { phases: null }, /'Trigger On' is null/],
		['an object of phases to come from', { options: { fromPhases: { RUNNING: true } } }, /'From Phases' is {"RUNNING":true}/],
		['an expression for phases to come from that gives nothing', { options: { fromPhases: undefined } }, /'From Phases' is undefined/],
		['a pattern that is no text', { options: { nameMatches: { a: 7 } } }, /'Name Matches' is {"a":7}/],
		['patterns of which one is empty', { options: { nameMatches: 'etl-*,' } }, /'Name Matches' has an empty entry: "etl-\*,"/],
		['a pattern with capitals', { options: { nameMatches: 'etl-*, ML-*' } }, /^'Name Matches' has the pattern "ML-\*", which no statement name can match/],
		['a pattern with an underscore', { options: { nameMatches: '*_daily' } }, /^'Name Matches' has the pattern "\*_daily", which no statement name can match/],
		['a pattern that begins with a hyphen', { options: { nameMatches: '-etl*' } }, /^'Name Matches' has the pattern "-etl\*", which no statement name can match/],
		['a pattern that is a regular expression', { options: { nameMatches: 'etl-.+' } }, /^'Name Matches' has the pattern "etl-.\+", which/],
		['a pattern that is too long', { options: { nameMatches: `${'a'.repeat(254)}*` } }, /which no statement name can match/],
		['patterns that match none of the names', { watch: 'statements', statements: 'etl-a, etl-b', options: { nameMatches: 'ml-*, bi' } }, /^'Name Matches' is "ml-\*, bi", which matches none of 'Statement Names'/],
		['a name that is too long for any statement', { watch: 'statements', statements: 'a'.repeat(254) }, /254 characters; at most 253/],
		['a label with a space in it', { watch: 'label', label: 'my etl' }, /^'Label' has "my etl", which cannot be a label/],
		['labels on lines of their own', { watch: 'label', label: 'etl\nnightly' }, /^'Label' has "etl\\nnightly", which cannot be a label/],
		['a label that is a selector', { watch: 'label', label: 'etl=true' }, /^'Label' has "etl=true", which cannot be a label/],
		['a label without a name', { watch: 'label', label: 'user.confluent.io/' }, /is a label without a name/],
		['a text where yes or no is expected for hidden ones', { options: { includeHidden: 'maybe' } }, /^'Include Hidden' is "maybe"/],
		['a text where yes or no is expected', { options: { includeNew: 'maybe' } }, /^'Include New Statements' is "maybe"/],
	])('%s', (_, values, message) => {
		expect(() => read(values)).toThrow(message);
		expect(() => read(values)).toThrow(NodeOperationError);
	});
});
