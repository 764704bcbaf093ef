import { castSql } from '../types/castSql';
import { BIGINT, DOUBLE, withNullable, type FlinkType } from '../types/flinkType';
import { matches } from './define';
import type { FlinkFunction, FunctionTable } from './functionTypes';

function ranking(name: string, type: () => FlinkType, signature = ''): FlinkFunction {
	return {
		kind: 'window',
		bind(call) {
			if (!matches(signature, call.args)) return null;
			return {
				sql: call.apply(name, call.args.map((arg) => arg.sql).join(', ')),
				type: withNullable(type(), false),
			};
		},
	};
}

/** LAG and LEAD: NULL where there is no such row, or the default given. */
function neighbour(name: string): FlinkFunction {
	return {
		kind: 'window',
		bind(call) {
			const [value, offset, otherwise] = call.args;
			if (!value || !matches('ANY, NUMERIC?, ANY?', call.args)) return null;
			const fallback = otherwise
				? `, ${castSql(otherwise.sql, otherwise.type, value.type, call.session.zone)}`
				: '';
			const sql = call.apply(name, `${value.sql}, ${offset?.sql ?? '1'}${fallback}`);
			return { sql, type: withNullable(value.type, otherwise?.type.nullable ?? true) };
		},
	};
}

/** Functions that have a meaning only with OVER. */
export const WINDOW_FUNCTIONS: FunctionTable = {
	ROW_NUMBER: ranking('row_number', BIGINT),
	RANK: ranking('rank', BIGINT),
	DENSE_RANK: ranking('dense_rank', BIGINT),
	PERCENT_RANK: ranking('percent_rank', DOUBLE),
	CUME_DIST: ranking('cume_dist', DOUBLE),
	NTILE: ranking('ntile', BIGINT, 'NUMERIC'),
	LAG: neighbour('lag'),
	LEAD: neighbour('lead'),
};
