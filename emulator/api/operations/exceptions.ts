import type { Reply } from '../../http/reply';
import type { OperationContext } from '../context';
import { timestamp } from '../statementWire';
import { findStatement } from './findStatement';

const TOLD = 10;

/** The newest ten, newest first, on one page. */
export function listExceptions(context: OperationContext): Reply {
	const { exceptions } = findStatement(context);
	const data = exceptions.slice(0, TOLD).map(({ name, message, at }) => ({
		kind: 'StatementException',
		name,
		message,
		timestamp: timestamp(at),
	}));
	const self = `${context.linkOrigin}${context.path}`;
	return {
		status: 200,
		body: { api_version: 'sql/v1', kind: 'StatementExceptionList', metadata: { self }, data },
	};
}
