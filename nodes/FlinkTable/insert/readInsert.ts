import { MAX_ROWS_PER_STATEMENT, ROWS_PER_STATEMENT } from './insertFields';
import type { Parameters } from '../../shared/n8n/parameters/parameters';
import { readOnce } from '../../shared/n8n/parameters/readOnce';
import { readTable, readTableInput, type TableInput } from '../readPlace';
import { EXTRA_FIELDS, readRow, type GivenRow, type RowOptions } from './readRow';

export const BATCHING = ['single', 'independently'] as const;

/** How an item is inserted. Items of a run for which that is the same share one object. */
export interface InsertSettings extends TableInput, RowOptions {
	readonly batching: (typeof BATCHING)[number];
	/** At most. */
	readonly rowsPerStatement: number;
	readonly outputStatement: boolean;
	readonly keepStatement: boolean;
}

/** What an item says of the row to insert. */
export interface InsertInput {
	readonly settings: InsertSettings;
	readonly table: string;
	readonly row: GivenRow;
}

export function readInsert(parameters: Parameters): InsertInput {
	const settings = readSettings(parameters);
	return { settings, table: readTableOnce(parameters), row: readRow(parameters, settings) };
}

const readTableOnce = readOnce(['table'], readTable);

const readSettings = readOnce(['options', 'computePool', 'database'], (parameters): InsertSettings => {
	const options = parameters.options();
	const batching = options.choice('batching', 'Batching', BATCHING, 'single');
	const most = options.wholeNumber('rowsPerStatement', 'Rows per Statement', { fallback: ROWS_PER_STATEMENT, min: 1, max: MAX_ROWS_PER_STATEMENT });
	return {
		...readTableInput(parameters),
		extraFields: options.choice('extraFields', 'Extra Fields', EXTRA_FIELDS, 'ignore'),
		isNullForEmpty: options.flag('replaceEmptyStrings', 'Replace Empty Strings with NULL', false),
		batching,
		rowsPerStatement: batching === 'independently' ? 1 : most,
		outputStatement: options.flag('outputStatement', 'Output Statement', false),
		keepStatement: options.flag('keepStatement', 'Keep Statement', false),
	};
});
