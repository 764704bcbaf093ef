import type { ColumnPath, FormatFacts } from '../../flink/rows/resultFormatError';
import type { Words } from './words';

export function formatWords(facts: FormatFacts): Words {
	return { message: `The result cannot be read: ${formatMessage(facts)}`, nextStep: formatStep(facts) };
}

/** How the result is not as it should be, within a message that says what cannot be read. */
export function formatMessage(facts: FormatFacts): string {
	switch (facts.reason) {
		case 'schemaWithoutColumns':
			return 'the result schema has no list of columns';
		case 'columnWithoutName':
			return `column ${facts.position} of the result schema has no name`;
		case 'typeTooDeep':
			return `the type of ${placeOf(facts.path)} of the result schema is nested more than ${facts.most} times`;
		case 'entryWithoutRow':
			return 'an entry of the result has no row';
		case 'rowWidth':
			return `a row of the result has ${facts.values} values, but the result has ${facts.columns} columns`;
		case 'unknownOp':
			return `a row of the result has the unknown operation ${facts.op}`;
		case 'valueNotList':
			return `a value of ${placeOf(facts.path)} is not a list`;
		case 'entryNotPair':
			return `an entry of ${placeOf(facts.path)} is not a pair`;
		case 'valueTooDeep':
			return `a value of ${facts.path === undefined ? 'a VARIANT' : placeOf(facts.path)} is nested too deeply, with more than ${facts.most} lists inside each other`;
		case 'fieldCount':
			return `a value of ${placeOf(facts.path)} has ${facts.fields} fields instead of ${facts.expected}`;
	}
}

function placeOf([column, ...fields]: ColumnPath): string {
	return [`column "${column}"`, ...fields.map((field) => `field "${field}"`)].join(', ');
}

/** What keeps to one column can be gone round in the SQL. */
export function formatStep(facts: FormatFacts): string {
	const column = 'path' in facts && facts.path !== undefined ? `Leave the column "${facts.path[0]}" out of the query, or CAST it to STRING. ` : '';
	return `${column}Confluent Cloud's console can show the rows, too. Update n8n-nodes-confluent-flink; if it is up to date, report this message to its authors.`;
}
