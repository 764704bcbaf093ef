/* eslint-disable @n8n/community-nodes/no-restricted-globals -- not in the published package: n8n's rules for nodes do not apply here */
import { EXPRESSIONS, QUERIES, TABLES } from './answers';
import { EXCEPTIONS } from './exceptions';
import { compareExpressions } from './expressionAgreement';
import { figures, settled, unexpected } from './figures';
import { GoldenEngine } from './goldenEngine';
import { compareQuery } from './queryAgreement';

const engine = new GoldenEngine();
const print = (line: string): void => void process.stdout.write(`${line}\n`);

beforeAll(async () => {
	for (const table of TABLES) await engine.fill(table);
});
afterAll(() => engine.close());

test('expressions have the values and types that Flink gave', async () => {
	const agreements = await compareExpressions(engine, EXPRESSIONS);
	const compared = EXPRESSIONS.map((question, index) => ({ question, agreement: agreements[index]! }));
	print(figures('Expressions', compared));
	expect(unexpected(compared)).toEqual([]);
	expect(settled(compared)).toEqual([]);
});

test('queries have the columns, rows and changes that Flink gave', async () => {
	const compared = [];
	for (const question of QUERIES) compared.push({ question, agreement: await compareQuery(engine, question) });
	print(figures('Queries', compared));
	expect(unexpected(compared)).toEqual([]);
	expect(settled(compared)).toEqual([]);
});

test('an exception is about a question, is listed once and has a reason', () => {
	const questions = new Set([...EXPRESSIONS, ...QUERIES].map(({ sql }) => sql));
	const sqls = EXCEPTIONS.map(({ sql, mode = '' }) => `${mode} ${sql}`);
	expect(new Set(sqls).size).toBe(sqls.length);
	for (const { sql, reason } of EXCEPTIONS) {
		expect(questions).toContain(sql);
		expect(reason).toMatch(/\w/);
	}
});
