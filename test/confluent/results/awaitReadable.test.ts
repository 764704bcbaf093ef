import { awaitReadable } from '../../../nodes/shared/confluent/results/awaitReadable';
import { scriptStatements, statementBody, statementOf } from '../statements/scriptedStatements';

it('a running SELECT whose columns are not known yet is waited for, although it is unbounded: without them no row can be read', async () => {
	const submitted = statementOf({ phase: 'RUNNING', traits: { is_bounded: false, schema: null } });
	const cloud = scriptStatements(() => ({ body: statementBody({ phase: 'RUNNING', traits: { is_bounded: false } }) }));
	await cloud.run(awaitReadable(cloud.statements, submitted));
	expect(cloud.calls()).toEqual(['GET']);
});

it('an INSERT that runs without end is there as soon as it runs, since it never has rows', async () => {
	const submitted = statementOf({ phase: 'RUNNING', traits: { sql_kind: 'INSERT_INTO', is_bounded: false, schema: null } });
	const cloud = scriptStatements(() => new Error('nothing was to be asked for'));
	expect((await cloud.run(awaitReadable(cloud.statements, submitted))).phase).toBe('RUNNING');
});
