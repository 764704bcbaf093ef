import type { Operation } from '../../shared/n8n/items/operation';
import type { ComputePoolSession } from '../session';
import { create } from './create';
import { deletePool } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import { update } from './update';

/** The node's operations, in the order of the dropdown. */
export const COMPUTE_POOL_OPERATIONS: ReadonlyArray<Operation<ComputePoolSession>> = [create, deletePool, get, getAll, update];
