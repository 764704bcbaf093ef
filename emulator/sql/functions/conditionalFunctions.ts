import type { Bound } from '../bound/bound';
import { castSql } from '../types/castSql';
import { commonType } from '../types/commonType';
import { BOOLEAN, withNullable, type FlinkType } from '../types/flinkType';
import { comparable } from './comparisons';
import { gives, scalar } from './define';
import type { BoundCall, FlinkFunction, FunctionTable } from './functionTypes';

type Rule = (args: readonly Bound[], type: FlinkType, call: BoundCall) => { sql: string; nullable: boolean };

/** A function whose result is the common type of (some of) its arguments. */
function ofCommonType(from: number, minimum: number, rule: Rule): FlinkFunction {
	return {
		kind: 'scalar',
		bind(call) {
			const type = commonType(call.args.slice(from).map((arg) => arg.type));
			if (type === null || call.args.length < minimum) return null;
			const cast = call.args.map((arg, index) =>
				index < from ? arg : { ...arg, sql: castSql(arg.sql, arg.type, type, call.session.zone) },
			);
			const { sql, nullable } = rule(cast, type, call);
			return { sql, type: withNullable(type, nullable) };
		},
	};
}

const coalesce = ofCommonType(0, 1, (args) => ({
	sql: `coalesce(${args.map((arg) => arg.sql).join(', ')})`,
	nullable: args.every((arg) => arg.type.nullable),
}));

/** Whether a text, or a number written as one, is of a form; NULL is of none. */
const isOf = (condition: (text: string) => string): FlinkFunction =>
	scalar(
		'CHARACTER|NUMERIC',
		gives(() => BOOLEAN()),
		([value]) => `coalesce(${condition(`CAST(${value} AS VARCHAR)`)}, FALSE)`,
		'never',
	);

export const CONDITIONAL_FUNCTIONS: FunctionTable = {
	COALESCE: coalesce,
	IFNULL: { kind: 'scalar', bind: (call) => (call.args.length === 2 ? coalesce.bind(call) : null) },
	IF: ofCommonType(1, 3, ([condition, yes, no]) => ({
		sql: `CASE WHEN ${condition?.sql} THEN ${yes?.sql} ELSE ${no?.sql} END`,
		nullable: (yes?.type.nullable ?? true) || (no?.type.nullable ?? true),
	})),
	NULLIF: {
		kind: 'scalar',
		bind({ args: [value, unwanted], session }) {
			const sides = value && unwanted ? comparable(value, unwanted, session.zone) : null;
			if (!value || !sides) return null;
			return {
				sql: `CASE WHEN ${sides[0]} = ${sides[1]} THEN NULL ELSE ${value.sql} END`,
				type: withNullable(value.type, true),
			};
		},
	},
	IS_ALPHA: isOf((text) => `regexp_full_match(${text}, '[A-Za-z]+')`),
	IS_DIGIT: isOf((text) => `regexp_full_match(${text}, '[0-9]+')`),
	IS_DECIMAL: isOf((text) => `(TRY_CAST(${text} AS DOUBLE) IS NOT NULL)`),
};
