import { ApiFailure } from '../../http/errors';
import type { Reply } from '../../http/reply';
import type { StatementRecord } from '../../statements/statement';
import type { StatementStore } from '../../statements/statementStore';
import { covers } from '../auth';
import type { OperationContext } from '../context';
import { nextLink, readPageRequest, takePage } from '../pagination';
import { statementBody } from '../statementWire';
import { environmentOf } from './findStatement';

/** An unknown compute pool gives an empty list, not an error; so does one that the key's role does not cover. */
export function listStatements(context: OperationContext): Reply {
	const { query, cloud, key, linkOrigin, path } = context;
	const request = readPageRequest(query, cloud.settings.pageTokens);
	const { after } = request;
	const byTime = query.get('time_ordered') === 'true';
	const isAskedFor = readFilters(query, byTime);
	const fits: Filter = (statement) => covers(key, statement.computePoolId) && isAskedFor(statement);
	const ordered = statementsAfter(environmentOf(context).statements, after, byTime);
	const page = takePage(filter(ordered, fits), request, byTime ? sequenceKey : nameKey);
	const data = page.entries.map((statement) => statementBody(statement, context));
	for (const statement of page.entries) cloud.progress.noteRead(statement);
	const next = page.nextToken === null ? '' : nextLink(linkOrigin, path, query, page.nextToken);
	const metadata = { self: `${linkOrigin}${path}`, next };
	return { status: 200, body: { api_version: 'sql/v1', kind: 'StatementList', metadata, data } };
}

function nameKey(statement: StatementRecord): string {
	return statement.name;
}

function sequenceKey(statement: StatementRecord): string {
	return String(statement.sequence);
}

/** By name, which says nothing about age; with `time_ordered=true` the newest first. */
function statementsAfter(
	store: StatementStore,
	after: string | null,
	byTime: boolean,
): Iterable<StatementRecord> {
	if (byTime) {
		const before = after === null ? Infinity : Number(after);
		return store.inTimeOrder.backFrom(({ sequence }) => (sequence < before ? -1 : 1));
	}
	return store.inNameOrder.from(({ name }) => (after !== null && name <= after ? -1 : 1));
}

type Filter = (statement: StatementRecord) => boolean;

function* filter(statements: Iterable<StatementRecord>, fits: Filter): Generator<StatementRecord> {
	for (const statement of statements) if (fits(statement)) yield statement;
}

/** `statement_name_search_query` is undocumented and counts only together with `time_ordered=true`. */
function readFilters(query: URLSearchParams, byTime: boolean): Filter {
	const pool = query.get('spec.compute_pool_id');
	const labels = readLabelSelector(query.get('label_selector'));
	const part = byTime ? query.get('statement_name_search_query') : null;
	return (statement) =>
		(pool === null || pool === '' || statement.computePoolId === pool) &&
		(part === null || statement.name.includes(part)) &&
		labels.every(({ label, value, isNegated }) => (statement.labels[label] === value) !== isNegated);
}

interface LabelTerm {
	readonly label: string;
	readonly value: string;
	/** `!=`: the statement has another value there, or no such label. */
	readonly isNegated: boolean;
}

/** All terms have to hold. */
function readLabelSelector(selector: string | null): LabelTerm[] {
	if (selector === null || selector === '') return [];
	return selector.split(',').map((term) => {
		const isNegated = term.includes('!=');
		const [label = '', value, ...more] = term.split(isNegated ? '!=' : '=').map((side) => side.trim());
		if (/^[^=!]+$/.test(label) && value !== undefined && /^[^=!]*$/.test(value) && more.length === 0) return { label, value, isNegated };
		const detail = `Invalid label selector: ${term}`;
		throw new ApiFailure(400, detail, { source: { parameter: 'label_selector' } });
	});
}
