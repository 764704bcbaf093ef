import { serializeType } from '../types/formatType';
import type { CatalogColumn, CatalogTable, CatalogView } from './catalogObjects';
import { quotedPath } from './catalogs';

const backtick = (name: string): string => '`' + name.replace(/`/g, '``') + '`';
const text = (value: string): string => `'${value.replace(/'/g, "''")}'`;
const names = (list: readonly string[]): string => list.map(backtick).join(', ');

function columnText(column: CatalogColumn): string {
	const parts = [backtick(column.name)];
	if (column.computed) parts.push(`AS ${column.computed.text}`);
	else parts.push(serializeType(column.type));
	if (column.metadata) parts.push(metadataText(column.metadata));
	if (column.comment !== null) parts.push(`COMMENT ${text(column.comment)}`);
	return parts.join(' ');
}

/** `METADATA [FROM 'key'] [VIRTUAL]`, as DDL and DESCRIBE have it. */
export function metadataText({ key, isVirtual }: NonNullable<CatalogColumn['metadata']>): string {
	return `METADATA${key === null ? '' : ` FROM ${text(key)}`}${isVirtual ? ' VIRTUAL' : ''}`;
}

/** The DDL that SHOW CREATE TABLE gives. */
export function createTableText(table: CatalogTable): string {
	const elements = table.columns.map(columnText);
	if (table.watermark)
		elements.push(`WATERMARK FOR ${backtick(table.watermark.column)} AS ${table.watermark.text}`);
	if (table.primaryKey.length > 0) {
		elements.push(
			`CONSTRAINT ${backtick(table.primaryKeyName ?? 'PK')} PRIMARY KEY (${names(table.primaryKey)}) NOT ENFORCED`,
		);
	}
	const options = Object.entries(table.options).sort(([a], [b]) => (a < b ? -1 : 1));
	return [
		`CREATE TABLE ${quotedPath(table)} (`,
		elements.map((element) => `  ${element}`).join(',\n'),
		`)${table.comment === null ? '' : ` COMMENT ${text(table.comment)}`}`,
		...distributionText(table),
		'WITH (',
		options.map(([key, value]) => `  ${text(key)} = ${text(value)}`).join(',\n'),
		')',
	].join('\n');
}

function distributionText({ distribution }: CatalogTable): string[] {
	if (!distribution) return [];
	const by = distribution.columns.length > 0 ? ` BY HASH(${names(distribution.columns)})` : '';
	return [`DISTRIBUTED${by} INTO ${distribution.buckets ?? 6} BUCKETS`];
}

export function createViewText(view: CatalogView): string {
	const columns = names(view.columns.map((column) => column.name));
	const comment = view.comment === null ? '' : `\nCOMMENT ${text(view.comment)}`;
	return `CREATE VIEW ${quotedPath(view)} (\n  ${columns}\n)${comment}\nAS ${view.text}`;
}
