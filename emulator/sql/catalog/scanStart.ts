import { SqlError } from '../engine';

/** Where a statement begins to read a table. */
export type ScanStart =
	| { readonly from: 'earliest' | 'latest' }
	/** At the first record whose time is not before this, in epoch milliseconds; behind the last one where there is none. */
	| { readonly from: 'timestamp'; readonly millis: number }
	/** At the record of this offset: that many records are left out. */
	| { readonly from: 'offset'; readonly offset: bigint };

export const EARLIEST: ScanStart = { from: 'earliest' };

/** Options or properties, by their whole names. */
type Settings = Readonly<Record<string, string>>;

/** The ends of a partition as Kafka's clients write them where no record was read. */
const EARLIEST_OFFSET = -2n;
const LATEST_OFFSET = -1n;
const SPECIFIC_OFFSETS = /^\s*partition:\d+\s*,\s*offset:-?\d+\s*(?:;\s*partition:\d+\s*,\s*offset:-?\d+\s*)*;?\s*$/;

/**
 * What options such as `scan.startup.mode` ask for; undefined where no mode is set.
 *
 * @param prefix of their names: `scan.startup.` for a table, `sql.tables.scan.startup.` for a statement
 * @throws SqlError for a mode that is none, and for what a mode needs and does not have
 */
export function scanStartOf(settings: Settings, prefix: string): ScanStart | undefined {
	const millis = startMillis(settings, `${prefix}timestamp-millis`);
	const offsets = settings[`${prefix}specific-offsets`];
	const given = offsets === undefined ? undefined : offsetsOf(offsets, `${prefix}specific-offsets`);
	const mode = settings[`${prefix}mode`];
	switch (mode) {
		case undefined:
			return undefined;
		case 'earliest-offset':
			return EARLIEST;
		case 'latest-offset':
			return { from: 'latest' };
		case 'timestamp':
			if (millis === undefined) throw missing(`${prefix}timestamp-millis`, mode);
			return { from: 'timestamp', millis };
		case 'specific-offsets':
			if (given === undefined) throw missing(`${prefix}specific-offsets`, mode);
			return given;
		default:
			throw new SqlError(
				`Invalid value for option '${prefix}mode': expected one of earliest-offset, latest-offset, timestamp, specific-offsets, but was '${mode}'.`,
			);
	}
}

/**
 * The start that offsets such as `partition:0,offset:17` stand for. A table here has the partition 0 alone; where it is
 * not named, it is read from its beginning, as a Kafka source does.
 *
 * @param option where the text was given
 * @throws SqlError for a text of another form
 */
export function offsetsOf(text: string, option: string): ScanStart {
	if (!SPECIFIC_OFFSETS.test(text)) {
		throw new SqlError(
			`Invalid properties '${option}' should follow the format 'partition:0,offset:42;partition:1,offset:300', but is '${text}'.`,
		);
	}
	const offset = BigInt(/partition:0\s*,\s*offset:(-?\d+)/.exec(text)?.[1] ?? EARLIEST_OFFSET);
	if (offset === LATEST_OFFSET) return { from: 'latest' };
	if (offset === EARLIEST_OFFSET) return EARLIEST;
	return { from: 'offset', offset };
}

/** As `status.latest_offsets` writes it: the next record that is to be read. */
export function offsetText(records: number, start: ScanStart): string {
	const untouched = records === 0 && start.from === 'earliest';
	return `partition:0,offset:${untouched ? EARLIEST_OFFSET : records}`;
}

function startMillis(settings: Settings, option: string): number | undefined {
	const text = settings[option]?.trim();
	if (text === undefined) return undefined;
	if (!/^\d{1,15}$/.test(text)) throw new SqlError(`Could not parse value '${text}' for key '${option}'.`);
	return Number(text);
}

function missing(option: string, mode: string): SqlError {
	return new SqlError(`'${option}' is required in '${mode}' startup mode but missing.`);
}
