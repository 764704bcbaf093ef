import type { FlinkEndpoint } from '../shared/confluent/http/endpoint';
import { CURRENT_CATALOG, CURRENT_DATABASE } from '../shared/flink/sql/sqlScript';
import { TableError } from '../shared/flink/table/tableError';
import type { Parameters } from '../shared/n8n/parameters/parameters';
import { readSurroundings, type Surroundings } from '../shared/n8n/submission/readSubmission';

/** What an item says of where its table is, and what statements on it run with. */
export interface TableInput extends Surroundings {
	/** Empty for the credential's environment. */
	readonly catalog: string;
	/** Empty for the credential's database. */
	readonly database: string;
	readonly workflowName: string;
}

export interface TablePlace {
	readonly catalog: string;
	readonly database: string;
}

/** Reads what all operations have. */
export function readTableInput(parameters: Parameters): TableInput {
	return {
		...readSurroundings(parameters),
		catalog: parameters.options().text('catalog', 'Catalog'),
		database: parameters.text('database', 'Database'),
		workflowName: parameters.workflowName(),
	};
}

/** The table chosen in the locator: its bare name, whatever is in it. */
export function readTable(parameters: Parameters): string {
	const table = parameters.exactText('table', 'Table');
	if (table.trim() === '') throw parameters.invalid('No table is chosen', 'Choose it from the list, or enter its name.');
	if (/\p{Cc}/u.test(table)) throw parameters.invalid(`'Table' is ${JSON.stringify(table)}`, 'A name cannot contain line breaks or other control characters.');
	return table;
}

/** @throws TableError where neither the node nor the credential names a database */
export function placeOf({ catalog, database }: Pick<TableInput, 'catalog' | 'database'>, endpoint: FlinkEndpoint): TablePlace {
	const chosen = database || (endpoint.database ?? '');
	if (chosen === '') throw new TableError({ reason: 'noDatabase' });
	return { catalog: catalog || endpoint.environmentId, database: chosen };
}

/** The properties of a statement on a table of the place. */
export function placedAt({ catalog, database }: TablePlace, properties: Readonly<Record<string, string>>): Record<string, string> {
	return { ...properties, [CURRENT_CATALOG]: catalog, [CURRENT_DATABASE]: database };
}
