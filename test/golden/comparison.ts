import type { WireColumn } from '../../emulator';
import type { Value } from './answers';

type WireType = WireColumn['type'];

const SQL_NAMES: Readonly<Record<string, string>> = {
	INTEGER: 'INT',
	CHAR: 'TEXT',
	VARCHAR: 'TEXT',
	BINARY: 'BYTES',
	VARBINARY: 'BYTES',
	TIME_WITHOUT_TIME_ZONE: 'TIME',
	TIMESTAMP_WITHOUT_TIME_ZONE: 'TIMESTAMP',
	TIMESTAMP_WITH_LOCAL_TIME_ZONE: 'TIMESTAMP_LTZ',
	INTERVAL_YEAR_MONTH: 'INTERVAL MONTHS',
	INTERVAL_DAY_TIME: 'INTERVAL SECONDS',
};

/** A type of the emulator as text without NOT NULL, and without lengths, which are a detail of Flink's planner. */
export function typeText(type: WireType): string {
	const name = SQL_NAMES[type.type] ?? type.type;
	switch (type.type) {
		case 'DECIMAL':
			return `${name}(${type.precision}, ${type.scale})`;
		case 'TIME_WITHOUT_TIME_ZONE':
		case 'TIMESTAMP_WITHOUT_TIME_ZONE':
		case 'TIMESTAMP_WITH_LOCAL_TIME_ZONE':
			return `${name}(${type.precision})`;
		case 'ARRAY':
		case 'MULTISET':
			return `${name}<${type.element_type ? typeText(type.element_type) : '?'}>`;
		case 'MAP':
			return `MAP<${[type.key_type, type.value_type].map((part) => (part ? typeText(part) : '?')).join(', ')}>`;
		case 'ROW':
			return `ROW<${(type.fields ?? []).map((field) => `\`${field.name}\` ${typeText(field.field_type)}`).join(', ')}>`;
		default:
			return name;
	}
}

/** A type of Flink's in the same form. */
export function flinkTypeText(type: string): string {
	return type
		.replace(/ NOT NULL/g, '')
		.replace(/\bTIMESTAMP(\(\d\)) WITH LOCAL TIME ZONE/g, 'TIMESTAMP_LTZ$1')
		.replace(/\b(?:VAR)?CHAR\(\d+\)/g, 'TEXT')
		.replace(/\b(?:VAR)?BINARY\(\d+\)/g, 'BYTES')
		.replace(/\bINTERVAL (?:YEAR|MONTH)\b.*$/, 'INTERVAL MONTHS')
		.replace(/\bINTERVAL (?:DAY|HOUR|MINUTE|SECOND)\b.*$/, 'INTERVAL SECONDS');
}

const isFloating = (type: string): boolean => type === 'FLOAT' || type === 'DOUBLE';

function floatText(text: string, type: string): string {
	const value = Number(text);
	return String(type === 'FLOAT' ? Math.fround(value) + 0 : value + 0);
}

const withoutTrailingZeros = (text: string): string => text.replace(/(\d{2}:\d{2}:\d{2})\.?(\d*?)0*$/, (_, seconds: string, fraction: string) => seconds + (fraction === '' ? '' : `.${fraction}`));

/**
 * A value in a form in which equal ones are equal: floating point as numbers, times without trailing zeros, the
 * entries of maps and multisets in an order of their own.
 */
export function normalized(value: unknown, type: WireType): unknown {
	if (value === null || value === undefined) return null;
	if (Array.isArray(value)) return normalizedList(value, type);
	const text = String(value);
	if (isFloating(type.type)) return floatText(text, type.type);
	return type.type.startsWith('TIME') ? withoutTrailingZeros(text) : text;
}

function normalizedList(values: readonly unknown[], type: WireType): unknown {
	if (type.type === 'ROW') return values.map((value, index) => normalizedAs(value, type.fields?.[index]?.field_type));
	if (type.type === 'ARRAY') return values.map((value) => normalizedAs(value, type.element_type));
	const pairs = values.map((pair) => {
		const [key, entry] = Array.isArray(pair) ? (pair as unknown[]) : [pair, null];
		return type.type === 'MAP'
			? [normalizedAs(key, type.key_type), normalizedAs(entry, type.value_type)]
			: [normalizedAs(key, type.element_type), String(entry)];
	});
	return pairs.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

const normalizedAs = (value: unknown, type: WireType | undefined): unknown => (type ? normalized(value, type) : value);

/** A row as text, for comparing. */
export function rowText(row: readonly unknown[] | readonly Value[], columns: readonly WireColumn[]): string {
	return JSON.stringify(row.map((value, index) => normalizedAs(value, columns[index]?.type)));
}
