/* eslint-disable @n8n/community-nodes/require-node-api-error -- not in the published package: n8n's rules for nodes do not apply here */
import { ApiFailure } from '../../http/errors';
import type { Reply } from '../../http/reply';
import type { ResultSettings } from '../../state/options';
import { ConsumedPageError, type ResultPage, type ResultStream } from '../../statements/resultStream';
import { isSnapshot, type StatementRecord } from '../../statements/statement';
import type { OperationContext } from '../context';
import { decodeToken, encodeToken } from '../pagination';
import { preciseTimestamp } from '../statementWire';
import { findStatement, statementAbsent } from './findStatement';

const NOT_READY: ReadonlySet<string> = new Set(['PENDING', 'STOPPING']);

/** One page of the changelog. The token is a position in it: an empty page points to where it began. */
export async function readResults(context: OperationContext): Promise<Reply> {
	const statement = findStatement(context);
	const { jobs, clock } = context.cloud;
	checkReadable(context, statement);
	statement.lastReadAt = clock.now();
	await jobs.advanceStatement(statement);
	const page = readPage(context, statement);
	const query =
		page.next === null ? null : new URLSearchParams({ page_token: tokenOf(context, statement, page.next) });
	const self = `${context.linkOrigin}${context.path}`;
	const metadata = {
		self,
		...(query && { next: `${self}?${query.toString()}` }),
		created_at: preciseTimestamp(clock.now()),
	};
	return {
		status: 200,
		body: { api_version: 'sql/v1', kind: 'StatementResult', metadata, results: { data: page.rows } },
	};
}

function checkReadable(context: OperationContext, statement: StatementRecord): void {
	const { settings, clock } = context.cloud;
	const { snapshotWindowMs, windowMs } = settings.results;
	const window = isSnapshot(statement) ? snapshotWindowMs : windowMs;
	if (statement.areResultsGone || clock.now() >= statement.createdAt + window) {
		throw new ApiFailure(408, `Results for Statement=${statement.name} are no longer available`);
	}
	if (statement.isRemoved || statement.phase === 'DELETING') throw statementAbsent(context, statement.name);
	if (NOT_READY.has(statement.phase) || isWithheld(statement, settings.results)) throw notReady(statement);
}

/** Whether it was stopped, and has kept none of what nobody had read. */
function isWithheld({ phase, isAbandoned }: StatementRecord, { restAfterStop }: ResultSettings): boolean {
	if (phase !== 'STOPPED' || restAfterStop === 'always') return false;
	return isAbandoned || restAfterStop === 'never';
}

function notReady(statement: StatementRecord): ApiFailure {
	return new ApiFailure(409, `Results for Statement=${statement.name} not ready`);
}

function readPage(context: OperationContext, statement: StatementRecord): ResultPage {
	const offset = readOffset(context, statement);
	const { results } = statement;
	if (!results) return { rows: [], next: null };
	if (statement.phase === 'COMPLETED') results.skipEmptyPages();
	return readStream(results, offset, context);
}

function readStream(results: ResultStream, offset: number, { cloud }: OperationContext): ResultPage {
	try {
		return results.read(offset, cloud.settings.results.rowsPerPage, cloud.clock.now());
	} catch (error) {
		if (!(error instanceof ConsumedPageError)) throw error;
		const detail = `Results at offset ${offset} are no longer available: pages are read forward only`;
		throw new ApiFailure(400, detail, { source: { parameter: 'page_token' } });
	}
}

/** The uid in the token: a position in the results of an earlier statement of the same name leads nowhere. */
function tokenOf({ cloud }: OperationContext, statement: StatementRecord, offset: number): string {
	return encodeToken(`${statement.uid}:${offset}`, cloud.settings.pageTokens);
}

function readOffset({ query, cloud }: OperationContext, statement: StatementRecord): number {
	const token = query.get('page_token');
	if (token === null) return 0;
	const [uid, offset] = (decodeToken(token, cloud.settings.pageTokens) ?? '').split(':');
	if (uid === statement.uid && offset !== undefined) return Number(offset);
	throw new ApiFailure(400, 'Invalid page_token', { source: { parameter: 'page_token' } });
}
