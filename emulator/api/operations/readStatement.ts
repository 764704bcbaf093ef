import type { Reply } from '../../http/reply';
import type { OperationContext } from '../context';
import { statementBody } from '../statementWire';
import { findStatement } from './findStatement';

export function readStatement(context: OperationContext): Reply {
	const statement = findStatement(context);
	const body = statementBody(statement, context);
	context.cloud.progress.noteRead(statement);
	return { status: 200, body };
}
