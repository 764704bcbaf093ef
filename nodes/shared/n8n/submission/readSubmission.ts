import { bindScript, LOCAL_TIME_ZONE } from '../../flink/sql/boundScript';
import type { QueryParameter } from '../../flink/sql/queryParameters';
import { PARAMETER_TYPES } from '../../flink/sql/sqlLiteral';
import { CURRENT_CATALOG, CURRENT_DATABASE, SqlScriptError, isShellSetting } from '../../flink/sql/sqlScript';
import { isSecretProperty } from '../../flink/statement/secretProperty';
import { checkedComputePoolId, checkedLabels, checkedPrincipal } from '../parameters/identifiers';
import type { Parameters } from '../parameters/parameters';

const NULL_IS_A_TYPE = 'Its expression gives no value. Correct the expression. For NULL, choose the type "Null", and enter its SQL type as the value, such as INT.';

/** Where a statement runs, as whom, and with which settings. */
export interface Surroundings {
	/** Those of the node, and those that SET and USE give. */
	readonly properties: Readonly<Record<string, string>>;
	readonly computePoolId: string | undefined;
	readonly principal: string | undefined;
	readonly labels: readonly string[];
}

/** What is submitted, apart from its name. */
export interface Submission extends Surroundings {
	/** With the query parameters in it, and without the SET and USE it began with. */
	readonly sql: string;
	/** Of the properties, those that SET and USE give. */
	readonly settings: Readonly<Record<string, string>>;
}

/** Reads the SQL and the options of everything that submits a statement that the user writes. */
export function readSubmission(parameters: Parameters): Submission {
	const options = parameters.options();
	const { properties, ...surroundings } = readSurroundings(parameters);
	const { sql, settings } = bindScript(parameters.sql(), readQueryParameters(options), properties[LOCAL_TIME_ZONE]);
	return { ...surroundings, sql, properties: withSettings(options, properties, settings), settings };
}

/** Reads the fields that all have that submit a statement, whoever writes its SQL. */
export function readSurroundings(parameters: Parameters): Surroundings {
	const options = parameters.options();
	return {
		properties: readProperties(options),
		computePoolId: checkedComputePoolId(parameters, parameters.text('computePool', 'Compute Pool')),
		principal: checkedPrincipal(options, options.text('principal', 'Principal')),
		labels: checkedLabels(options, 'labels', 'Labels'),
	};
}

/** Where the node and the SQL contradict each other, nobody knows which of them was forgotten: neither wins. */
function withSettings(options: Parameters, given: Readonly<Record<string, string>>, settings: Readonly<Record<string, string>>): Record<string, string> {
	const contradicted = Object.entries(settings).find(([name, value]) => Object.hasOwn(given, name) && given[name] !== value)?.[0];
	if (contradicted !== undefined) {
		throw options.invalid(`The SQL and the options give property ${contradicted} different values`, 'Keep one of them: remove SET or USE from the SQL, or remove the option.');
	}
	// USE CATALOG leaves no current database: that of the credential is one of another catalog.
	const noDatabase = settings[CURRENT_CATALOG] !== undefined && given[CURRENT_DATABASE] === undefined ? { [CURRENT_DATABASE]: '' } : {};
	return { ...noDatabase, ...given, ...settings };
}

function readQueryParameters(options: Parameters): QueryParameter[] {
	return options.entries('queryParameters', 'parameter', 'Query Parameters').map((entry) => {
		const name = entry.exactText('name', "'Name' of a query parameter");
		const type = entry.choice('type', `'Type' of query parameter "${name}"`, PARAMETER_TYPES, 'string');
		const value = entry.value('value', `'Value' of query parameter "${name}"`, '', NULL_IS_A_TYPE);
		// The field is shown for JSON alone; what is left in it beside another type means nothing.
		return type === 'json' ? { name, type, value, sqlType: entry.text('sqlType', `'SQL Type' of query parameter "${name}"`) } : { name, type, value };
	});
}

function readProperties(options: Parameters): Record<string, string> {
	const named = options.entries('properties', 'property', 'Properties').map((entry): [string, string] => {
		const name = entry.text('name', "'Name' of a property");
		if (name === '') throw options.invalid('A property has no name', 'Enter a name such as sql.state-ttl, or remove the property.');
		if (isShellSetting(name)) throw new SqlScriptError({ reason: 'shellSetting', name });
		const label = `'Value' of property ${name}`;
		return [name, isSecretProperty(name) ? entry.secretText('value', label) : entry.exactText('value', label)];
	});
	const catalog = options.text('catalog', 'Catalog');
	const database = options.text('database', 'Database');
	if (catalog !== '') named.push([CURRENT_CATALOG, catalog]);
	if (database !== '') named.push([CURRENT_DATABASE, database]);
	return Object.fromEntries(withoutDuplicates(options, named));
}

function withoutDuplicates(options: Parameters, named: Array<[string, string]>): Array<[string, string]> {
	const seen = new Map<string, string>();
	for (const [name, value] of named) {
		if (seen.has(name) && seen.get(name) !== value) throw options.invalid(`Property ${name} has two different values`, 'Keep one of them.');
		seen.set(name, value);
	}
	return [...seen];
}
