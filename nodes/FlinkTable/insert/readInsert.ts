import { MAX_ROWS_PER_STATEMENT, ROWS_PER_STATEMENT } from './insertFields';
import type { Parameters } from '../../shared/n8n/parameters/parameters';
import { readTable, readTableInput, type TableInput } from '../readPlace';
import { readRow, type GivenRow } from './readRow';

export const BATCHING = ['single', 'independently'] as const;

/** What an item says of the row to insert. */
export interface InsertInput extends TableInput {
	readonly table: string;
	readonly row: GivenRow;
	readonly batching: (typeof BATCHING)[number];
	/** At most. */
	readonly rowsPerStatement: number;
	readonly outputStatement: boolean;
	readonly keepStatement: boolean;
}

export function readInsert(parameters: Parameters): InsertInput {
	const options = parameters.options();
	const batching = options.choice('batching', 'Batching', BATCHING, 'single');
	const most = options.wholeNumber('rowsPerStatement', 'Rows per Statement', { fallback: ROWS_PER_STATEMENT, min: 1, max: MAX_ROWS_PER_STATEMENT });
	return {
		...readTableInput(parameters),
		table: readTable(parameters),
		row: readRow(parameters),
		batching,
		rowsPerStatement: batching === 'independently' ? 1 : most,
		outputStatement: options.flag('outputStatement', 'Output Statement', false),
		keepStatement: options.flag('keepStatement', 'Keep Statement', false),
	};
}
