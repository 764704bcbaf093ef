import type { JsonObject } from '../../../nodes/shared/language/jsonValue';
import { stopStatement } from '../../../nodes/shared/confluent/statements/stopAndResume';
import { scriptStatements, statementBody } from './scriptedStatements';

it.each<[string, JsonObject]>([
	['was asked to stop already', { ...statementBody({ phase: 'RUNNING' }), spec: { statement: 'SELECT 1', stopped: true } }],
	['is being deleted', statementBody({ phase: 'DELETING' })],
])('a statement that %s is not asked again: there is nothing left to change, and a PUT could only meet a conflict', async (_case, body) => {
	const cloud = scriptStatements(() => ({ body }));
	await cloud.run(stopStatement(cloud.statements, 'q', false));
	expect(cloud.calls()).toEqual(['GET', 'GET']);
});
