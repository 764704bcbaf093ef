import { bindQueryParameters, type QueryParameter } from '../shared/flink/sql/queryParameters';
import { PARAMETER_TYPES } from '../shared/flink/sql/sqlLiteral';
import { checkedComputePoolId, checkedPrincipal } from '../shared/n8n/parameters/identifiers';
import type { Parameters } from '../shared/n8n/parameters/parameters';

const NULL_IS_A_TYPE = 'Its expression gives no value. Correct the expression; where NULL is meant, the type should be "Null", and the value the SQL type of it, such as INT.';

/** What is submitted, apart from its name. */
export interface Submission {
	/** With the query parameters in it. */
	readonly sql: string;
	readonly properties: Readonly<Record<string, string>>;
	readonly computePoolId: string | undefined;
	readonly principal: string | undefined;
	readonly labels: readonly string[];
}

/** Reads the SQL and the options of everything that submits a statement. */
export function readSubmission(parameters: Parameters): Submission {
	const options = parameters.options();
	const properties = readProperties(options);
	return {
		sql: readSql(parameters, options, properties),
		properties,
		computePoolId: checkedComputePoolId(parameters, parameters.text('computePool', 'Compute Pool')),
		principal: checkedPrincipal(options, options.text('principal', 'Principal')),
		labels: readLabels(options),
	};
}

/** The SQL without white space at its ends, its placeholders replaced by literals. */
function readSql(parameters: Parameters, options: Parameters, properties: Readonly<Record<string, string>>): string {
	const localTimeZone = properties['sql.local-time-zone'];
	const bound = bindQueryParameters(parameters.sql(), readQueryParameters(options), localTimeZone === undefined ? {} : { localTimeZone });
	return bound.trim();
}

function readQueryParameters(options: Parameters): QueryParameter[] {
	return options.entries('queryParameters', 'parameter', 'Query Parameters').map((entry) => {
		const name = entry.exactText('name', 'Name of a query parameter');
		const type = entry.choice('type', `Type of the query parameter "${name}"`, PARAMETER_TYPES, 'string');
		const value = entry.value('value', `Value of the query parameter "${name}"`, '', NULL_IS_A_TYPE);
		// The field is shown for JSON alone; what is left in it beside another type means nothing.
		return type === 'json' ? { name, type, value, sqlType: entry.text('sqlType', `SQL Type of the query parameter "${name}"`) } : { name, type, value };
	});
}

function readProperties(options: Parameters): Record<string, string> {
	const named = options.entries('properties', 'property', 'Properties').map((entry): [string, string] => {
		const name = entry.text('name', 'Name of a property');
		if (name === '') throw options.invalid('A property has no name', 'Give it a name such as sql.state-ttl, or remove it.');
		return [name, entry.exactText('value', `Value of the property ${name}`)];
	});
	const catalog = options.text('catalog', 'Catalog');
	const database = options.text('database', 'Database');
	if (catalog !== '') named.push(['sql.current-catalog', catalog]);
	if (database !== '') named.push(['sql.current-database', database]);
	return Object.fromEntries(withoutDuplicates(options, named));
}

function withoutDuplicates(options: Parameters, named: Array<[string, string]>): Array<[string, string]> {
	const seen = new Map<string, string>();
	for (const [name, value] of named) {
		if (seen.has(name) && seen.get(name) !== value) throw options.invalid(`The property ${name} is given twice, with different values`, 'Keep one of them.');
		seen.set(name, value);
	}
	return [...seen];
}

function readLabels(options: Parameters): string[] {
	return options.list('labels', 'Labels').map((label) => {
		const name = label.replace(/^user\.confluent\.io\//, '');
		if (name === '') throw options.invalid(`"${label}" is a label without a name`, 'Write the label without the prefix user.confluent.io/, such as nightly.');
		return name;
	});
}
