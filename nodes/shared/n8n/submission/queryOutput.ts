import type { IDataObject } from 'n8n-workflow';
import type { RowsRequest, CollectedRows } from '../../confluent/results/collectRows';
import type { QueryResult } from '../../confluent/results/queryRows';
import { isBounded } from '../../confluent/statements/queryTraits';
import type { Statement } from '../../confluent/statements/statement';
import { QUERY_OUTPUTS } from '../../flink/rows/rowCollector';
import { lastWords } from '../errors/requestWords';
import { messageOf } from '../errors/wording';
import { simplifyStatement } from '../output/statementOutput';
import type { Parameters } from '../parameters/parameters';

/** @param mayBePart whether the rows that came in time are wanted even of a query that ends */
export function readRowsRequest(parameters: Parameters, mayBePart = false): RowsRequest {
	return {
		output: parameters.choice('output', 'Output', QUERY_OUTPUTS, 'table'),
		numbers: parameters.options().choice('numbers', 'Numbers', ['auto', 'text'], 'auto'),
		limit: parameters.limit(),
		mayBePart,
	};
}

const RAISE_LIMIT = 'Raise the limit, or switch on Return All, to get more.';

/** Pages are read forward only: what was read once cannot be read again from the same statement. */
export const RUN_AGAIN_FOR_MORE = 'Rows that were read cannot be read again from this statement: to get more, run the query again with a higher limit or Return All.';

/**
 * One item per row; for a statement that gives no rows, one item with the statement. What a user could take for
 * more than it is, a cut or an empty result, is said in a hint.
 *
 * @param howToGetMore one sentence, for a result that was cut
 */
export function queryOutput(
	{ statement, rows }: QueryResult,
	{ output }: RowsRequest,
	hint: (message: string) => void,
	howToGetMore: string = RAISE_LIMIT,
): IDataObject[] {
	if (rows === undefined) return [simplifyStatement(statement)];
	const counted = (count: number) => `${count} ${output === 'table' ? 'row' : 'change'}${count === 1 ? '' : 's'}`;
	const remark = remarkOn(statement, rows, counted, howToGetMore);
	if (remark !== undefined) hint(remark);
	if (rows.unchecked !== undefined) hint(uncheckedEnd(statement, counted(rows.total), messageOf(rows.unchecked)));
	return rows.items;
}

function remarkOn(statement: Statement, { items, total, end, cut }: CollectedRows, counted: (count: number) => string, howToGetMore: string): string | undefined {
	const count = items.length;
	if (end === 'deadline') {
		const why = isBounded(statement) ? 'had not come to its end' : 'has no end of its own';
		const more = count < total ? ` ${howToGetMore}` : '';
		return `Reading ended when the time ("Max Wait (Seconds)") was over, with ${counted(total)}; this query ${why}${cut === undefined ? '' : lastWords(cut.facts)}.${more}`;
	}
	if (count < total) return `${count} of ${counted(total)}${end === 'limit' ? ' read so far' : ''} are returned. ${howToGetMore}`;
	if (end === 'limit') return `Reading ended at the limit of ${counted(count)}; the query may give more. ${howToGetMore}`;
	return count === 0 ? 'The query gave no rows.' : undefined;
}

function uncheckedEnd({ name }: Statement, read: string, why: string): string {
	return `Reading came to the end, with ${read}; whether statement "${name}" ended well could not be checked: ${why}.`;
}
