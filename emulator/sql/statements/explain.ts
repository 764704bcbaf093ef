import type { PlannedStatement } from '../engine';
import { bindQuery } from '../plan/queries/bindQuery';
import type { Explain } from '../syntax/tree/statementAst';
import { constantRows, queryContext, textColumn, type StatementContext } from './statementContext';

/** EXPLAIN: the columns and the kind of changelog that a query would give; the physical plan is not Flink's to tell. */
export function planExplain(explain: Explain, { session }: StatementContext): PlannedStatement {
	const { columns, nature } = bindQuery(explain.query, queryContext(session));
	const mode = nature.updating && session.streaming ? (nature.retracting ? 'retract' : 'upsert') : 'append';
	const lines = [
		'== Physical Plan ==',
		'',
		explain.isInsert ? 'Sink' : 'Collect',
		`  Output: ${columns.map(({ name }) => name).join(', ')}`,
		`  Changelog mode: ${mode}`,
		`  Upsert key: ${nature.key ? `(${nature.key.map((position) => columns[position]?.name).join(', ')})` : 'none'}`,
		`  Bounded: ${nature.bounded ? 'yes' : 'no'}`,
	];
	return constantRows('EXPLAIN', [textColumn('result')], () => [[lines.join('\n')]]);
}
