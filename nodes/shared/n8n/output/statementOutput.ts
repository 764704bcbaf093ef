import type { IDataObject } from 'n8n-workflow';
import { phaseOf, type Statement } from '../../confluent/statements/statement';
import { describeColumns } from '../../flink/rows/dataTypeText';
import { ResultFormatError } from '../../flink/rows/resultFormatError';
import { parseColumns } from '../../flink/rows/resultSchema';
import { secretsIn } from '../../flink/statement/secretProperty';
import { asError } from '../../language/asError';
import { withoutSecrets } from '../../language/withoutSecrets';
import { moreFieldsOf, type MoreFieldName } from './moreFields';
import { shownObject } from './shownObject';

/** How a statement comes out of a node. */
export interface StatementShape {
	readonly simplify: boolean;
	/** Of a simplified one. */
	readonly moreFields: readonly MoreFieldName[];
}

/** A statement as nodes give it: the fields people use, flat; or the API's object as it came, but for secrets. */
export function statementOutput(statement: Statement, { simplify, moreFields }: StatementShape): IDataObject {
	return simplify ? { ...simplifyStatement(statement), ...moreFieldsOf(statement, moreFields) } : shownObject(statement);
}

/** The simplified statement, ten fields: n8n wants no more. Fields that the service has not filled yet are null, so that items look alike. */
export function simplifyStatement(statement: Statement): IDataObject {
	return {
		name: statement.name,
		phase: phaseOf(statement),
		detail: statement.detail,
		sql: withoutSecrets(statement.sql, secretsIn(statement.properties)),
		sqlKind: statement.sqlKind ?? null,
		computePoolId: statement.computePoolId ?? null,
		principal: statement.principal ?? null,
		columns: columnsOf(statement),
		createdAt: statement.createdAt ?? null,
		updatedAt: statement.updatedAt ?? null,
	};
}

/**
 * Null where the schema cannot be read: reading the rows reports it, but a list of statements, or the news that
 * one has failed, must not be lost over it.
 */
function columnsOf({ schema }: Statement): IDataObject[] | null {
	try {
		return describeColumns(parseColumns(schema)).map((column) => ({ ...column }));
	} catch (error) {
		if (error instanceof ResultFormatError) return null;
		throw asError(error);
	}
}
