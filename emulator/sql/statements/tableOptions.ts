import { SqlError } from '../engine';
import { scanStartOf } from '../catalog/scanStart';
import { notSupported } from '../text/sqlErrors';

const FORMATS = ['avro-registry', 'avro-debezium-registry', 'json-registry', 'json-debezium-registry', 'proto-registry', 'proto-debezium-registry', 'raw'];
const DELIVERED = /^(?:(?:key|value)\.(?:avro|json|proto)(?:-debezium)?-registry\.[a-z0-9.-]+|client\.[a-z0-9.-]+)$/;

/** The options of a table of Kafka, with the values that each may have; null where any text will do. */
const OPTIONS: Readonly<Record<string, readonly string[] | null>> = {
	'changelog.mode': ['append', 'upsert', 'retract'],
	connector: ['confluent'],
	'error-handling.log.target': null,
	'error-handling.mode': ['fail', 'ignore', 'log'],
	'kafka.cleanup-policy': ['delete', 'compact', 'delete-compact'],
	'kafka.compaction.time': null,
	'kafka.consumer.isolation-level': ['read-committed', 'read-uncommitted'],
	'kafka.max-message-size': null,
	'kafka.message-timestamp-type': ['create-time', 'log-append-time'],
	'kafka.producer.compression.type': ['none', 'gzip', 'snappy', 'lz4', 'zstd'],
	'kafka.retention.size': null,
	'kafka.retention.time': null,
	'key.fields-prefix': null,
	'key.format': FORMATS,
	'scan.bounded.mode': ['unbounded', 'latest-offset', 'timestamp', 'specific-offsets'],
	'scan.bounded.specific-offsets': null,
	'scan.bounded.timestamp-millis': null,
	'scan.startup.mode': ['earliest-offset', 'latest-offset', 'timestamp', 'specific-offsets'],
	'scan.startup.specific-offsets': null,
	'scan.startup.timestamp-millis': null,
	'value.fields-include': ['all', 'except-key'],
	'value.format': FORMATS,
};

/** Connectors of the service to systems that are not here. */
const CONNECTORS = ['faker', 'mongodb', 'pinecone', 'elastic', 'couchbase', 'rest', 'confluent-jdbc', 'cosmosdb', 's3vectors', 'azure-ai-search'];
/** Values that would change what is read. */
const UNREAD: Readonly<Record<string, string>> = { 'scan.bounded.mode': 'unbounded' };

/** Throws `SqlError` for an option that a table cannot have, and for one that this emulator would have to ignore. */
export function checkTableOptions(options: Readonly<Record<string, string>>): void {
	for (const [name, value] of Object.entries(options)) {
		if (name === 'connector' && value !== 'confluent') throw wrongConnector(value);
		checkOption(name, value);
	}
	scanStartOf(options, 'scan.startup.');
}

function checkOption(name: string, value: string): void {
	if (DELIVERED.test(name)) return;
	const values = Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined;
	if (values === undefined) {
		throw new SqlError(
			`Unsupported options found for 'confluent'.\n\nUnsupported options:\n\n${name}\n\nSupported options:\n\n${Object.keys(OPTIONS).join('\n')}`,
		);
	}
	if (values && !values.includes(value))
		throw new SqlError(`Invalid value for option '${name}': expected one of ${values.join(', ')}, but was '${value}'.`);
	const read = UNREAD[name];
	if (read !== undefined && value !== read) throw notSupported(`'${name}' = '${value}'`);
}

const wrongConnector = (name: string): SqlError =>
	CONNECTORS.includes(name)
		? notSupported(`The connector '${name}'`)
		: new SqlError(`Could not find any factory for identifier '${name}'. The connector of tables is 'confluent'.`);

/** What the service sets where a definition says nothing. */
export function defaultOptions(changelog: string, hasKey: boolean): Readonly<Record<string, string>> {
	return {
		'changelog.mode': changelog,
		connector: 'confluent',
		'kafka.cleanup-policy': 'delete',
		'kafka.compaction.time': '0 ms',
		'kafka.max-message-size': '2097164 bytes',
		'kafka.retention.size': '0 bytes',
		'kafka.retention.time': '7 d',
		...(hasKey ? { 'key.format': 'avro-registry' } : {}),
		'scan.bounded.mode': 'unbounded',
		'scan.startup.mode': 'earliest-offset',
		'value.format': 'avro-registry',
	};
}
