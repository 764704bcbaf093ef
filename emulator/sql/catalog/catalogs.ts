import { SqlError } from '../engine';
import type { Path } from '../syntax/tree/ast';
import type { CatalogTable, CatalogView } from './catalogObjects';

export interface DatabaseEntry {
	/** Kafka cluster, such as `lkc-a1b2c3`. */
	readonly id: string;
	readonly name: string;
	readonly objects: Map<string, CatalogTable | CatalogView>;
}

export interface CatalogEntry {
	/** Environment, such as `env-a1b2c3`. */
	readonly id: string;
	readonly name: string;
	readonly databases: DatabaseEntry[];
}

/** Where an unqualified name belongs. */
export interface Place {
	readonly catalog: string;
	readonly database: string;
}

export interface ResolvedPath extends Place {
	readonly name: string;
}

const NO_CATALOG =
	"A current, valid catalog has not been set. Please use a fully qualified identifier (such as 'my_catalog.my_database.my_table') or set a current catalog using 'USE CATALOG my_catalog'.";
const NO_DATABASE =
	"A current, valid database has not been set. Please use a fully qualified identifier (such as 'my_database.my_table' or 'my_catalog.my_database.my_table') or set a current database using 'USE my_database'.";

/** All environments with their clusters, and the tables and views in them. Names and ids both find them. */
export class Catalogs {
	private readonly entries: CatalogEntry[] = [];

	list(): readonly CatalogEntry[] {
		return [...this.entries].sort((a, b) => (a.name < b.name ? -1 : 1));
	}

	add(entry: CatalogEntry): void {
		this.entries.push(entry);
	}

	catalog(nameOrId: string): CatalogEntry | undefined {
		return (
			this.entries.find((entry) => entry.name === nameOrId) ??
			this.entries.find((entry) => entry.id === nameOrId)
		);
	}

	/** Throws the service's message for a catalog that is not there, or not set: an empty name. */
	requireCatalog(nameOrId: string): CatalogEntry {
		if (nameOrId === '') throw new SqlError(NO_CATALOG);
		const found = this.catalog(nameOrId);
		if (found) return found;
		throw new SqlError(
			`A catalog with name or id '${nameOrId}' cannot be resolved. Possible reasons:\n` +
				'\t1. You might not have permissions to access it.\n' +
				'\t2. The catalog might not exist.\n' +
				'\t3. There might be multiple catalogs with the same name.',
		);
	}

	/** Throws the service's message for a database that is not there, or not set: an empty name. */
	requireDatabase(catalog: CatalogEntry, nameOrId: string): DatabaseEntry {
		if (nameOrId === '') throw new SqlError(NO_DATABASE);
		const found = databaseOf(catalog, nameOrId);
		if (found) return found;
		throw new SqlError(
			`A database with name '${nameOrId}' does not exist, or you have no permissions to access it in catalog '${catalog.name}'.`,
		);
	}

	/** The table or view that a name means, or undefined. */
	find(path: Path, place: Place): CatalogTable | CatalogView | undefined {
		const [name, database = place.database, catalog = place.catalog] = path
			.map((part) => part.name)
			.reverse();
		const entry = this.catalog(catalog);
		return name === undefined || !entry ? undefined : databaseOf(entry, database)?.objects.get(name);
	}

	/** The place that a new object's name means. Throws where catalog or database are not there or not set. */
	resolve(path: Path, place: Place): ResolvedPath & { readonly entry: DatabaseEntry } {
		const [name = '', database = place.database, catalog = place.catalog] = path
			.map((part) => part.name)
			.reverse();
		const catalogEntry = this.requireCatalog(catalog);
		const entry = this.requireDatabase(catalogEntry, database);
		return { catalog: catalogEntry.name, database: entry.name, name, entry };
	}
}

function databaseOf(catalog: CatalogEntry, nameOrId: string): DatabaseEntry | undefined {
	const { databases } = catalog;
	return (
		databases.find((entry) => entry.name === nameOrId) ?? databases.find((entry) => entry.id === nameOrId)
	);
}

export function quotedPath(path: ResolvedPath): string {
	return [path.catalog, path.database, path.name].map((part) => `\`${part.replace(/`/g, '``')}\``).join('.');
}
