/* eslint-disable @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { dirname, join, normalize } from 'node:path';
import packageJson from '../../package.json';
import { linksOf, markdownFiles, read, section, tableRows, withoutCode } from './markdown';

const readme = read('README.md');
const titleOf = (node: string): string => /displayName: '([^']+)'/.exec(read(node.replace(/^dist/, '').slice(1).replace(/\.js$/, '.ts')))?.[1] ?? node;
const nodeTitles = packageJson.n8n.nodes.map(titleOf);

it('has at most 140 lines', () => {
	expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(140);
});

it('says what it is in two sentences, with one picture', () => {
	const [, description = ''] = readme.split('\n\n');
	expect(description.match(/[.;] (?=\p{Lu})|\.$/gmu)).toHaveLength(2);
	expect([...withoutCode(readme).matchAll(/!\[|<img /g)]).toHaveLength(1);
});

it('has both commands before everything else that a developer needs', () => {
	const commands = [...readme.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map((match) => match[1] ?? '');
	expect(commands[0]).toMatch(/^npm ci && npm run demo\b/m);
	expect(commands[0]).toMatch(/^npm ci && npm test\b/m);
	const developerLinks = ['CONTRIBUTING.md', 'docs/architecture.md', 'docs/testing.md', 'emulator/README.md'];
	expect(developerLinks.filter((link) => readme.indexOf(`(${link})`) < readme.indexOf('npm ci && npm test'))).toEqual([]);
});

it.each([
	['Credentials', packageJson.n8n.credentials.length],
	['Limits', 5],
	['Troubleshooting', 5],
])('has in its table of %s %i rows', (heading, rows) => {
	expect(tableRows(section(readme, heading))).toHaveLength(rows);
});

it.each([
	['Install', 3],
	['Your first query', 6],
])('has under %s %i steps', (heading, steps) => {
	expect(section(readme, heading).match(/^\d+\. /gm)).toHaveLength(steps);
});

it.each(nodeTitles)('has a table for %s, and says which credential it needs', (title) => {
	expect(tableRows(section(section(readme, 'Operations'), title)).length).toBeGreaterThan(0);
	const needs = tableRows(section(readme, 'Credentials')).map(([, , nodes = '']) => nodes.split(', '));
	expect(needs.filter((nodes) => nodes.includes(title))).toHaveLength(1);
});

it('leads to every page: each is linked from it, or from a page that it leads to', () => {
	const reached = new Set<string>();
	const visit = (page: string): void => {
		if (reached.has(page)) return;
		reached.add(page);
		const targets = linksOf(read(page)).filter((link) => /\.md(#|$)/.test(link) && !/^[a-z]+:/i.test(link));
		for (const target of targets) visit(normalize(join(dirname(page), target.split('#')[0] ?? '')));
	};
	visit('README.md');
	expect(markdownFiles().filter((page) => !reached.has(page))).toEqual([]);
});

it('links every page for users itself', () => {
	const pages = markdownFiles().filter((page) => /^docs\/[^/]+\.md$/.test(page));
	const linked = new Set(linksOf(readme).map((link) => link.split('#')[0]));
	expect(pages.filter((page) => !linked.has(page))).toEqual([]);
});
