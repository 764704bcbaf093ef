import type { FieldType, ILoadOptionsFunctions, INodePropertyOptions, ResourceMapperField, ResourceMapperFields } from 'n8n-workflow';
import type { SqlType } from '../../shared/flink/sql/sqlType';
import { isWritten, typeOfColumn, type TableColumn } from '../../shared/flink/table/tableColumn';
import type { TableSchema } from '../../shared/flink/table/tableSchema';
import { inEditor } from '../../shared/n8n/fields/listSearch';
import { CatalogLookUp } from './catalogLookUp';

/** Digits of a decimal number that a number of JavaScript keeps, whatever they are. */
const SAFE_DIGITS = 15;

/** Loads the columns of the chosen table for the fields of Get Rows; hidden ones can be asked for as well. */
export async function getColumns(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await inEditor(this, 'confluentFlinkApi', async (redact) => {
		const schema = await chosenTable(this);
		return (schema?.columns ?? []).map(({ name, typeText, isKey }) => ({ name: redact(`${name} (${typeText}${isKey ? ', key' : ''})`), value: name }));
	});
}

/** Loads the columns that Insert Rows can write. */
export async function getMappingColumns(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await inEditor(this, 'confluentFlinkApi', async (redact) => {
		const schema = await chosenTable(this);
		if (schema === undefined) return { fields: [], emptyFieldsNotice: 'Choose a table to see its columns.' };
		return { fields: schema.columns.filter(isWritten).map((column) => mappingField(column, redact)) };
	});
}

async function chosenTable(context: ILoadOptionsFunctions): Promise<TableSchema | undefined> {
	const lookUp = await CatalogLookUp.of(context);
	const table = lookUp.parameters.exactText('table', 'Table');
	if (table === '') return undefined;
	const { database } = lookUp.place();
	return await lookUp.ask(`table ${table}`, database, async (tables) => await tables.schema(database, table));
}

function mappingField(column: TableColumn, redact: (text: string) => string): ResourceMapperField {
	const { name, typeText, nullable, isKey } = column;
	return {
		id: name,
		displayName: redact(`${name} (${typeText}${isKey ? ', key' : ''})`),
		required: !nullable,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		type: fieldTypeOf(typeOfColumn(column)),
	};
}

/**
 * The field that the editor has for values of a type. What has more digits than a number of JavaScript keeps is text,
 * and so is what the editor would refuse although it fits: fractions of a second in a time, a list as a VARIANT.
 */
export function fieldTypeOf(type: SqlType | undefined): FieldType {
	switch (type?.kind) {
		case 'boolean':
			return 'boolean';
		case 'integer':
			return type.bits < 64 ? 'number' : 'string';
		case 'decimal':
			return type.precision <= SAFE_DIGITS ? 'number' : 'string';
		case 'float':
		case 'double':
			return 'number';
		case 'date':
		case 'timestamp':
		case 'instant':
			return 'dateTime';
		case 'time':
			return type.precision === 0 ? 'time' : 'string';
		case 'array':
		case 'multiset':
			return 'array';
		case 'map':
		case 'row':
			return 'object';
		default:
			return 'string';
	}
}
