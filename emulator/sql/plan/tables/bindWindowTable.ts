import { SqlError } from '../../engine';
import { validationError } from '../../text/sqlErrors';
import { timestamp, withNullable } from '../../types/flinkType';
import { formatTypeName } from '../../types/formatType';
import { isLocalZoned } from '../../types/typeFamily';
import { toLocal, toUtc } from '../../types/zonedSql';
import type { Expr, WindowTable } from '../../syntax/tree/ast';
import { bindExpression } from '../expressions/bindExpression';
import { expressionContext } from '../expressions/expressionContext';
import type { FromClause } from './fromClause';
import type { QueryContext } from '../context/queryContext';
import type { Nature, Relation, RelationColumn } from '../../bound/relation';
import { renamed } from './relationOf';
import { Scope } from '../context/scope';

interface Windows {
	/** SQL of a window's start, in the wall clock of the session. */
	readonly start: string;
	readonly end: string;
	/** More rows per input row: ` , range(…)`. */
	readonly source: string;
	readonly where: string;
}

function micros(expr: Expr | undefined, table: WindowTable): bigint {
	if (expr?.kind !== 'literal' || expr.type.type !== 'INTERVAL_DAY_TIME' || expr.value === null) {
		throw validationError(
			table.at,
			`The window function ${table.name.name} requires intervals of days or less as its sizes`,
		);
	}
	return BigInt(expr.value);
}

function bucket(size: bigint, time: string, offset: bigint): string {
	return `time_bucket(to_microseconds(${size}), ${time}, TIMESTAMP '1970-01-01' + to_microseconds(${offset}))`;
}

const plus = (sql: string, length: bigint | string): string => `(${sql} + to_microseconds(${length}))`;

function windowsOf(table: WindowTable, time: string, counter: string): Windows {
	const [first, second, third] = table.args;
	const size = micros(first, table);
	if (table.name.name.toUpperCase() === 'TUMBLE') {
		const start = bucket(size, time, second ? micros(second, table) : 0n);
		return { start, end: plus(start, size), source: '', where: '' };
	}
	const large = micros(second, table);
	const offset = third ? micros(third, table) : 0n;
	if (size === 0n || large % size !== 0n) {
		throw new SqlError(
			`${table.name.name.toUpperCase()} table function requires that the window size is an integral multiple of its first interval.`,
		);
	}
	const source = `, range(${large / size}) AS ${counter}(i)`;
	if (table.name.name.toUpperCase() === 'HOP') {
		const start = `(${bucket(size, time, offset)} - to_microseconds(${size} * ${counter}.i))`;
		return { start, end: plus(start, large), source, where: ` WHERE ${plus(start, large)} > ${time}` };
	}
	const start = bucket(large, time, offset);
	const end = plus(start, `${size} * (${counter}.i + 1)`);
	return { start, end, source, where: ` WHERE ${end} > ${time}` };
}

function timeColumn(table: WindowTable, relation: Relation): RelationColumn {
	const { name, at } = table.timeColumn;
	const column = relation.columns.find((candidate) => candidate.name === name);
	if (!column) throw validationError(at, `Unknown identifier '${name}'`);
	if (column.role?.part !== 'rowtime') {
		throw new SqlError(
			`The window function requires the timecol is a time attribute type, but is ${formatTypeName(column.type).replace('TIMESTAMP_LTZ', 'TIMESTAMP_WITH_LOCAL_TIME_ZONE')}.`,
		);
	}
	return column;
}

/** `TUMBLE`, `HOP`, `CUMULATE`, `SESSION`: every row with the windows it belongs to, as `window_start`, `window_end`, `window_time`. */
export function bindWindowTable(table: WindowTable, from: FromClause, context: QueryContext): Relation {
	const [input] = from.relations;
	if (!input) throw validationError(table.at, 'A window needs a table');
	if (table.name.name.toUpperCase() === 'SESSION' && !context.session.streaming)
		throw new SqlError('SESSION windows are not supported in snapshot queries.');
	const { zone } = context.session;
	const time = timeColumn(table, input);
	const zoned = isLocalZoned(time.type);
	const watermark = zoned ? toLocal(time.role?.watermark ?? 'NULL', zone) : (time.role?.watermark ?? 'NULL');
	const windowed = {
		...(table.name.name.toUpperCase() === 'SESSION'
			? sessions(table, input, time, watermark, context)
			: windows(table, input, time, context)),
		width: input.columns.length,
	};
	const alias = context.session.nextAlias();
	const lastMoment = '(window_end - to_milliseconds(1))';
	const outputs = [
		...input.columns.map((_, index) => `c${index}`),
		`window_start AS c${windowed.width}`,
		`window_end AS c${windowed.width + 1}`,
		`${zoned ? toUtc(lastMoment, zone) : lastMoment} AS c${windowed.width + 2}`,
	];
	const sql = `(SELECT ${outputs.join(', ')} FROM (${windowed.sql})) AS ${alias}`;
	const columns = windowedColumns(input, time, watermark, alias);
	return renamed({ name: null, sql, columns, nature: windowed.nature }, table.alias);
}

interface Windowed {
	/** A query that gives the input's columns as `c0`, `c1`, …, with `window_start` and `window_end` in the wall clock of the session. */
	readonly sql: string;
	readonly nature: Nature;
}

const listed = (input: Relation): string =>
	input.columns.map((column, index) => `${column.sql} AS c${index}`).join(', ');

const localTime = (time: RelationColumn, context: QueryContext): string =>
	isLocalZoned(time.type) ? toLocal(time.sql, context.session.zone) : time.sql;

/** Windows whose bounds follow from the row's time alone. */
function windows(table: WindowTable, input: Relation, time: RelationColumn, context: QueryContext): Windowed {
	const counter = context.session.nextAlias();
	const { start, end, source, where } = windowsOf(table, localTime(time, context), counter);
	const order = source === '' || input.arrival === undefined ? '' : ` ORDER BY ${input.arrival}, ${counter}.i`;
	const sql = `SELECT ${listed(input)}, ${start} AS window_start, ${end} AS window_end FROM ${input.sql}${source}${where}${order}`;
	return { sql, nature: { ...input.nature, key: null } };
}

/**
 * Windows of rows that follow one another within the gap. Where the table grows, a session is there once the watermark
 * has passed its end: until then its bounds may change.
 */
function sessions(
	table: WindowTable,
	input: Relation,
	time: RelationColumn,
	watermark: string,
	context: QueryContext,
): Windowed {
	const gap = micros(table.args[0], table);
	const expressions = expressionContext(new Scope([input], context.outer), context);
	const keys = table.partitionBy.map((expr) => bindExpression(expr, expressions).sql);
	const rows = [
		listed(input),
		`${localTime(time, context)} AS t`,
		...keys.map((sql, index) => `${sql} AS k${index}`),
	];
	const within = (order: string, ...more: string[]): string => {
		const partition = [...keys.map((_, index) => `k${index}`), ...more].join(', ');
		return `OVER (${partition === '' ? '' : `PARTITION BY ${partition} `}${order})`;
	};
	const begins = `coalesce(${plus(`lag(t) ${within('ORDER BY t')}`, gap)} < t, TRUE)`;
	const numbered = `sum(CAST(begins AS INTEGER)) ${within('ORDER BY t ROWS UNBOUNDED PRECEDING')}`;
	const sql = `SELECT *, min(t) ${within('', 'nr')} AS window_start, ${plus(`max(t) ${within('', 'nr')}`, gap)} AS window_end
		FROM (SELECT *, ${numbered} AS nr FROM (SELECT *, ${begins} AS begins FROM (SELECT ${rows.join(', ')} FROM ${input.sql})))`;
	const nature = { ...input.nature, key: null, linear: null };
	if (!context.session.streaming || nature.bounded) return { sql, nature };
	return {
		sql: `SELECT * FROM (${sql}) WHERE window_end <= ${watermark}`,
		nature: { ...nature, clocked: true },
	};
}

function windowedColumns(
	input: Relation,
	time: RelationColumn,
	watermark: string,
	alias: string,
): RelationColumn[] {
	const width = input.columns.length;
	const edge = (part: 'windowStart' | 'windowEnd', name: string, index: number): RelationColumn => ({
		name,
		type: timestamp(3, false),
		sql: `${alias}.c${index}`,
		hidden: false,
		role: { part, watermark },
	});
	return [
		...input.columns.map((column, index) => ({ ...column, sql: `${alias}.c${index}` })),
		edge('windowStart', 'window_start', width),
		edge('windowEnd', 'window_end', width + 1),
		{
			...time,
			name: 'window_time',
			type: withNullable(time.type, false),
			hidden: false,
			sql: `${alias}.c${width + 2}`,
		},
	];
}
