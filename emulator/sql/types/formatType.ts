import { elementOf, fieldsOf, keyOf, MAX_LENGTH, valueOf, type FlinkType } from './flinkType';

const TEMPORAL_NAMES: Readonly<Record<string, string>> = {
	TIME_WITHOUT_TIME_ZONE: 'TIME',
	TIMESTAMP_WITHOUT_TIME_ZONE: 'TIMESTAMP',
	TIMESTAMP_WITH_LOCAL_TIME_ZONE: 'TIMESTAMP_LTZ',
};

const backtick = (name: string): string => '`' + name.replace(/`/g, '``') + '`';

type Comment = (text: string) => string;
const wholeComment: Comment = (text) => `'${text.replace(/'/g, "''")}'`;
const anyComment: Comment = () => "'...'";

function interval(type: FlinkType): string {
	const [from = '', to] = (type.resolution ?? '').split('_TO_');
	const start = `${from}(${type.precision ?? 2})`;
	if (to === undefined) return `INTERVAL ${start}`;
	return to === 'SECOND'
		? `INTERVAL ${start} TO SECOND(${type.fractional_precision ?? 3})`
		: `INTERVAL ${start} TO ${to}`;
}

function bare(type: FlinkType, inner: (type: FlinkType) => string, comment: Comment = wholeComment): string {
	switch (type.type) {
		case 'CHAR':
		case 'BINARY':
			return `${type.type}(${type.length ?? 1})`;
		case 'VARCHAR':
		case 'VARBINARY':
			return `${type.type}(${type.length ?? MAX_LENGTH})`;
		case 'DECIMAL':
			return `DECIMAL(${type.precision ?? 10}, ${type.scale ?? 0})`;
		case 'INTEGER':
			return 'INT';
		case 'ARRAY':
		case 'MULTISET':
			return `${type.type}<${inner(elementOf(type))}>`;
		case 'MAP':
			return `MAP<${inner(keyOf(type))}, ${inner(valueOf(type))}>`;
		case 'ROW':
			return `ROW<${fieldsOf(type)
				.map(({ name, type: own, description }) =>
					[backtick(name), inner(own), ...(description === undefined ? [] : [comment(description)])].join(' '),
				)
				.join(', ')}>`;
		case 'INTERVAL_YEAR_MONTH':
		case 'INTERVAL_DAY_TIME':
			return interval(type);
		default:
			return type.type in TEMPORAL_NAMES ? `${TEMPORAL_NAMES[type.type]}(${type.precision ?? 6})` : type.type;
	}
}

/** The type as DDL writes it, such as `VARCHAR(2147483647) NOT NULL`. */
export function formatType(type: FlinkType): string {
	return bare(type, formatType) + (type.nullable ? '' : ' NOT NULL');
}

/** As `formatType`, without the outermost `NOT NULL`. */
export function formatTypeName(type: FlinkType): string {
	return bare(type, formatType);
}

/**
 * The type as SHOW CREATE TABLE and INFORMATION_SCHEMA write it, without the outermost `NOT NULL`: as `formatTypeName`,
 * but for the long name of a TIMESTAMP_LTZ.
 */
export function serializeTypeName(type: FlinkType): string {
	return type.type === 'TIMESTAMP_WITH_LOCAL_TIME_ZONE'
		? `TIMESTAMP(${type.precision ?? 6}) WITH LOCAL TIME ZONE`
		: bare(type, serializeType);
}

/** As `serializeTypeName`, with its `NOT NULL`. */
export function serializeType(type: FlinkType): string {
	return serializeTypeName(type) + (type.nullable ? '' : ' NOT NULL');
}

function summarized(type: FlinkType, inner: (type: FlinkType) => string): string {
	if (type.type === 'VARCHAR' && type.length === MAX_LENGTH) return 'STRING';
	if (type.type === 'VARBINARY' && type.length === MAX_LENGTH) return 'BYTES';
	return bare(type, inner, anyComment);
}

/** The short form that DESCRIBE and operator messages use: STRING, BYTES, no NOT NULL. */
export function summarizeType(type: FlinkType): string {
	return summarized(type, summarizeType);
}

/** The short form with every `NOT NULL`, as messages about the columns of a query and its table have it. */
export function summarizeFully(type: FlinkType): string {
	return summarized(type, summarizeFully) + (type.nullable ? '' : ' NOT NULL');
}
