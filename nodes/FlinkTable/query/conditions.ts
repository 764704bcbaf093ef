import type { INodePropertyOptions } from 'n8n-workflow';
import type { Comparison, Condition } from '../../shared/flink/table/tableQuery';

/** The conditions under the ids that n8n's own SQL nodes have for them, and two more. */
export const CONDITION_OPTIONS = [
	{ name: 'Between', value: 'BETWEEN', description: 'From the first to the second of two values, both included' },
	{ name: 'Equal', value: 'equal' },
	{ name: 'Greater Than', value: '>' },
	{ name: 'Greater Than Or Equal', value: '>=' },
	{ name: 'In List', value: 'IN', description: 'One of the values' },
	{ name: 'Is Not Null', value: 'IS NOT NULL' },
	{ name: 'Is Null', value: 'IS NULL' },
	{ name: 'Less Than', value: '<' },
	{ name: 'Less Than Or Equal', value: '<=' },
	{ name: 'Like', value: 'LIKE', description: 'Text with % for any characters and _ for any one character' },
	{ name: 'Not Equal', value: '!=' },
] satisfies INodePropertyOptions[];

export const CONDITIONS = ['BETWEEN', 'equal', '>', '>=', 'IN', 'IS NOT NULL', 'IS NULL', '<', '<=', 'LIKE', '!='] as const;

export type ConditionId = (typeof CONDITIONS)[number];

/** Conditions that compare with nothing. */
export const WITHOUT_VALUE = ['IS NULL', 'IS NOT NULL'] as const;

const COMPARISONS: Readonly<Partial<Record<ConditionId, Comparison>>> = {
	equal: 'equal',
	'!=': 'notEqual',
	'>': 'greater',
	'>=': 'greaterOrEqual',
	'<': 'smaller',
	'<=': 'smallerOrEqual',
};

/** What a condition is compared with, as it was given. */
export interface Operand {
	readonly value: () => unknown;
	readonly list: () => readonly unknown[];
	/** The two ends of "Between". */
	readonly range: () => readonly [unknown, unknown];
}

export function conditionOf(column: string, id: ConditionId, { value, list, range }: Operand): Condition {
	const is = COMPARISONS[id];
	if (is !== undefined) return { column, is, value: value() };
	switch (id) {
		case 'BETWEEN': {
			const [from, to] = range();
			return { column, is: 'between', from, to };
		}
		case 'IN':
			return { column, is: 'inList', values: list() };
		case 'LIKE':
			return { column, is: 'like', pattern: String(value()) };
		default:
			return { column, is: id === 'IS NULL' ? 'null' : 'notNull' };
	}
}
