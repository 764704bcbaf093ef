import { ApiFailure, malformed } from '../../http/errors';
import type { Reply } from '../../http/reply';
import type { OperationContext } from '../context';
import { requireRecord, requireText } from '../requestBody';
import { statementBody } from '../statementWire';
import { changeStatement, type WantedStatement } from './changeStatement';
import { findStatement } from './findStatement';

/** JSON Patch. Needs no resource version; the answer has what was asked for, and still the old phase. */
export function patchStatement(context: OperationContext): Reply {
	if (!context.cloud.settings.patchEnabled) throw new ApiFailure(403, 'Patch feature is currently disabled');
	const statement = findStatement(context);
	if (!Array.isArray(context.body)) throw malformed('a JSON Patch is an array');
	let wanted: WantedStatement = {
		stopped: statement.stopped,
		computePoolId: undefined,
		principal: undefined,
	};
	context.body.forEach((step: unknown, at) => (wanted = apply(wanted, step, `/${at}`)));
	const { phase, detail } = statement;
	changeStatement(context, statement, wanted);
	return { status: 200, body: statementBody({ ...statement, phase, detail, stopped: wanted.stopped }, context) };
}

function apply(wanted: WantedStatement, step: unknown, at: string): WantedStatement {
	const patch = requireRecord(step, at);
	const op = requireText(patch, 'op', at).toLowerCase();
	if (op !== 'replace' && op !== 'add') throw malformed(`op ${op} is not supported`, { pointer: `${at}/op` });
	const value = patch['value'];
	const path = requireText(patch, 'path', at);
	if (path === '/spec/stopped' && typeof value === 'boolean') return { ...wanted, stopped: value };
	if (path === '/spec/compute_pool_id' && typeof value === 'string')
		return { ...wanted, computePoolId: value };
	if (path === '/spec/principal' && typeof value === 'string') return { ...wanted, principal: value };
	throw malformed(`${path} cannot be changed to this value`, { pointer: at });
}
