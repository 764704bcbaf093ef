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
				message: facts.sqlType.trim() === '' ? `Query parameter "${facts.name}" has no SQL type` : `Query parameter "${facts.name}" has an SQL type that Flink SQL does not know: ${facts.sqlType}`,
				nextStep: "Enter the type of the JSON in 'SQL Type', such as ROW<id INT, tags ARRAY<STRING>>, MAP<STRING, INT> or DECIMAL(10, 2).",
			};
		case 'parametersMissing':
			return {
				message: `The SQL uses ${listed(facts.names.map((name) => `:${name}`))}, but there is no query parameter of that name`,
				nextStep: "Add it under 'Query Parameters' in the options. If the colon belongs to the SQL, put a space after it.",
			};
		case 'parametersUnused':
			return {
				message: `The SQL does not use the query parameter ${listed(facts.names.map((name) => `"${name}"`))}`,
				nextStep: `Write :${facts.names[0]} where the value belongs, outside quotes and comments and after a space. Or remove the parameter.`,
			};
	}
}
