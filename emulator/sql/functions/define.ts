import { anyNullable, type Bound } from '../bound/bound';
import { withNullable, type FlinkType } from '../types/flinkType';
import { familyOf, integerRank } from '../types/typeFamily';
import type { BoundCall, FlinkFunction } from './functionTypes';

/** Gives the result type from the arguments; its nullability is settled by `scalar`. */
export type ResultType = (args: readonly Bound[], call: BoundCall) => FlinkType;
export type ToSql = (args: readonly string[], call: BoundCall) => string;

interface Parameter {
	readonly families: readonly string[];
	readonly optional: boolean;
	readonly variadic: boolean;
}

function parseParameter(text: string): Parameter {
	const variadic = text.endsWith('...');
	const optional = variadic || text.endsWith('?');
	return { families: text.replace(/\.\.\.$|\?$/, '').split('|'), optional, variadic };
}

function accepts(parameter: Parameter, arg: Bound): boolean {
	const family = familyOf(arg.type);
	if (family === 'NULL' || parameter.families.includes('ANY')) return true;
	const rank = integerRank(arg.type);
	return (
		parameter.families.includes(family) ||
		(rank >= 0 && parameter.families.includes('INTEGER')) ||
		(rank >= 0 && rank < 3 && parameter.families.includes('INT'))
	);
}

/**
 * Whether arguments fit a signature such as `CHARACTER, NUMERIC?, ANY...`; INTEGER is any NUMERIC without a fraction,
 * INT one that is no BIGINT either.
 */
export function matches(signature: string, args: readonly Bound[]): boolean {
	const parameters = signature === '' ? [] : signature.split(', ').map(parseParameter);
	const required = parameters.filter((parameter) => !parameter.optional).length;
	const last = parameters.at(-1);
	if (args.length < required || (args.length > parameters.length && !last?.variadic)) return false;
	return args.every((arg, index) => {
		const parameter = parameters[index] ?? last;
		return parameter !== undefined && accepts(parameter, arg);
	});
}

const NULLS: Readonly<Record<string, string>> = {
	CHARACTER: 'VARCHAR',
	BINARY: 'BLOB',
	BOOLEAN: 'BOOLEAN',
	DATE: 'DATE',
	TIMESTAMP: 'TIMESTAMP',
	ARRAY: 'INTEGER[]',
	MAP: 'MAP(INTEGER, INTEGER)',
};

/** The SQL of the arguments; a bare NULL has the type that the signature asks for. */
function argumentsSql(signature: string, args: readonly Bound[]): string[] {
	const parameters = signature.split(', ').map(parseParameter);
	return args.map((arg, index) => {
		const [family = ''] = (parameters[index] ?? parameters.at(-1))?.families ?? [];
		const type = arg.type.type === 'NULL' ? NULLS[family] : undefined;
		return type === undefined ? arg.sql : `CAST(NULL AS ${type})`;
	});
}

/**
 * A function of values. Its result is NULL-able where an argument is, unless `nullability` says that it always or
 * never is.
 */
export function scalar(
	signature: string,
	result: ResultType,
	toSql: ToSql,
	nullability?: 'always' | 'never',
): FlinkFunction {
	return {
		kind: 'scalar',
		bind(call) {
			if (!matches(signature, call.args)) return null;
			const type = result(call.args, call);
			const nullable = nullability === undefined ? anyNullable(call.args) : nullability === 'always';
			return {
				sql: toSql(argumentsSql(signature, call.args), call),
				type: withNullable(type, nullable),
			};
		},
	};
}

/** Always the same type. */
export const gives =
	(type: () => FlinkType): ResultType =>
	() =>
		type();
/** The type of the first argument. */
export const likeFirst: ResultType = (args, call) => args[0]?.type ?? unreachableArgument(call);

function unreachableArgument(call: BoundCall): never {
	throw new TypeError(`${call.expr.name} was bound without its argument`);
}

/** `name(a, b)` under DuckDB's name. */
export const named =
	(name: string): ToSql =>
	(args) =>
		`${name}(${args.join(', ')})`;
