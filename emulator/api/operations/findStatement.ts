import { notCovered, statementNotFound, type ApiFailure } from '../../http/errors';
import type { Environment } from '../../state/cloudState';
import type { StatementRecord } from '../../statements/statement';
import { covers } from '../auth';
import { param, type OperationContext } from '../context';

/** The environment of the path, which `authenticate` has found to exist. */
export function environmentOf(context: OperationContext): Environment {
	const environment = context.cloud.state.environment(param(context, 'environment_id'));
	if (!environment) throw new Error('the environment was not checked');
	return environment;
}

/** The statement of the path, where the key's role covers it. @throws ApiFailure 403, 404 */
export function findStatement(context: OperationContext): StatementRecord {
	const name = param(context, 'statement_name');
	const statement = environmentOf(context).statements.get(name);
	if (!statement || !covers(context.key, statement.computePoolId)) throw statementAbsent(context, name);
	return statement;
}

/** The refusal for a statement that is not there: a role on one compute pool cannot tell that from one of another pool. */
export function statementAbsent({ key }: OperationContext, name: string): ApiFailure {
	return key.computePoolId === undefined ? statementNotFound(name) : notCovered();
}
