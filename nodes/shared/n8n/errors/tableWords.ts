import type { TableFacts } from '../../flink/table/tableError';
import { listed, placeInValue, requirement, shown } from './valueWords';
import type { Words } from './words';

/** What is wrong with rows for a table. */
export function tableWords(facts: TableFacts): Words {
	switch (facts.reason) {
		case 'columnValue':
			return {
				message: `The value ${shown(facts.value)}${placeInValue(facts.path)} of column "${facts.column}" does not fit its type ${facts.type}`,
				nextStep: requirement(facts.expected),
			};
		case 'columnRequired':
			return { message: `Column "${facts.column}" (${facts.type} NOT NULL) has no value`, nextStep: 'Map a value to it: the table takes no row without one.' };
		case 'columnType':
			return { message: `Column "${facts.column}" has the type ${facts.type}, which this node cannot write`, nextStep: 'Write the INSERT yourself, with Flink Statement → Execute Query.' };
		case 'columnsUnknown':
			return {
				message: `The table has no column ${listed(facts.names.map((name) => `"${name}"`))}`,
				nextStep: `Its columns are ${listed(facts.columns)}. Names of columns are case-sensitive. If the table has changed, refresh the columns of the node.`,
			};
		case 'columnNotWritten':
			return { message: `Column "${facts.column}" cannot be written: Flink works it out by itself`, nextStep: 'Remove it from the mapping.' };
		case 'rowTooLong':
			return { message: `The row takes ${facts.characters} characters of SQL, and a statement may have ${facts.most}`, nextStep: 'Shorten its longest values, or leave them out.' };
	}
}
