import { varchar, withNullable } from '../types/flinkType';
import { duckType } from '../types/duckType';
import { formatType } from '../types/formatType';
import { gives, scalar } from './define';
import type { FunctionTable } from './functionTypes';

const quoted = (text: string): string => `CAST('${text.replace(/'/g, "''")}' AS VARCHAR)`;

/** Functions that tell about the statement itself: its session, its types, its event time. */
export const SESSION_FUNCTIONS: FunctionTable = {
	CURRENT_CATALOG: scalar(
		'',
		gives(() => varchar()),
		(_, call) => quoted(call.session.catalog),
		'never',
	),
	TYPEOF: scalar(
		'ANY',
		gives(() => varchar()),
		(_, call) => quoted(call.args.map((arg) => formatType(arg.type)).join()),
		'never',
	),
	CURRENT_WATERMARK: {
		kind: 'scalar',
		bind({ args: [column] }) {
			const role = column?.column?.role;
			return column && role ? { sql: role.watermark, type: withNullable(column.type, true) } : null;
		},
	},
	// A column that is not there yet, in the dry runs of Confluent's Table API clients; nowhere else.
	$MOCK$1: {
		kind: 'scalar',
		bind({ expr: { returning }, session }) {
			return returning && session.isDryRun ? { sql: `CAST(NULL AS ${duckType(returning)})`, type: returning } : null;
		},
	},
	CURRENT_DATABASE: scalar(
		'',
		gives(() => varchar()),
		(_, call) => quoted(call.session.database),
		'never',
	),
};
