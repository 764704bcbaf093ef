import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import type { TableEntry } from '../../shared/flink/table/tableSchema';
import { listSearch, matching } from '../../shared/n8n/fields/listSearch';
import { CatalogLookUp } from './catalogLookUp';

/** Fills the list of databases: the Kafka clusters of the catalog. */
export async function searchDatabases(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	return await listSearch(this, 'confluentFlinkApi', async () => {
		const lookUp = await CatalogLookUp.of(this);
		const databases = await lookUp.ask('databases', undefined, async (tables) => await tables.databases());
		return { results: databases.map(({ id, name }): INodeListSearchItems => ({ name: id === '' ? name : `${name} (${id})`, value: id || name })).filter(matching(filter)) };
	});
}

/** Fills the list of tables: those of the database chosen above it, and its views where the operation takes them. */
export async function searchTables(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	return await listSearch(this, 'confluentFlinkApi', async () => {
		const lookUp = await CatalogLookUp.of(this);
		const { database } = lookUp.place();
		const found = await lookUp.ask('tables', database, async (tables) => await tables.list(database));
		const isWriting = this.getCurrentNodeParameter('operation') === 'insert';
		return { results: found.filter(({ kind }) => kind === 'table' || !isWriting).map(tableEntry).filter(matching(filter)) };
	});
}

function tableEntry({ table, kind }: TableEntry): INodeListSearchItems {
	return { name: kind === 'view' ? `${table} (view)` : table, value: table };
}
