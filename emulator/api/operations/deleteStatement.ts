import type { Reply } from '../../http/reply';
import type { OperationContext } from '../context';
import { findStatement } from './findStatement';

/** 202: the statement is still there, DELETING, for a while. */
export function deleteStatement(context: OperationContext): Reply {
	const { lifecycle, clock } = context.cloud;
	lifecycle.remove(findStatement(context), clock.now());
	return { status: 202 };
}
