import { SqlError } from '../engine';
import { castSql, truncateTimestamp } from '../types/castSql';
import { duckType } from '../types/duckType';
import { wrapped } from '../types/integerSql';
import { BIGINT, DATE, INTEGER, time, timestamp, timestampLtz, varchar, type FlinkType } from '../types/flinkType';
import { familyOf, isCharacter, isInteger, isInterval, isLocalZoned } from '../types/typeFamily';
import { CLOCK, toLocal, toUtc } from '../types/zonedSql';
import { datePattern } from '../values/datePattern';
import { checkReadable } from '../values/parseByPattern';
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

/** A pattern of java.time; a constant one is looked at while the statement is planned. */
function pattern(call: BoundCall, index: number): string {
	const arg = call.args[index];
	if (!arg) return `'${DEFAULT_FORMAT}'`;
	if (typeof arg.literal?.value === 'string') datePattern(arg.literal.value);
	return arg.type.type === 'NULL' ? 'CAST(NULL AS VARCHAR)' : arg.sql;
}

/** Fields of a time by name; those of a second count from its beginning. */
const FIELDS: Readonly<Record<string, (value: string) => string>> = {
	DOW: (value) => `dayofweek(${value}) + 1`,
	DOY: (value) => `dayofyear(${value})`,
	WEEK: (value) => `week(${value})`,
	MILLISECOND: (value) => `millisecond(${value}) % 1000`,
	MICROSECOND: (value) => `microsecond(${value}) % 1000000`,
	NANOSECOND: (value) => `(microsecond(${value}) % 1000000) * 1000`,
};

/** Fields of intervals: of months, or of microseconds. */
const MONTH_FIELDS: Readonly<Record<string, (months: string) => string>> = {
	MILLENNIUM: (months) => `${months} // 12000`,
	CENTURY: (months) => `${months} // 1200`,
	DECADE: (months) => `${months} // 120`,
	YEAR: (months) => `${months} // 12`,
	MONTH: (months) => `${months} % 12`,
};
const MICROS: Readonly<Record<string, readonly [unit: string, within: string]>> = {
	DAY: ['86400000000', '0'],
	HOUR: ['3600000000', '86400000000'],
	MINUTE: ['60000000', '3600000000'],
	SECOND: ['1000000', '60000000'],
	MILLISECOND: ['1000', '1000000'],
};

function intervalField(call: BoundCall, unit: string): string | null {
	const [arg] = call.args;
	if (arg?.type.type === 'INTERVAL_YEAR_MONTH') {
		return MONTH_FIELDS[unit]?.(`(date_part('year', ${arg.sql}) * 12 + date_part('month', ${arg.sql}))`) ?? null;
	}
	const [by, within] = MICROS[unit] ?? [];
	if (!arg || by === undefined) return null;
	const micros = `CAST(epoch_us(${arg.sql}) AS BIGINT)`;
	return `${within === '0' ? micros : `(${micros} % ${within})`} // ${by}`;
}

const isZoned = (call: BoundCall): boolean => call.args[0] !== undefined && isLocalZoned(call.args[0].type);

const extract: FlinkFunction = {
	kind: 'scalar',
	bind(call) {
		const unit = call.symbols[0] ?? '';
		const [arg] = call.args;
		const type = BIGINT(arg?.type.nullable);
		if (arg && isInterval(arg.type)) {
			const field = intervalField(call, unit);
			return field === null ? null : { sql: `CAST(${field} AS BIGINT)`, type };
		}
		return arg && hasField(arg.type, unit) ? ofTime.bind(call) : null;
	},
};

const TIME_UNITS = ['HOUR', 'MINUTE', 'SECOND', 'MILLISECOND'];

/** A TIME has no days, and neither it nor a DATE has units below the millisecond. */
function hasField(type: FlinkType, unit: string): boolean {
	if (familyOf(type) === 'TIME') return TIME_UNITS.includes(unit);
	return type.type !== 'DATE' || !['MICROSECOND', 'NANOSECOND'].includes(unit);
}

const ofTime = scalar('DATE|TIMESTAMP|TIME', bigint, (_, call) => {
	const unit = call.symbols[0] ?? '';
	const value = wallClock(call, 0);
	if (unit === 'EPOCH') return `CAST(floor(epoch(${call.args[0]?.sql ?? ''})) AS BIGINT)`;
	return `CAST(${FIELDS[unit]?.(value) ?? `date_part('${unit.toLowerCase()}', ${value})`} AS BIGINT)`;
});

const part = (unit: string): FlinkFunction => ({
	kind: 'scalar',
	bind: (call) =>
		call.args[0] && hasField(call.args[0].type, unit) ? ofTime.bind({ ...call, symbols: [unit] }) : null,
});

/** Weeks begin on Sunday, centuries and millennia with their first year. */
function floored(value: string, unit: string): string {
	if (unit === 'week') return `(date_trunc('week', ${value} + INTERVAL 1 DAY) - INTERVAL 1 DAY)`;
	const shift = ['century', 'millennium'].includes(unit) ? ' INTERVAL 1 YEAR' : '';
	return shift === '' ? `date_trunc('${unit}', ${value})` : `(date_trunc('${unit}', ${value} -${shift}) +${shift})`;
}

const ROUNDED_UNITS = ['dow', 'doy', 'isodow', 'isoyear', 'epoch', 'microsecond', 'nanosecond'];

/** FLOOR and CEIL of a time to a unit. */
const toUnit =
	(up: boolean): ToSql =>
	(args, call) => {
		const unit = (call.symbols[0] ?? '').toLowerCase();
		const type = call.args[0]?.type;
		const isOdd = type && familyOf(type) === 'TIME' ? !TIME_UNITS.includes(unit.toUpperCase()) : ROUNDED_UNITS.includes(unit);
		if (isOdd) throw notInEmulator(`${call.expr.name} ${unit.toUpperCase()} of a ${type?.type}`);
		const value = wallClock(call, 0);
		// Of a DATE the next day is given, always.
		if (up && unit === 'day' && type?.type === 'DATE') return `CAST(${value} + INTERVAL 1 DAY AS DATE)`;
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
	return type.type === 'DATE' && small ? timestamp() : type;
};

const timestampDiff: ToSql = (_, call) =>
	wrapped(
		`date_sub('${(call.symbols[0] ?? 'SECOND').toLowerCase()}', ${wallClock(call, 0)}, ${wallClock(call, 1)})`,
		INTEGER(),
	);

/** The pattern of a text, whose letters are looked at while the statement is planned where it is a constant. */
function readablePattern(call: BoundCall): string {
	const constant = call.args[1]?.literal?.value;
	if (typeof constant === 'string') checkReadable(constant);
	return call.args[1]?.type.type === 'NULL' ? 'CAST(NULL AS VARCHAR)' : (call.args[1]?.sql ?? 'NULL');
}

/** A text as a moment, NULL where it is none. */
function parsed(call: BoundCall, isStrict: boolean, precision = 3): string {
	const text = call.args[0]?.sql ?? 'NULL';
	return call.args.length === 1
		? `flink_try_timestamp(${text}, ${precision})`
		: truncateTimestamp(`flink_parse_date(${text}, ${readablePattern(call)}, ${isStrict})`, precision);
}

const MAX_PRECISION = 6;

/** TO_TIMESTAMP_LTZ of a text reads it; of a number, counts seconds by the precision, which is the type's too. */
const toTimestampLtz: FlinkFunction = {
	kind: 'scalar',
	bind(call) {
		const [value] = call.args;
		return value && isCharacter(value.type) ? zonedText(call) : zonedNumber(call);
	},
};

function zonedText(call: BoundCall): { sql: string; type: FlinkType } | null {
	const [value, format] = call.args;
	if (typeof format?.literal?.value === 'string') datePattern(format.literal.value);
	if (call.args.length === 3) throw notInEmulator('TO_TIMESTAMP_LTZ with a time zone');
	if (!value || !matches('CHARACTER, CHARACTER?', call.args)) return null;
	const moment = format ? parsed(call, true) : `flink_timestamp(${value.sql}, 3)`;
	return { sql: toUtc(moment, call.session.zone), type: timestampLtz(3) };
}

function zonedNumber(call: BoundCall): { sql: string; type: FlinkType } | null {
	const [value, digits] = call.args;
	const given = digits?.literal?.value;
	if (digits && given === undefined) throw notInEmulator('TO_TIMESTAMP_LTZ with a computed precision');
	const precision = digits ? Number(given) : 3;
	if (precision > MAX_PRECISION) throw notInEmulator(`TO_TIMESTAMP_LTZ with the precision ${precision}`);
	const isExact = (value && isInteger(value.type)) || precision > 3;
	const count = (x: string): string =>
		isExact
			? `CAST(${x} AS ${value && isInteger(value.type) ? 'HUGEINT' : 'DOUBLE'}) * ${10n ** BigInt(MAX_PRECISION - precision)}`
			: `trunc(CAST(${x} AS DOUBLE) * ${10 ** (3 - precision)}) * 1000`;
	return scalar(
		'NUMERIC, NUMERIC?',
		() => timestampLtz(Math.max(3, precision)),
		([x]) => `make_timestamp(CAST(${count(String(x))} AS BIGINT))`,
		'always',
	).bind(call);
}

const notInEmulator = (what: string): SqlError => new SqlError(`${what} is not supported by this emulator.`);

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
/** CONVERT_TZ takes a zone that it does not know for GMT, and gives NULL for a text that is no time. */
const convertTz: ToSql = ([value, from, to]) => {
	const zone = (name?: string) =>
		`CASE WHEN ${name} IN (SELECT name FROM pg_timezone_names()) THEN ${name} WHEN ${name} IS NOT NULL THEN 'GMT' END`;
	const moment = `flink_parse_date(${value}, '${DEFAULT_FORMAT}', FALSE)`;
	return `strftime(timezone(${zone(to)}, timezone(${zone(from)}, ${moment})), '%Y-%m-%d %H:%M:%S')`;
};

/** Text that is no time gives the least BIGINT. */
const unixTimestamp: ToSql = ([text], call) => {
	const seconds = (moment: string) => `CAST(epoch(${moment}) AS BIGINT)`;
	if (text === undefined) return seconds(CLOCK);
	const read = seconds(toUtc(`flink_parse_date(${text}, ${pattern(call, 1)}, FALSE)`, call.session.zone));
	return `CASE WHEN ${text} IS NOT NULL AND ${pattern(call, 1)} IS NOT NULL THEN coalesce(${read}, CAST(-9223372036854775808 AS BIGINT)) END`;
};

const timestampAdded = scalar('INTEGER, DATE|TIMESTAMP', addedType, timestampAdd);
const timestampDifference = scalar('DATE|TIMESTAMP, DATE|TIMESTAMP', gives(() => INTEGER()), timestampDiff);

/** Units below the second, and times of day, which Flink has odd results for. */
function checkUnit(call: BoundCall, type: FlinkType | undefined, name: string): void {
	const unit = call.symbols[0] ?? '';
	const isTime = type !== undefined && familyOf(type) === 'TIME';
	const isSmall = ['MICROSECOND', 'NANOSECOND'].includes(unit) || (unit === 'MILLISECOND' && (name === 'TIMESTAMPDIFF' || type?.type === 'DATE'));
	if (isTime || isSmall) throw notInEmulator(`${name} of ${isTime ? 'a TIME' : `${unit}S`}`);
}

export const TIME_FUNCTIONS: FunctionTable = {
	CURRENT_TIMESTAMP: moment,
	NOW: moment,
	CURRENT_ROW_TIMESTAMP: moment,
	PROCTIME: {
		kind: 'scalar',
		bind() {
			throw new SqlError('The function PROCTIME() is not supported. Use a watermark on an event-time column instead.');
		},
	},
	LOCALTIMESTAMP: clock(
		() => timestamp(3),
		(zone) => toLocal(nowMillis, zone),
	),
	CURRENT_DATE: today,
	CURRENT_TIME: clockTime,
	LOCALTIME: clockTime,
	EXTRACT: extract,
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
	TIMESTAMPADD: {
		kind: 'scalar',
		bind(call) {
			checkUnit(call, call.args[1]?.type, 'TIMESTAMPADD');
			return timestampAdded.bind(call);
		},
	},
	TIMESTAMPDIFF: {
		kind: 'scalar',
		bind(call) {
			checkUnit(call, call.args.find((arg) => familyOf(arg.type) === 'TIME')?.type, 'TIMESTAMPDIFF');
			return timestampDifference.bind(call);
		},
	},
	DATE_FORMAT: scalar(
		'CHARACTER|TIMESTAMP, CHARACTER',
		text,
		([value], call) => {
			const isText = call.args[0] !== undefined && isCharacter(call.args[0].type);
			const moment = isText ? `flink_parse_date(${value}, '${DEFAULT_FORMAT}', FALSE)` : wallClock(call, 0);
			return `flink_format_date(${moment}, ${pattern(call, 1)}, ${isZoned(call)})`;
		},
		'always',
	),
	TO_DATE: scalar(
		'CHARACTER, CHARACTER?',
		gives(DATE),
		([value], call) =>
			call.args.length === 1 ? `flink_try_date(${value})` : `flink_date_by(${value}, ${readablePattern(call)})`,
		'always',
	),
	TO_TIMESTAMP: scalar(
		'CHARACTER, CHARACTER?',
		gives(() => timestamp(3)),
		(_, call) => parsed(call, true),
		'always',
	),
	TO_TIMESTAMP_LTZ: toTimestampLtz,
	UNIX_TIMESTAMP: scalar('CHARACTER?, CHARACTER?', bigint, unixTimestamp),
	FROM_UNIXTIME: scalar(
		'NUMERIC, CHARACTER?',
		text,
		([seconds], call) =>
			`flink_format_date(${toLocal(`make_timestamp(CAST(${seconds} AS BIGINT) * 1000000)`, call.session.zone)}, ${pattern(call, 1)}, TRUE)`,
	),
	CONVERT_TZ: scalar('CHARACTER, CHARACTER, CHARACTER', text, convertTz, 'always'),
};
