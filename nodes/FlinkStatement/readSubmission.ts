import { bindQueryParameters, type QueryParameter } from '../shared/flink/sql/queryParameters';
import { PARAMETER_TYPES } from '../shared/flink/sql/sqlLiteral';
import { isRecord } from '../shared/language/guards';
import { checkedComputePoolId, checkedPrincipal } from '../shared/n8n/parameters/identifiers';
import type { Parameters } from '../shared/n8n/parameters/parameters';

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
	const properties = readProperties(parameters);
	return {
		sql: readSql(parameters, properties),
		properties,
		computePoolId: checkedComputePoolId(parameters, parameters.located('computePool')),
		principal: checkedPrincipal(parameters, parameters.optionText('options', 'principal', 'Principal')),
		labels: readLabels(parameters),
	};
}

/** The SQL without white space at its ends, its placeholders replaced by literals. */
function readSql(parameters: Parameters, properties: Readonly<Record<string, string>>): string {
	const localTimeZone = properties['sql.local-time-zone'];
	const bound = bindQueryParameters(parameters.sql(), readQueryParameters(parameters), localTimeZone === undefined ? {} : { localTimeZone });
	return bound.trim();
}

function readQueryParameters(parameters: Parameters): QueryParameter[] {
	return entries(parameters, 'queryParameters', 'parameter').map((entry) => {
		const type = PARAMETER_TYPES.find((known) => known === entry['type']);
		const name = String(entry['name'] ?? '');
		if (type === undefined) {
			throw parameters.invalid(`The query parameter "${name}" has the type ${JSON.stringify(entry['type'])}`, `It should be one of: ${PARAMETER_TYPES.join(', ')}.`);
		}
		return { name, type, value: entry['value'] };
	});
}

function readProperties(parameters: Parameters): Record<string, string> {
	const named = entries(parameters, 'properties', 'property').map((entry): [string, string] => {
		const name = String(entry['name'] ?? '').trim();
		if (name === '') throw parameters.invalid('A property has no name', 'Give it a name such as sql.state-ttl, or remove it.');
		return [name, parameters.plainText(entry['value'] ?? '', `The property ${name}`)];
	});
	const catalog = parameters.optionText('options', 'catalog', 'Catalog');
	const database = parameters.optionText('options', 'database', 'Database');
	if (catalog !== undefined) named.push(['sql.current-catalog', catalog]);
	if (database !== undefined) named.push(['sql.current-database', database]);
	return Object.fromEntries(withoutDuplicates(parameters, named));
}

function withoutDuplicates(parameters: Parameters, named: Array<[string, string]>): Array<[string, string]> {
	const seen = new Map<string, string>();
	for (const [name, value] of named) {
		if (seen.has(name) && seen.get(name) !== value) throw parameters.invalid(`The property ${name} is given twice, with different values`, 'Keep one of them.');
		seen.set(name, value);
	}
	return [...seen];
}

function readLabels(parameters: Parameters): string[] {
	const labels = parameters.commaSeparated(parameters.optionText('options', 'labels', 'Labels'), 'Labels');
	return labels.map((label) => {
		const name = label.replace(/^user\.confluent\.io\//, '');
		if (name === '') throw parameters.invalid(`"${label}" is a label without a name`, 'Write the label without the prefix user.confluent.io/, such as nightly.');
		return name;
	});
}

function entries(parameters: Parameters, option: string, list: string): Array<Readonly<Record<string, unknown>>> {
	const collection = parameters.group('options')[option];
	const values = isRecord(collection) ? collection[list] : undefined;
	return Array.isArray(values) ? values.filter(isRecord) : [];
}
