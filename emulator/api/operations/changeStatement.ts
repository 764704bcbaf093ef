import { ApiFailure, malformed } from '../../http/errors';
import { isResumable } from '../../statements/sqlKind';
import type { StatementRecord } from '../../statements/statement';
import type { OperationContext } from '../context';
import { checkPrincipal, placeFor } from './placeStatement';

/** What an update may ask for; undefined leaves a value as it is. */
export interface WantedStatement {
	readonly stopped: boolean;
	readonly computePoolId: string | undefined;
	readonly principal: string | undefined;
}

/**
 * Stops or resumes a statement. Its pool and principal may change only on the way from stopped to running, and
 * only what writes on its own (INSERT INTO, CREATE TABLE AS, EXECUTE STATEMENT SET) may run again.
 * @throws ApiFailure 400, 409
 */
export function changeStatement(
	context: OperationContext,
	statement: StatementRecord,
	wanted: WantedStatement,
): void {
	const { lifecycle, clock } = context.cloud;
	if (statement.phase === 'DELETING') throw conflict(`Statement=${statement.name} is being deleted`);
	const resumes = !wanted.stopped && (statement.stopped || statement.phase === 'FAILED' || statement.phase === 'STOPPED');
	if (resumes) checkResume(statement);
	else checkUnmoved(statement, wanted);
	if (resumes) {
		move(context, statement, wanted);
		lifecycle.resume(statement, clock.now());
		return;
	}
	if (wanted.stopped && !statement.stopped) lifecycle.stop(statement, clock.now());
}

function checkResume(statement: StatementRecord): void {
	if (!isResumable(statement.sql)) {
		throw new ApiFailure(
			400,
			`Statement=${statement.name} cannot be resumed: only INSERT INTO, CREATE TABLE AS and EXECUTE STATEMENT SET can`,
		);
	}
	if (statement.phase !== 'STOPPED' && statement.phase !== 'FAILED') {
		throw conflict(`Statement=${statement.name} is not stopped yet`);
	}
}

function checkUnmoved(statement: StatementRecord, wanted: WantedStatement): void {
	const moved = wanted.computePoolId !== undefined && wanted.computePoolId !== statement.computePoolId;
	if (moved) throw notNow('compute_pool_id');
	const handedOver = wanted.principal !== undefined && wanted.principal !== statement.principal;
	if (handedOver) throw notNow('principal');
}

function notNow(field: string): ApiFailure {
	return malformed(`${field} can only be changed when a stopped statement is resumed`, {
		pointer: `/spec/${field}`,
	});
}

/** A pool that the key's role does not cover, an unknown one, or an unknown user is refused at once and changes nothing. */
function move(context: OperationContext, statement: StatementRecord, wanted: WantedStatement): void {
	const poolId = wanted.computePoolId ?? statement.computePoolId;
	const pool = placeFor(context.cloud, context.key, statement.environmentId, poolId);
	const principal = wanted.principal ?? statement.principal;
	checkPrincipal(context.cloud, principal);
	statement.computePoolId = pool.id;
	statement.principal = principal;
}

function conflict(detail: string): ApiFailure {
	return new ApiFailure(409, detail);
}
