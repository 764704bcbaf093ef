import { ResultFormatError } from '../../flink/rows/resultFormatError';
import { parseColumns, type Column } from '../../flink/rows/resultSchema';
import { asError } from '../../language/asError';
import type { Statement } from './statement';
import { StatementsError } from './statementsError';

/**
 * The columns of a statement's result; none where it gives no rows, or they are not known yet.
 *
 * @throws StatementsError for a schema that cannot be read
 */
export function columnsOf({ name, schema }: Pick<Statement, 'name' | 'schema'>): readonly Column[] {
	try {
		return parseColumns(schema);
	} catch (error) {
		throw namingStatement(error, name);
	}
}

/** An error met while the result of a statement was read: where the result cannot be read, one that names the statement. */
export function namingStatement(error: unknown, name: string): Error {
	return error instanceof ResultFormatError ? new StatementsError({ reason: 'resultUnreadable', name, failure: error }) : asError(error);
}
