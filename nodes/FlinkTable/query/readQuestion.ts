import { parseExactJson, isList } from '../../shared/flink/sql/exactJson';
import { UnfitValueError } from '../../shared/flink/sql/literalValue';
import type { Condition, TableQuery } from '../../shared/flink/table/tableQuery';
import { asError } from '../../shared/language/asError';
import type { Parameters } from '../../shared/n8n/parameters/parameters';
import { conditionOf, CONDITIONS } from './conditions';

/** What is asked of a table, without what the table itself is. */
export type Question = Pick<TableQuery, 'output' | 'where' | 'combinedBy' | 'sort' | 'isStreaming'>;

export function readQuestion(parameters: Parameters): Question {
	const queryMode = parameters.options().choice('queryMode', 'Query Mode', ['snapshot', 'streaming'], 'snapshot');
	return {
		output: parameters.names('outputColumns', 'Output Column Names or IDs'),
		where: parameters.entries('where', 'values', 'Conditions').map(readCondition),
		combinedBy: parameters.choice('combineConditions', 'Combine Conditions', ['AND', 'OR'], 'AND'),
		sort: parameters.entries('sort', 'values', 'Sort').map((entry) => ({ column: readColumn(entry, 'Sort'), direction: entry.choice('direction', 'Direction', ['ASC', 'DESC'], 'ASC') })),
		isStreaming: queryMode === 'streaming',
	};
}

function readCondition(entry: Parameters): Condition {
	const column = readColumn(entry, 'Conditions');
	const label = `'Value' of the condition on "${column}"`;
	const value = () => entry.value('value', label, '');
	return conditionOf(column, entry.choice('condition', 'Condition', CONDITIONS, 'equal'), {
		value,
		list: () => listOf(entry, value(), label),
		range: () => {
			const [from, to, ...more] = listOf(entry, value(), label);
			if (to === undefined || more.length > 0) throw entry.invalid(`${label} should be two values`, 'Separate them with a comma, as in 10, 20, or write JSON such as ["a", "b"].');
			return [from, to];
		},
	});
}

function readColumn(entry: Parameters, label: string): string {
	const column = entry.exactText('column', 'Column Name or ID');
	if (column === '') throw entry.invalid(`'${label}' has an entry without a column`, 'Choose the column, or remove the entry.');
	return column;
}

/** A list, JSON of one, or texts between commas. */
function listOf(entry: Parameters, value: unknown, label: string): readonly unknown[] {
	if (Array.isArray(value)) return value;
	if (typeof value !== 'string') return [value];
	if (value.trim() === '') throw entry.invalid(`${label} is empty`, 'Fill in the values, separated by commas.');
	if (!value.trimStart().startsWith('[')) return value.split(',').map((part) => part.trim());
	try {
		const list = parseExactJson(value);
		if (isList(list)) return list;
	} catch (error) {
		if (!(error instanceof UnfitValueError)) throw asError(error);
	}
	throw entry.invalid(`${label} is not a list`, 'It should be values separated by commas, or JSON such as ["a", "b"].');
}
