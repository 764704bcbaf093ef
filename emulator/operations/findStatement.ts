import { param, type OperationContext } from '../context';
import { statementNotFound } from '../errors';
import type { Environment } from '../state';
import type { StatementRecord } from '../statements/statement';

/** The environment of the path, which `authenticate` has found to exist. */
export function environmentOf(context: OperationContext): Environment {
	const environment = context.cloud.state.environment(param(context, 'environment_id'));
	if (!environment) throw new Error('the environment was not checked');
	return environment;
}

/** @throws ApiFailure 404 */
export function findStatement(context: OperationContext): StatementRecord {
	const name = param(context, 'statement_name');
	const statement = environmentOf(context).statements.get(name);
	if (!statement) throw statementNotFound(name);
	return statement;
}
