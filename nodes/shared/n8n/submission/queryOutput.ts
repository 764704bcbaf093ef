import type { IDataObject } from 'n8n-workflow';
import type { RowsRequest, CollectedRows } from '../../confluent/results/collectRows';
import type { QueryResult } from '../../confluent/results/queryRows';
import { isBounded } from '../../confluent/statements/queryTraits';
import type { Statement } from '../../confluent/statements/statement';
import { QUERY_OUTPUTS } from '../../flink/rows/rowCollector';
import type { ReadRows } from '../items/operation';
import { lastWords } from '../errors/requestWords';
import { unverifiedEnd } from '../errors/resultWords';
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

const RAISE_LIMIT = "Raise 'Limit', or switch on 'Return All', to get more.";

/** Pages are read forward only: what was read once cannot be read again from the same statement. */
export const RUN_AGAIN_FOR_MORE = "Rows can be read only once: to get more, run the query again with a higher 'Limit' or 'Return All'.";

/**
 * One item per row; for a statement that returns no rows, one item with the statement. What a user could take for
 * more than it is, a cut or an empty result, is said in a hint.
 *
 * @param howToGetMore one sentence, for a result that was cut
 */
export function queryOutput(
	{ statement, rows }: QueryResult,
	{ output }: RowsRequest,
	hint: (message: string) => void,
	howToGetMore: string = RAISE_LIMIT,
): IDataObject[] | ReadRows {
	if (rows === undefined) return [simplifyStatement(statement)];
	const unit = output === 'table' ? 'row' : 'change';
	const counted = (count: number) => `${count} ${unit}${count === 1 ? '' : 's'}`;
	const remark = remarkOn(statement, rows, counted, howToGetMore);
	if (remark !== undefined) hint(remark);
	if (rows.unchecked !== undefined) hint(`${unverifiedEnd(statement.name, rows.total, unit)}: ${messageOf(rows.unchecked)}.`);
	return { rows: rows.items, texts: rows.texts };
}

function remarkOn(statement: Statement, { items, total, end, cut }: CollectedRows, counted: (count: number) => string, howToGetMore: string): string | undefined {
	const count = items.length;
	if (end === 'deadline') {
		const why = isBounded(statement) ? 'more rows may follow' : 'the query was still running';
		const more = count < total ? ` ${howToGetMore}` : '';
		return `Stopped at Max Wait with ${counted(total)}; ${why}${cut === undefined ? '' : lastWords(cut.facts)}.${more}`;
	}
	if (count < total) return `Returned ${count} of ${counted(total)}${end === 'limit' ? ' read so far' : ''}. ${howToGetMore}`;
	if (end === 'limit') return `Stopped at the limit of ${counted(count)}; the query may return more. ${howToGetMore}`;
	return count === 0 ? 'The query returned no rows.' : undefined;
}
