import type { Operation } from '../../shared/n8n/items/operation';
import type { RegionSession } from '../session';
import { getAll } from './getAll';

/** The node's operations, in the order of the dropdown. */
export const REGION_OPERATIONS: ReadonlyArray<Operation<RegionSession>> = [getAll];
