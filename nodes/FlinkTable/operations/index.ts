import type { Operation } from '../../shared/n8n/items/operation';
import type { TableSession } from '../session';
import { getAll } from './getAll';
import { getRows } from './getRows';
import { getSchema } from './getSchema';
import { insert } from './insert';

/** The node's operations, in the order of the dropdown: n8n wants it alphabetical. */
export const TABLE_OPERATIONS: ReadonlyArray<Operation<TableSession>> = [getAll, getRows, getSchema, insert];
