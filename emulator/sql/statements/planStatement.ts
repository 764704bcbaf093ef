import type { PlannedStatement } from '../engine';
import { parseStatement } from '../syntax/parseStatement';
import { planAlterTable } from './alterTable';
import { planCreateTable } from './createTable';
import { planExplain } from './explain';
import { planInsert, planStatementSet } from './insert';
import { planCreateView, planDrop, planUse } from './otherDdl';
import { planSelect } from './select';
import { planDescribe, planShow } from './show';
import type { StatementContext } from './statementContext';

/** Reads one statement and says what it will do. Throws `SqlError` for what ends it FAILED before it began. */
export function planStatement(sql: string, context: StatementContext): PlannedStatement {
	const statement = parseStatement(sql);
	switch (statement.kind) {
		case 'SELECT':
			return planSelect(statement.query, context);
		case 'INSERT_INTO':
			return planInsert(statement, context);
		case 'STATEMENT_SET':
			return planStatementSet(statement, context);
		case 'CREATE_TABLE':
			return planCreateTable(statement, context);
		case 'CREATE_VIEW':
			return planCreateView(statement, context);
		case 'DROP_TABLE':
		case 'DROP_VIEW':
			return planDrop(statement, context);
		case 'ALTER_TABLE':
			return planAlterTable(statement, context);
		case 'SHOW':
			return planShow(statement, context);
		case 'DESCRIBE':
			return planDescribe(statement, context);
		case 'EXPLAIN':
			return planExplain(statement, context);
		default:
			return planUse(statement, context);
	}
}
