import { CURRENT_CATALOG, CURRENT_DATABASE } from '../../flink/sql/sqlScript';
import type { StatementPlace } from '../http/endpoint';

/**
 * The properties of a statement with the place in which its tables are looked up. A database that the statement does
 * not name is the credential's. A database alone means nothing to the service: without a catalog it is one of the
 * credential's environment, whose ID serves as the name of its catalog. Nothing is added where no database is set.
 *
 * @param properties as the user gave them; what is in them stays as it is. An empty database says that there is none.
 */
export function placedProperties(properties: Readonly<Record<string, string>>, { environmentId, database: usual }: StatementPlace): Record<string, string> {
	const database = properties[CURRENT_DATABASE] ?? usual ?? '';
	if (database !== '') return { [CURRENT_CATALOG]: environmentId, [CURRENT_DATABASE]: database, ...properties };
	return Object.fromEntries(Object.entries(properties).filter(([name]) => name !== CURRENT_DATABASE));
}
