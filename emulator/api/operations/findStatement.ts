import { statementNotFound } from '../../http/errors';
import type { Environment } from '../../state/cloudState';
import type { StatementRecord } from '../../statements/statement';
import { param, type OperationContext } from '../context';

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
