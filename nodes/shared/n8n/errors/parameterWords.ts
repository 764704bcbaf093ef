import type { ParameterFacts } from '../../flink/sql/queryParameters';
import { listed, placeInValue, requirement, shown } from './valueWords';
import type { Words } from './words';

/** What is wrong with the query parameters of a statement. */
export function parameterWords(facts: ParameterFacts): Words {
	switch (facts.reason) {
		case 'parameterName':
			return {
				message: `"${facts.name}" cannot be the name of a query parameter`,
				nextStep: 'Use letters, digits and underscores, such as "from_date" for :from_date in the SQL.',
			};
		case 'parameterTwice':
			return { message: `There are two query parameters named "${facts.name}"`, nextStep: 'Remove one of them.' };
		case 'parameterValue':
			return {
				message: `The value ${shown(facts.value)}${placeInValue(facts.path)} of query parameter "${facts.name}" does not fit its type "${facts.type}"`,
				nextStep: requirement(facts.expected),
			};
		case 'parameterSqlType':
			return {
				message: facts.sqlType.trim() === '' ? `The query parameter "${facts.name}" has no SQL type` : `The SQL type of query parameter "${facts.name}" is none of Flink SQL: ${facts.sqlType}`,
				nextStep: 'Fill in its field "SQL Type" with the type that the JSON is to have, such as ROW<id INT, tags ARRAY<STRING>>, MAP<STRING, INT> or DECIMAL(10, 2).',
			};
		case 'parametersMissing':
			return {
				message: `The SQL uses ${listed(facts.names.map((name) => `:${name}`))}, but there is no query parameter of that name`,
				nextStep: 'Add it under Options → Query Parameters, or, where the colon is part of the SQL, put a space after it.',
			};
		case 'parametersUnused':
			return {
				message: `The SQL does not use the query parameter ${listed(facts.names.map((name) => `"${name}"`))}`,
				nextStep: `Write :${facts.names[0]} where the value belongs, outside quotes and comments and with a space before it, or remove the parameter.`,
			};
	}
}
