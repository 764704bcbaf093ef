/* eslint-disable @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { COMPUTE_POOL_OPERATIONS } from '../../nodes/FlinkComputePool/operations';
import { STATEMENT_OPERATIONS } from '../../nodes/FlinkStatement/operations';
import { STATEMENT_PHASES } from '../../nodes/shared/flink/statement/phase';
import { simplifyStatement } from '../../nodes/shared/n8n/output/statementOutput';
import n8n1 from '../compat/n8n-1/package.json';
import n8n2 from '../../demo/package.json';
import expressions from '../golden/answers/expressions.json';
import queries from '../golden/answers/queries.json';
import { markdownFiles, read, ROOT, section, tableRows } from './markdown';

const NUMBERS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen'];
const all = markdownFiles().map((file) => ({ file, text: read(file) }));

it.each([
	[/(\w+) operations of\s+\*Flink Statement\*/g, STATEMENT_OPERATIONS.length],
	[/(\w+) operations of\s+\*Flink Compute Pool\*/g, COMPUTE_POOL_OPERATIONS.length],
	[/[Ss]tatements? have (\w+) fields|\*\*Simplify\*\* on it has (\w+) fields/g, Object.keys(simplifyStatement({ labels: {}, warnings: [], properties: {} } as never)).length],
	[/(\w+) phases of a statement/g, STATEMENT_PHASES.length],
])('counts %s right wherever a page does', (pattern, count) => {
	const counts = all.flatMap(({ text }) => [...text.matchAll(pattern)].map(([, first, second]) => first ?? second ?? ''));
	expect(counts.filter((word) => NUMBERS.includes(word) && word !== NUMBERS[count])).toEqual([]);
});

it("counts Flink's own answers as they are", () => {
	const [asked, queried] = [expressions.length.toLocaleString('en-US'), String(queries.length)];
	for (const page of ['README.md', 'docs/testing.md']) {
		expect(read(page)).toContain(asked);
		expect(read(page)).toMatch(new RegExp(`\\b${queried}\\b`));
	}
});

it("counts the checks of Confluent's clients alike in the README and in docs/testing.md", () => {
	const rows = tableRows(section(read('docs/testing.md'), "Confluent's own clients")).filter(([client = '']) => !client.includes('PEERS='));
	const checks = rows.map(([, passed = '']) => /^(\d+) of (\d+)$/.exec(passed)?.slice(1).map(Number) ?? []);
	const sum = (column: number): number => checks.reduce((total, each) => total + (each[column] ?? NaN), 0);
	expect(read('README.md')).toContain(`${NUMBERS[rows.length]} of Confluent's own clients`);
	expect(read('README.md')).toContain(`${sum(0)} of ${sum(1)} checks`);
});

it.each(['README.md', 'docs/install.md', 'docs/testing.md'])('%s names the versions of n8n that the tests pin', (page) => {
	const tested = read(page).replace(/^.*has not been tried.*$/gm, '');
	const named = new Set([...tested.matchAll(/\b(?:2|1)\.\d+\.\d+\b(?= |,|:|;| and|\.)/g)].map(([version]) => version).filter((version) => /^(2\.4|1\.12)/.test(version)));
	expect([...named].sort()).toEqual([n8n1.dependencies.n8n, n8n2.dependencies.n8n].sort());
});

it.each(all.map(({ file }) => file))('%s runs jest on folders, and benchmarks, that are there', (file) => {
	const folders = [...read(file).matchAll(/npx jest ((?:[\w/.-]+ ?)+)/g)].flatMap(([, paths = '']) => paths.trim().split(' ')).filter((path) => /^(test|emulator)\b/.test(path));
	expect(folders.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
	const benches = readdirSync(join(ROOT, 'bench')).filter((name) => name.endsWith('.bench.ts')).map((name) => name.replace('.bench.ts', ''));
	const named = [...read(file).matchAll(/npm run bench -- (\w+)/g)].map(([, name = '']) => name);
	expect(named.filter((name) => !benches.includes(name))).toEqual([]);
});
