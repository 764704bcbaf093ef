import type { ExpectedValue } from '../../flink/sql/literalValue';
import type { ShownValue } from '../../flink/sql/shownValue';
import type { TableFacts } from '../../flink/table/tableError';
import { listed, placeInValue, requirement, shown } from './valueWords';
import type { Words } from './words';

const NOT_COMPARED = { comparison: 'cannot be compared with a value', order: 'cannot be sorted', pattern: 'cannot be compared with a pattern: only text can' } as const;

const EMPTY = "Empty text is not a value of this type. For NULL, switch on 'Replace Empty Strings with NULL'.";

/** A column has its type: where that of a parameter could be another one, only the value can. */
function columnRequirement(expected: ExpectedValue, value: ShownValue, isWhole: boolean): string {
	if (isWhole && value.kind === 'text' && value.text === '') return EMPTY;
	if (expected.form === 'timestamp') return 'It should be a date and time without a time zone, such as 2024-06-15 12:34:56.789. For a moment in UTC, write {{ $json.at.toDateTime().toUTC().toISO({ includeOffset: false }) }}.';
	return requirement(expected);
}

/** What is wrong with rows for a table, or with a question about them. */
export function tableWords(facts: TableFacts): Words {
	switch (facts.reason) {
		case 'columnValue':
			return {
				message: `The value ${shown(facts.value)}${placeInValue(facts.path)} of column "${facts.column}" does not fit its type ${facts.type}`,
				nextStep: columnRequirement(facts.expected, facts.value, facts.path === undefined),
			};
		case 'columnRequired':
			return { message: `Column "${facts.column}" (${facts.type} NOT NULL) has no value`, nextStep: 'Map a value to it: the table requires one in each row.' };
		case 'columnType':
			return { message: `Column "${facts.column}" has the type ${facts.type}, which this node cannot write`, nextStep: 'Write the INSERT yourself with Flink Statement → Execute Query.' };
		case 'columnsUnknown':
			return {
				message: `The table has no column ${listed(facts.names.map((name) => `"${name}"`))}`,
				nextStep: `Its columns are ${listed(facts.columns)}. Column names are case-sensitive. If the table has changed, refresh the columns of the node.`,
			};
		case 'tableUnknown':
			return {
				message: `Table "${facts.table}" was not found in database "${facts.database}"`,
				nextStep: 'Choose it from the list. Names are case-sensitive, and the API key needs access to the topic and its schema.',
			};
		case 'noDatabase':
			return { message: "Choose the database first, or set 'Default Database' in the credential", nextStep: 'Pick it from the list, or enter its name.' };
		case 'viewNotWritten':
			return { message: `"${facts.table}" is a view: rows can be inserted into tables only`, nextStep: 'Choose the table that the view reads.' };
		case 'nothingMapped':
			return {
				message: facts.fields.length === 0 ? 'The item has no fields' : `None of the item's fields is a column of the table: ${listed(facts.fields)}`,
				nextStep: `Its columns are ${listed(facts.columns)}. Rename the fields, or map each column.`,
			};
		case 'columnNotWritten':
			return { message: `Column "${facts.column}" cannot be written: Flink computes it`, nextStep: 'Remove it from the mapping.' };
		case 'conditionWithoutValue':
			return { message: `The condition on column "${facts.column}" has no value`, nextStep: 'Enter a value. To find rows without one, choose the condition "Is Null".' };
		case 'columnNotCompared':
			return { message: `Column "${facts.column}" has the type ${facts.type}, which ${NOT_COMPARED[facts.by]}`, nextStep: 'Choose another column, or write the query yourself with Flink Statement → Execute Query.' };
		case 'streamNotSorted':
			return { message: 'A streaming query cannot be sorted: it never has all rows', nextStep: `Remove the sort, or set 'Query Mode' to "Snapshot".` };
		case 'rowTooLong':
			return { message: `The row takes ${facts.characters} characters of SQL, but a statement can have at most ${facts.most}`, nextStep: 'Shorten its longest values, or leave them out.' };
	}
}
