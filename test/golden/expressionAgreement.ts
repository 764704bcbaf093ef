import { AGREES, differs, type Agreement } from './agreement';
import type { ExpressionAnswer } from './answers';
import { flinkTypeText, normalized, typeText } from './comparison';
import { afterRefusal, type GoldenEngine, type QueryResult } from './goldenEngine';

/** Expressions of one statement: enough to be fast, few enough to find the one that fails. */
const BATCH = 32;

/** The agreement of each expression, in order. */
export async function compareExpressions(engine: GoldenEngine, answers: readonly ExpressionAnswer[]): Promise<Agreement[]> {
	const all: Agreement[] = [];
	for (let from = 0; from < answers.length; from += BATCH) {
		all.push(...(await compareTogether(engine, answers.slice(from, from + BATCH))));
	}
	return all;
}

/** Several expressions as one statement; where it fails, its halves are asked for themselves. */
async function compareTogether(engine: GoldenEngine, answers: readonly ExpressionAnswer[]): Promise<Agreement[]> {
	const items = answers.map(({ sql }, index) => `${sql} AS r${index}`);
	let result: QueryResult;
	try {
		result = await engine.query(`SELECT ${items.join(', ')}`);
	} catch (error) {
		const [only, ...more] = answers;
		if (only === undefined) return [];
		if (more.length === 0) return [afterRefusal(only.refused !== undefined, error)];
		const half = Math.ceil(answers.length / 2);
		return [
			...(await compareTogether(engine, answers.slice(0, half))),
			...(await compareTogether(engine, answers.slice(half))),
		];
	}
	return answers.map((answer, index) => compareValue(answer, result, index));
}

function compareValue(answer: ExpressionAnswer, { columns, changes }: QueryResult, index: number): Agreement {
	const column = columns[index];
	const value = changes[0]?.row[index];
	if (column === undefined || value === undefined) return differs('has no value');
	if (answer.refused !== undefined) {
		return differs(`gives ${JSON.stringify(value)}, is refused by Flink`);
	}
	const [type, expectedType] = [typeText(column.type), flinkTypeText(answer.type ?? '')];
	const [is, expected] = [normalized(value, column.type), normalized(answer.value, column.type)].map((each) => JSON.stringify(each));
	if (type === expectedType && is === expected) return AGREES;
	return differs(`gives ${is} ${type}, not ${expected} ${expectedType}`);
}
