const STARTUP = 'sql.tables.scan.startup.';
const STARTUP_MODE = `${STARTUP}mode`;
const STARTUP_TIMESTAMP = `${STARTUP}timestamp-millis`;
/** Names an earlier statement, after whose offsets the tables are read: for queries that keep no state. */
export const INITIAL_OFFSETS = 'sql.tables.initial-offset-from';

/** From where on a continuous query reads its tables. */
export type StreamStart =
	| { readonly kind: 'latest' | 'earliest' }
	/** Epoch milliseconds, by the rows' own timestamps in Kafka. */
	| { readonly kind: 'timestamp'; readonly at: number }
	/** After what the statement of this name has read, once it has stopped. */
	| { readonly kind: 'after'; readonly statement: string };

type Properties = Readonly<Record<string, string>>;

/** The properties of a statement that begins there, unless the user has said otherwise. */
export function withFirstStart(properties: Properties, start: StreamStart): Properties {
	return saysWhereToBegin(properties) ? properties : withStart(properties, start);
}

/** The properties of a statement that goes on there: where the user had the first one begin counts no more. */
export function withStart(properties: Properties, start: StreamStart): Properties {
	return { ...withoutStart(properties), ...startProperties(start) };
}

/** The properties but for those that say where to begin. */
export function withoutStart(properties: Properties): Properties {
	return Object.fromEntries(Object.entries(properties).filter(([name]) => !isStart(name)));
}

function saysWhereToBegin(properties: Properties): boolean {
	return Object.keys(properties).some(isStart);
}

function isStart(name: string): boolean {
	return name === INITIAL_OFFSETS || name.startsWith(STARTUP);
}

function startProperties(start: StreamStart): Properties {
	switch (start.kind) {
		case 'latest':
			return { [STARTUP_MODE]: 'latest-offset' };
		case 'earliest':
			return { [STARTUP_MODE]: 'earliest-offset' };
		case 'timestamp':
			return { [STARTUP_MODE]: 'timestamp', [STARTUP_TIMESTAMP]: String(Math.max(0, Math.floor(start.at))) };
		case 'after':
			return { [INITIAL_OFFSETS]: start.statement };
	}
}
