import { castSql } from '../types/castSql';
import { duckType } from '../types/duckType';
import { wrapped } from '../types/integerSql';
import { BIGINT, DATE, INTEGER, time, timestamp, timestampLtz, varchar } from '../types/flinkType';
import { familyOf, isInteger, isLocalZoned } from '../types/typeFamily';
import { CLOCK, toLocal, toUtc } from '../types/zonedSql';
import { datePattern } from './datePattern';
import { gives, likeFirst, matches, scalar, type ResultType, type ToSql } from './define';
import type { BoundCall, FlinkFunction, FunctionTable } from './functionTypes';

const text = gives(() => varchar());
const bigint = gives(() => BIGINT());
const DEFAULT_FORMAT = 'yyyy-MM-dd HH:mm:ss';

/** An argument as wall clock in the session's zone. */
function wallClock(call: BoundCall, index: number): string {
	const arg = call.args[index];
	if (!arg) throw new TypeError(`${call.expr.name} was bound without its argument`);
	// A time of day is one of the first day; DuckDB has no cast for it.
	if (familyOf(arg.type) === 'TIME') return `(DATE '1970-01-01' + ${arg.sql})`;
	return castSql(arg.sql, arg.type, timestamp(), call.session.zone);
}

/** A date pattern as strftime's: rewritten now where it is a constant, by the engine where it is computed. */
function format(call: BoundCall, index: number): string {
	const arg = call.args[index];
	if (!arg) return `'${datePattern(DEFAULT_FORMAT)}'`;
	const { literal } = arg;
	return typeof literal?.value === 'string'
		? `'${datePattern(literal.value).replace(/'/g, "''")}'`
		: `flink_date_pattern(${arg.sql})`;
}

const extract: ToSql = (_, call) => {
	const unit = call.symbols[0] ?? '';
	const value = wallClock(call, 0);
	const field = { DOW: `dayofweek(${value}) + 1`, DOY: `dayofyear(${value})`, WEEK: `week(${value})` }[unit];
	if (unit === 'EPOCH') return `CAST(floor(epoch(${call.args[0]?.sql ?? ''})) AS BIGINT)`;
	return `CAST(${field ?? `date_part('${unit.toLowerCase()}', ${value})`} AS BIGINT)`;
};

const part = (unit: string): FlinkFunction => ({
	kind: 'scalar',
	bind: (call) =>
		scalar('DATE|TIMESTAMP|TIME', bigint, (args) => extract(args, { ...call, symbols: [unit] })).bind(call),
});

/** Weeks begin on Sunday here, and on Monday in DuckDB. */
const floored = (value: string, unit: string): string =>
	unit === 'week'
		? `(date_trunc('week', ${value} + INTERVAL 1 DAY) - INTERVAL 1 DAY)`
		: `date_trunc('${unit}', ${value})`;

/** FLOOR and CEIL of a time to a unit. */
const toUnit =
	(up: boolean): ToSql =>
	(args, call) => {
		const unit = (call.symbols[0] ?? '').toLowerCase();
		const type = call.args[0]?.type;
		const value = wallClock(call, 0);
		const floor = floored(value, unit);
		const rounded = up
			? `CASE WHEN ${floor} = ${value} THEN ${floor} ELSE ${floor} + INTERVAL 1 ${unit} END`
			: floor;
		if (!type) return String(args[0]);
		return isLocalZoned(type) ? toUtc(rounded, call.session.zone) : `CAST(${rounded} AS ${duckType(type)})`;
	};

const timestampAdd: ToSql = (_, call) => {
	const unit = (call.symbols[0] ?? 'SECOND').toLowerCase();
	const [count, point] = call.args;
	if (!count || !point) throw new TypeError('TIMESTAMPADD was bound without its arguments');
	const step =
		unit === 'quarter'
			? `to_months(3 * CAST(${count.sql} AS INTEGER))`
			: `to_${unit}s(CAST(${count.sql} AS INTEGER))`;
	const target = addedType(call.args, call);
	return `CAST(${castSql(point.sql, point.type, target, call.session.zone)} + ${step} AS ${duckType(target)})`;
};

/** A date moves to a timestamp only when hours or less are added to it. */
const addedType: ResultType = (args, call) => {
	const type = args[1]?.type ?? timestamp();
	const small = ['HOUR', 'MINUTE', 'SECOND'].includes(call.symbols[0] ?? '');
	return type.type === 'DATE' && small ? timestamp(0) : type;
};

const timestampDiff: ToSql = (_, call) =>
	wrapped(
		`date_sub('${(call.symbols[0] ?? 'SECOND').toLowerCase()}', ${wallClock(call, 0)}, ${wallClock(call, 1)})`,
		INTEGER(),
	);

const parsed = (call: BoundCall): string =>
	call.args.length === 1
		? `TRY_CAST(${call.args[0]?.sql ?? ''} AS TIMESTAMP)`
		: `try_strptime(${call.args[0]?.sql ?? ''}, ${format(call, 1)})`;

/** TO_TIMESTAMP_LTZ of a number counts seconds (precision 0) or milliseconds (3); of a text, reads it. */
const toTimestampLtz: FlinkFunction = {
	kind: 'scalar',
	bind(call) {
		const [value, precision] = call.args;
		const type = timestampLtz(3);
		if (value?.type.type === 'VARCHAR' || value?.type.type === 'CHAR') {
			return matches('CHARACTER, CHARACTER?', call.args)
				? { sql: toUtc(parsed(call), call.session.zone), type }
				: null;
		}
		const factor = precision?.literal?.value === '0' ? 1000000 : 1000;
		const counted = value && isInteger(value.type) ? 'BIGINT' : 'DOUBLE';
		return scalar(
			'NUMERIC, NUMERIC?',
			() => type,
			([x]) => `make_timestamp(CAST(CAST(${x} AS ${counted}) * ${factor} AS BIGINT))`,
		).bind(call);
	},
};

const clock = (type: () => ReturnType<typeof timestamp>, toSql: (zone: string) => string): FlinkFunction =>
	scalar('', gives(type), (_, call) => toSql(call.session.zone), 'never');

const nowMillis = `date_trunc('milliseconds', ${CLOCK})`;
const moment = clock(
	() => timestampLtz(3),
	() => nowMillis,
);
const today = clock(DATE, (zone) => `CAST(${toLocal(CLOCK, zone)} AS DATE)`);
const clockTime = clock(
	() => time(0),
	(zone) => `CAST(date_trunc('second', ${toLocal(CLOCK, zone)}) AS TIME)`,
);
const convertTz: ToSql = ([value, from, to]) =>
	`strftime(timezone(${to}, timezone(${from}, CAST(${value} AS TIMESTAMP))), '%Y-%m-%d %H:%M:%S')`;

/** Text that is no time gives the least BIGINT. */
const unixTimestamp: ToSql = ([text], call) => {
	const seconds = (moment: string) => `CAST(epoch(${moment}) AS BIGINT)`;
	if (text === undefined) return seconds(CLOCK);
	const read = seconds(toUtc(parsed(call), call.session.zone));
	return `CASE WHEN ${text} IS NOT NULL THEN coalesce(${read}, CAST(-9223372036854775808 AS BIGINT)) END`;
};

export const TIME_FUNCTIONS: FunctionTable = {
	CURRENT_TIMESTAMP: moment,
	NOW: moment,
	CURRENT_ROW_TIMESTAMP: moment,
	PROCTIME: moment,
	LOCALTIMESTAMP: clock(
		() => timestamp(3),
		(zone) => toLocal(nowMillis, zone),
	),
	CURRENT_DATE: today,
	CURRENT_TIME: clockTime,
	LOCALTIME: clockTime,
	EXTRACT: scalar('DATE|TIMESTAMP|TIME', bigint, extract),
	YEAR: part('YEAR'),
	QUARTER: part('QUARTER'),
	MONTH: part('MONTH'),
	WEEK: part('WEEK'),
	DAYOFYEAR: part('DOY'),
	DAYOFMONTH: part('DAY'),
	DAYOFWEEK: part('DOW'),
	HOUR: part('HOUR'),
	MINUTE: part('MINUTE'),
	SECOND: part('SECOND'),
	'FLOOR TO': scalar('DATE|TIMESTAMP|TIME', likeFirst, toUnit(false)),
	'CEIL TO': scalar('DATE|TIMESTAMP|TIME', likeFirst, toUnit(true)),
	TIMESTAMPADD: scalar('NUMERIC, DATE|TIMESTAMP', addedType, timestampAdd),
	TIMESTAMPDIFF: scalar(
		'DATE|TIMESTAMP, DATE|TIMESTAMP',
		gives(() => INTEGER()),
		timestampDiff,
	),
	DATE_FORMAT: scalar(
		'CHARACTER|TIMESTAMP|DATE, CHARACTER',
		text,
		(_, call) => `strftime(${wallClock(call, 0)}, ${format(call, 1)})`,
	),
	TO_DATE: scalar(
		'CHARACTER, CHARACTER?',
		gives(DATE),
		(_, call) => `CAST(${parsed(call)} AS DATE)`,
		'always',
	),
	TO_TIMESTAMP: scalar(
		'CHARACTER, CHARACTER?',
		gives(() => timestamp(3)),
		(_, call) => parsed(call),
		'always',
	),
	TO_TIMESTAMP_LTZ: toTimestampLtz,
	UNIX_TIMESTAMP: scalar('CHARACTER?, CHARACTER?', bigint, unixTimestamp),
	FROM_UNIXTIME: scalar(
		'NUMERIC, CHARACTER?',
		text,
		([seconds], call) =>
			`strftime(${toLocal(`make_timestamp(CAST(${seconds} AS BIGINT) * 1000000)`, call.session.zone)}, ${format(call, 1)})`,
	),
	CONVERT_TZ: scalar('CHARACTER, CHARACTER, CHARACTER', text, convertTz),
};
