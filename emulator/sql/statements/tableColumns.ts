import type { CatalogColumn, TableWatermark } from '../catalog/catalogObjects';
import { bindExpression } from '../plan/expressions/bindExpression';
import type { ExprContext } from '../plan/context/exprContext';
import { expressionContext } from '../plan/expressions/expressionContext';
import { CONSTANT, type RelationColumn } from '../bound/relation';
import { Scope } from '../plan/context/scope';
import type { Name } from '../syntax/tree/ast';
import type { TableColumn, Watermark } from '../syntax/tree/statementAst';
import { validationError } from '../text/sqlErrors';
import { NULL_TYPE, timestampLtz, withNullable, type FlinkType } from '../types/flinkType';
import { formatTypeName } from '../types/formatType';
import { queryContext, type StatementContext } from './statementContext';

const column = (name: string, type: FlinkType, hidden = false): RelationColumn => ({
	name,
	type,
	sql: 'NULL',
	hidden,
	role: null,
});

/** Expressions over the columns of one table, for their types alone. */
function typing(columns: readonly CatalogColumn[], context: StatementContext): ExprContext {
	const visible = columns.map(({ name, type }) => column(name, type));
	const all = [...visible, column('$rowtime', timestampLtz(3, false), true)];
	const scope = new Scope([{ name: null, sql: '', nature: CONSTANT, columns: all }]);
	return expressionContext(scope, queryContext(context.session));
}

const storageNumber = ({ storedAs }: CatalogColumn): number =>
	Number(/^c(\d+)$/.exec(storedAs ?? '')?.[1] ?? -1);

/**
 * The columns of a definition that stand beside `existing` ones. Storage names (`c0`, `c1`, …) count on from those;
 * key columns are never NULL; computed columns may use all the others.
 */
export function columnsOf(
	written: readonly TableColumn[],
	primaryKey: readonly string[],
	existing: readonly CatalogColumn[],
	context: StatementContext,
): CatalogColumn[] {
	const declared = written.filter((definition) => !isSystemColumn(definition));
	let next = Math.max(-1, ...existing.map(storageNumber)) + 1;
	const stored = declared.map((definition): CatalogColumn | null => {
		if (definition.computed) return null;
		const { name } = definition.name;
		const type = definition.type ?? NULL_TYPE;
		const { metadata } = definition;
		return {
			name,
			type: withNullable(type, type.nullable && !primaryKey.includes(name)),
			comment: definition.comment,
			storedAs: metadata ? recordField(metadata, definition.name) : `c${next++}`,
			computed: null,
			metadata,
		};
	});
	const known = [...existing, ...stored.filter((candidate) => candidate !== null)];
	return declared.map((definition, index) => stored[index] ?? computedColumn(definition, known, context));
}

/** `$rowtime` as SHOW CREATE TABLE has it, and as Confluent's Table API clients send it back: every table has it anyway. */
function isSystemColumn({ name, metadata }: TableColumn): boolean {
	return name.name === '$rowtime' && metadata?.isVirtual === true && metadata.key === null;
}

function computedColumn(
	{ name, comment, computed }: TableColumn,
	known: readonly CatalogColumn[],
	context: StatementContext,
): CatalogColumn {
	if (computed === null) throw new TypeError(`${name.name} is no computed column`);
	const { type } = bindExpression(computed.expr, typing(known, context));
	return { name: name.name, type, comment, storedAs: null, computed, metadata: null };
}

/** What of a record a metadata column stands for. */
function recordField(metadata: NonNullable<CatalogColumn['metadata']>, { name, at }: Name): string {
	const { isVirtual } = metadata;
	const key = metadata.key ?? name;
	if (key === 'timestamp') return 'rowtime';
	if (key === 'offset' && isVirtual) return 'seq';
	throw validationError(
		at,
		`Invalid metadata key '${key}' in column '${name}': this emulator knows 'timestamp' and 'offset'.`,
	);
}

/** A watermark, its column and expression checked. */
export function watermarkOf(
	{ column: name, expr, text }: Watermark,
	columns: readonly CatalogColumn[],
	context: StatementContext,
): TableWatermark {
	const expressions = typing(columns, context);
	const { type } = bindExpression({ kind: 'column', path: [name], at: name.at }, expressions);
	if (!type.type.startsWith('TIMESTAMP_') || (type.precision ?? 6) > 3) {
		throw validationError(
			name.at,
			`Invalid data type of time field for watermark definition. The field must be of type TIMESTAMP(p) or TIMESTAMP_LTZ(p), the supported precision 'p' is from 0 to 3, but the time field type is ${formatTypeName(type)}`,
		);
	}
	bindExpression(expr, expressions);
	return { column: name.name, expr, text };
}
