import type { SqlError } from '../../engine';
import { validationError } from '../../text/sqlErrors';
import type { CallExpr, Expr, SymbolExpr } from '../../syntax/tree/ast';
import { childrenOf } from '../../syntax/tree/traverse';
import { functionNamed, isOperator } from '../../functions/registry';
import type { BoundCall, FlinkFunction } from '../../functions/functionTypes';
import { summarizeType } from '../../types/formatType';
import { familyOf } from '../../types/typeFamily';
import { bindCondition } from './bindCondition';
import { overSql } from './bindOver';
import { orderSql } from './bindOrder';
import { areConstant, type Bound } from '../../bound/bound';
import type { ExprContext } from '../context/exprContext';

/** Functions and operators. */
export function bindCall(expr: CallExpr, context: ExprContext): Bound {
	const definition = functionNamed(expr.name);
	const inner = definition ? argumentContext(expr, definition, context) : context;
	const args = expr.args
		.filter((arg) => arg.kind !== 'symbol' && arg.kind !== 'star')
		.map((arg) => inner.expression(arg, inner));
	if (!definition) throw unknownFunction(expr, args, context);
	const bound = definition.bind(boundCall(expr, args, context, inner));
	if (!bound) throw unfitArguments(expr, args, context);
	const isConstant = definition.kind === 'scalar' && args.length > 0 && areConstant(args);
	return isConstant ? { ...bound, isConstant } : bound;
}

function argumentContext(expr: CallExpr, definition: FlinkFunction, context: ExprContext): ExprContext {
	if (definition.kind === 'scalar') {
		if (expr.over) throw validationError(expr.at, `OVER must be applied to aggregate function`);
		return context;
	}
	if (expr.over) {
		if (context.windows === 'forbidden')
			throw validationError(expr.at, 'Windowed aggregate expression is illegal here');
		return { ...context, windows: 'forbidden' };
	}
	if (definition.kind === 'window')
		throw validationError(expr.at, 'OVER clause is necessary for window functions');
	if (context.aggregates === 'inside')
		throw validationError(expr.at, 'Aggregate expressions cannot be nested');
	if (context.aggregates === 'forbidden')
		throw validationError(expr.at, 'Aggregate expression is illegal in WHERE clause');
	return { ...context, aggregates: 'inside' };
}

function boundCall(
	expr: CallExpr,
	args: readonly Bound[],
	context: ExprContext,
	inner: ExprContext,
): BoundCall {
	const symbols = expr.args.filter((arg): arg is SymbolExpr => arg.kind === 'symbol').map((arg) => arg.name);
	return {
		expr,
		args,
		symbols,
		session: context.session,
		maybeEmpty: expr.over === undefined && (context.maybeEmpty || expr.filter !== undefined),
		behaviour(when) {
			const said = expr[when] ?? 'NULL';
			return typeof said === 'string' ? said : inner.expression(said, inner);
		},
		apply(name, argument, where) {
			const distinct = expr.distinct ? 'DISTINCT ' : '';
			const order = expr.orderBy ? ` ORDER BY ${orderSql(expr.orderBy, inner)}` : '';
			const conditions = expr.filter ? [bindCondition(expr.filter, inner, 'FILTER').sql] : [];
			if (where !== undefined) conditions.push(where);
			const filter = conditions.length > 0 ? ` FILTER (WHERE ${conditions.join(' AND ')})` : '';
			return `${name}(${distinct}${argument}${order})${filter}${expr.over ? overSql(expr.over, inner, expr.name === 'ROW_NUMBER') : ''}`;
		},
	};
}

const typeNames = (args: readonly Bound[]): string[] => args.map((arg) => summarizeType(arg.type));
const families = (args: readonly Bound[]): string => args.map((arg) => `<${familyOf(arg.type)}>`).join(', ');

function unknownFunction(expr: CallExpr, args: readonly Bound[], context: ExprContext): SqlError {
	return validationError(
		expr.at,
		`Function '${expr.written}(${families(args)})' does not exist or you do not have permission to access it.\n` +
			context.session.whereabouts(),
	);
}

function unfitArguments(expr: CallExpr, args: readonly Bound[], context: ExprContext): SqlError {
	const names = typeNames(args);
	if (!isOperator(expr.name)) {
		return validationError(
			expr.at,
			`Cannot apply '${expr.name}' to arguments of type '${expr.name}(${names.map((name) => `<${name}>`).join(', ')})'. ` +
				`Check the number and the types of the arguments.\n${context.session.whereabouts()}`,
		);
	}
	const [left, right] = names;
	if (names.length === 2) {
		return validationError(
			expr.at,
			`Cannot apply '${expr.name}' to arguments of type '<${left}> ${expr.name} <${right}>'. ${supported(expr)}`,
		);
	}
	return validationError(
		expr.at,
		`Cannot apply '${expr.name}' to arguments of type '${expr.name} ${names.map((name) => `<${name}>`).join(', ')}'.`,
	);
}

function supported(expr: CallExpr): string {
	const forms: Record<string, string> = {
		AND: "'<BOOLEAN> AND <BOOLEAN>'",
		OR: "'<BOOLEAN> OR <BOOLEAN>'",
		'||': "'<STRING> || <STRING>'",
		'+': "'<NUMERIC> + <NUMERIC>'\n'<DATETIME_INTERVAL> + <DATETIME_INTERVAL>'\n'<DATETIME> + <DATETIME_INTERVAL>'",
		'-': "'<NUMERIC> - <NUMERIC>'\n'<DATETIME_INTERVAL> - <DATETIME_INTERVAL>'\n'<DATETIME> - <DATETIME_INTERVAL>'",
	};
	const arithmetic = ['*', '/', '%'].includes(expr.name)
		? `'<NUMERIC> ${expr.name} <NUMERIC>'`
		: `'<COMPARABLE_TYPE> ${expr.name} <COMPARABLE_TYPE>'`;
	return `Supported form(s): ${forms[expr.name] ?? arithmetic}`;
}

/** Whether an aggregate stands anywhere in an expression, outside of subqueries and windows. */
export function containsAggregate(expr: Expr): boolean {
	const isAggregate = expr.kind === 'call' && !expr.over && functionNamed(expr.name)?.kind === 'aggregate';
	return isAggregate || childrenOf(expr).some(containsAggregate);
}
