import type { Operation } from '../../shared/n8n/items/operation';
import type { StatementSession } from '../../shared/n8n/submission/statementSession';
import { deleteStatement } from './delete';
import { executeQuery } from './executeQuery';
import { get } from './get';
import { getAll } from './getAll';
import { getExceptions } from './getExceptions';
import { getResults } from './getResults';
import { resume } from './resume';
import { stop } from './stop';
import { submit } from './submit';
import { update } from './update';
import { validate } from './validate';
import { waitFor } from './waitFor';

/** The node's operations, in the order of the dropdown: n8n wants it alphabetical. */
export const STATEMENT_OPERATIONS: ReadonlyArray<Operation<StatementSession>> = [
	deleteStatement,
	executeQuery,
	getExceptions,
	getAll,
	getResults,
	get,
	resume,
	stop,
	submit,
	update,
	validate,
	waitFor,
];
