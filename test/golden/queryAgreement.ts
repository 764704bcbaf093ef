import { AGREES, differs, type Agreement } from './agreement';
import type { QueryAnswer } from './answers';
import { flinkTypeText, rowText, typeText } from './comparison';
import { afterRefusal, type GoldenEngine, type QueryResult } from './goldenEngine';

const OPS = ['+I', '-U', '+U', '-D'];

interface Entry {
	readonly op: string;
	readonly row: string;
}

/** The agreement of a query's columns and rows with Flink's. */
export async function compareQuery(engine: GoldenEngine, answer: QueryAnswer): Promise<Agreement> {
	let result: QueryResult;
	try {
		result = await engine.query(answer.sql, answer.mode);
	} catch (error) {
		return afterRefusal(answer.refused !== undefined, error);
	}
	if (answer.refused !== undefined) return differs('gives rows, is refused by Flink');
	const columns = result.columns.map(({ name, type }) => `${name} ${typeText(type)}`).join(', ');
	const expectedColumns = (answer.columns ?? []).map(({ name, type }) => `${name} ${flinkTypeText(type)}`).join(', ');
	if (columns !== expectedColumns) return differs(`has the columns ${columns}, not ${expectedColumns}`);
	return compareRows(answer, result);
}

function compareRows({ mode, compare, rows = [] }: QueryAnswer, { changes, columns }: QueryResult): Agreement {
	const is = changes.map(({ op, row }): Entry => ({ op: OPS[op] ?? '?', row: rowText(row, columns) }));
	const expected = rows.map(({ op = '+I', row }): Entry => ({ op, row: rowText(row, columns) }));
	const form = (entries: readonly Entry[]): string[] => {
		if (compare === 'changes') return entries.map(({ op, row }) => op + row);
		if (mode === 'streaming') return folded(entries);
		const list = entries.map(({ row }) => row);
		return compare === 'ordered' ? list : list.sort();
	};
	const [left, right] = [form(is), form(expected)].map((lines) => lines.join('\n      '));
	return left === right ? AGREES : differs(`gives\n      ${left}\n    not\n      ${right}`);
}

/** The rows that stand at the end of a changelog, sorted. */
function folded(entries: readonly Entry[]): string[] {
	const counts = new Map<string, number>();
	for (const { op, row } of entries) counts.set(row, (counts.get(row) ?? 0) + (op === '+I' || op === '+U' ? 1 : -1));
	return [...counts].flatMap(([row, count]) => (count < 0 ? [`withdrawn without being there: ${row}`] : Array<string>(count).fill(row))).sort();
}
