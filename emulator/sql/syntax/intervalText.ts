import type { Span } from '../text/span';
import { validationError } from '../text/sqlErrors';
import type { FlinkType } from '../types/flinkType';

const MICROS: Readonly<Record<string, bigint>> = {
	WEEK: 604_800_000_000n,
	DAY: 86_400_000_000n,
	HOUR: 3_600_000_000n,
	MINUTE: 60_000_000n,
	SECOND: 1_000_000n,
};
const FIELDS = ['DAY', 'HOUR', 'MINUTE', 'SECOND'];

function months(text: string, from: string, to: string | undefined): bigint | null {
	const match = (to === undefined ? /^([+-]?)(\d+)$/ : /^([+-]?)(\d+)-(\d{1,2})$/).exec(text);
	if (!match) return null;
	const first = BigInt(match[2] ?? '0');
	const unit = { YEAR: 12n, QUARTER: 3n, MONTH: 1n }[from] ?? 1n;
	const total = first * unit + BigInt(match[3] ?? '0');
	return match[1] === '-' ? -total : total;
}

function micros(text: string, from: string, to: string | undefined): bigint | null {
	const first = FIELDS.indexOf(from);
	const units = to === undefined ? [from] : FIELDS.slice(first, FIELDS.indexOf(to) + 1);
	const groups = units.map((unit) =>
		unit === 'SECOND' ? String.raw`(\d+)(?:\.(\d{1,9}))?` : String.raw`(\d+)`,
	);
	const separators = units.map((unit, index) =>
		index === 0 ? '' : unit === 'HOUR' && from === 'DAY' ? ' ' : ':',
	);
	const pattern = groups.map((group, index) => (separators[index] ?? '') + group).join('');
	const match = new RegExp(`^([+-]?)${pattern}$`).exec(text);
	if (!match) return null;
	let total = BigInt((match[units.length + 2] ?? '').padEnd(6, '0').slice(0, 6) || '0');
	for (const [index, unit] of units.entries())
		total += BigInt(match[index + 2] ?? '0') * (MICROS[unit] ?? 0n);
	return match[1] === '-' ? -total : total;
}

/** The text of an interval literal as whole months, or as microseconds for day-time intervals. */
export function intervalValue(text: string, type: FlinkType, at: Span): bigint {
	const [from = '', to] = (type.resolution ?? '').split('_TO_');
	const read = type.type === 'INTERVAL_YEAR_MONTH' ? months : micros;
	const value = read(text.trim(), from, to);
	if (value === null) {
		const qualifier = to === undefined ? from : `${from} TO ${to}`;
		throw validationError(at, `Illegal interval literal format '${text}' for INTERVAL ${qualifier}`);
	}
	return value;
}
