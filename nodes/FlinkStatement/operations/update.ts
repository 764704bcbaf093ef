import type { SpecChange } from '../../shared/confluent/statements/changeStatement';
import type { Statement } from '../../shared/confluent/statements/statement';
import type { Statements } from '../../shared/confluent/statements/statements';
import { isMovedBy, moveWithoutResume, resumeStatement, stopStatement } from '../../shared/confluent/statements/stopAndResume';
import { collection, options, SIMPLIFY, TIMEOUT } from '../../shared/n8n/fields/fields';
import { STATEMENT_LOCATOR } from '../../shared/n8n/fields/pickers';
import { defineOperation } from '../../shared/n8n/items/operation';
import { statementOutput } from '../../shared/n8n/output/statementOutput';
import { checkedComputePoolId, checkedPrincipal } from '../../shared/n8n/parameters/identifiers';
import type { Parameters } from '../../shared/n8n/parameters/parameters';
import { COMPUTE_POOL, PRINCIPAL } from '../../shared/n8n/submission/submissionFields';
import { readStatementName, statementSubject } from '../readStatementName';
import type { StatementSession } from '../../shared/n8n/submission/statementSession';
import { MORE_FIELDS_FIELD, readShape } from '../statementShape';

export const update = defineOperation({
	value: 'update',
	name: 'Update Statement',
	action: 'Update statement',
	description: 'Stop or resume a statement, or move a stopped one to another compute pool or principal',
	properties: [
		STATEMENT_LOCATOR,
		collection('Update Fields', 'updateFields', 'Add Field', [
			{ ...COMPUTE_POOL, description: 'The compute pool to move the statement to. Also set Stopped to false.' },
			{ ...PRINCIPAL, description: 'The service account or user that the statement runs as from now on. Also set Stopped to false.' },
			{
				displayName: 'Stopped',
				name: 'stopped',
				type: 'boolean',
				default: false,
				description: 'Whether to stop the statement. Off resumes it.',
			},
		]),
		SIMPLIFY,
		options(TIMEOUT, MORE_FIELDS_FIELD),
	],
	read: (parameters) => ({
		name: readStatementName(parameters),
		change: readChange(parameters),
		shape: readShape(parameters),
	}),
	subject: statementSubject,
	run: async ({ statements }: StatementSession, { name, change, shape }) => [
		statementOutput(await applyChange(statements, name, change), shape),
	],
});

function readChange(parameters: Parameters): SpecChange {
	const fields = parameters.within('updateFields', 'Update Fields');
	const change: SpecChange = {
		stopped: fields.has('stopped') ? fields.flag('stopped', 'Stopped', false) : undefined,
		computePoolId: fields.has('computePool') ? checkedComputePoolId(fields, fields.requiredText('computePool', 'Compute Pool')) : undefined,
		principal: fields.has('principal') ? checkedPrincipal(fields, fields.requiredText('principal', 'Principal')) : undefined,
	};
	const moves = change.computePoolId !== undefined || change.principal !== undefined;
	if (change.stopped === undefined && !moves) throw parameters.invalid('There is nothing to update', "Add at least one field under 'Update Fields'.");
	if (change.stopped === true && moves) {
		throw parameters.invalid('The compute pool and the principal cannot change while a statement is stopped', "Set 'Stopped' to false: they change when the statement is resumed.");
	}
	return change;
}

/** Waits for the phase that the change leads to: that the service accepts a change does not mean that it is done. */
async function applyChange(statements: Statements, name: string, { stopped, ...move }: SpecChange): Promise<Statement> {
	if (stopped === true) return await stopStatement(statements, name, true);
	if (stopped === false) return await resumeStatement(statements, name, move, true);
	const current = await statements.get(name);
	if (isMovedBy(current, move)) throw moveWithoutResume(current);
	return current;
}
