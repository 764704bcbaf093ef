import { SqlError } from '../engine';
import { notSupported } from '../text/sqlErrors';

/** Values of `sql.tables.scan.*` that change nothing here; a property that is not listed changes nothing with any value. */
const WITHOUT_EFFECT: Readonly<Record<string, readonly string[]>> = {
	'scan.bounded.mode': ['unbounded'],
};
/** Of no effect here, or looked at elsewhere: `bound/reading.ts`. */
const IGNORED = ['initial-offset-from', 'scan.startup.mode', 'scan.startup.specific-offsets', 'scan.startup.timestamp-millis', 'scan.idle-timeout', 'scan.source-operator-parallelism', 'scan.watermark-alignment.max-allowed-drift'];

/**
 * Throws `SqlError` for an option of reading that this emulator would have to ignore.
 *
 * @param option without `sql.tables.`
 */
export function checkScanOption(option: string, value: string): void {
	const harmless = WITHOUT_EFFECT[option];
	if (harmless?.includes(value) || IGNORED.includes(option)) return;
	throw notSupported(`'${option}' = '${value}'`);
}

const UNITS: ReadonlyArray<readonly [RegExp, number]> = [
	[/^(?:ms|milli|millis|millisecond|milliseconds|)$/, 1],
	[/^(?:s|sec|secs|second|seconds)$/, 1000],
	[/^(?:m|min|minute|minutes)$/, 60_000],
	[/^(?:h|hour|hours)$/, 3_600_000],
	[/^(?:d|day|days)$/, 86_400_000],
	[/^(?:ns|nano|nanos|nanosecond|nanoseconds|us|µs|micro|micros|microsecond|microseconds)$/, 0],
];

/** Milliseconds of a duration such as `3600 s` or `1 h`. Throws `SqlError` for what is none. */
export function durationMillis(option: string, text: string): number {
	const match = /^\s*(\d+)\s*([a-zµ]*)\s*$/.exec(text.toLowerCase());
	const unit = UNITS.find(([pattern]) => pattern.test(match?.[2] ?? '?'));
	if (!match || !unit) throw new SqlError(`Could not parse value '${text}' for key '${option}'.`);
	return Number(match[1]) * unit[1];
}

/**
 * How long the state of a statement is kept, in milliseconds; 0 is for ever. Throws `SqlError` for properties of
 * reading that this emulator would have to ignore.
 */
export function stateTtlOf(properties: Readonly<Record<string, string>>): number {
	for (const [name, value] of Object.entries(properties)) {
		if (name.startsWith('sql.tables.')) checkScanOption(name.slice('sql.tables.'.length), value);
	}
	const ttl = properties['sql.state-ttl'];
	return ttl === undefined ? 0 : durationMillis('sql.state-ttl', ttl);
}
