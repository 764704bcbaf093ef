import type { Column, DataType } from './resultSchema';

/** What the service gives as the length of a type that has no limit. */
const UNLIMITED = 2_147_483_647;

const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Types whose SQL name is not the API's; `%` stands for the precision. */
const TIME_TYPES: ReadonlyMap<string, string> = new Map([
	['TIME_WITHOUT_TIME_ZONE', 'TIME%'],
	['TIMESTAMP_WITHOUT_TIME_ZONE', 'TIMESTAMP%'],
	['TIMESTAMP_WITH_LOCAL_TIME_ZONE', 'TIMESTAMP_LTZ%'],
	['TIMESTAMP_WITH_TIME_ZONE', 'TIMESTAMP% WITH TIME ZONE'],
]);

const INTERVALS: ReadonlyMap<string, string> = new Map([
	['INTERVAL_YEAR_MONTH', 'YEAR TO MONTH'],
	['INTERVAL_DAY_TIME', 'DAY TO SECOND'],
]);

export interface ColumnDescription {
	readonly name: string;
	/** As in SQL, such as `ARRAY<ROW<sku VARCHAR>>`. */
	readonly type: string;
	readonly nullable: boolean;
}

/** Columns as a person reads them. */
export function describeColumns(columns: readonly Column[]): ColumnDescription[] {
	return columns.map(({ name, type }) => ({ name, type: dataTypeText(type), nullable: type.nullable }));
}

/** The type as SQL spells it, without NOT NULL. A type that is not known is given as it came. */
export function dataTypeText(type: DataType): string {
	const time = TIME_TYPES.get(type.type);
	if (time !== undefined) return time.replace('%', inParentheses(type.precision));
	const interval = INTERVALS.get(type.type);
	if (interval !== undefined) return `INTERVAL ${type.resolution?.replaceAll('_', ' ') ?? interval}`;
	switch (type.type) {
		case 'CHAR':
		case 'VARCHAR':
		case 'BINARY':
		case 'VARBINARY':
			return type.type + (type.length === UNLIMITED ? '' : inParentheses(type.length));
		case 'DECIMAL':
			return type.type + inParentheses(type.precision, type.scale);
		default:
			return type.type + inBrackets(type);
	}
}

function inBrackets({ elementType, keyType, valueType, fields }: DataType): string {
	const parts = fields
		? fields.map(({ name, type }) => `${quoted(name)} ${dataTypeText(type)}`)
		: [keyType, valueType, elementType].flatMap((type) => (type === undefined ? [] : [dataTypeText(type)]));
	return parts.length === 0 ? '' : `<${parts.join(', ')}>`;
}

function inParentheses(...numbers: Array<number | undefined>): string {
	const known = numbers.filter((number) => number !== undefined);
	return known.length === 0 ? '' : `(${known.join(', ')})`;
}

function quoted(name: string): string {
	return PLAIN_NAME.test(name) ? name : `\`${name.replaceAll('`', '``')}\``;
}
