/* eslint-disable @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { parse } from 'yaml';
import { COMPUTE_POOL_OPERATIONS } from '../nodes/FlinkComputePool/operations';
import { poolOutput } from '../nodes/FlinkComputePool/poolOutput';
import { REGION_OPERATIONS } from '../nodes/FlinkRegion/operations';
import { STATEMENT_OPERATIONS } from '../nodes/FlinkStatement/operations';
import { ROW_TRIGGER_PROPERTIES } from '../nodes/FlinkRowTrigger/properties';
import { TRIGGER_PROPERTIES } from '../nodes/FlinkStatementTrigger/properties';
import { TABLE_OPERATIONS } from '../nodes/FlinkTable/operations';
import { schemaOutput } from '../nodes/FlinkTable/schemaOutput';
import { STATEMENT_PHASES } from '../nodes/shared/flink/statement/phase';
import { bindQueryParameters } from '../nodes/shared/flink/sql/queryParameters';
import { PARAMETER_TYPES } from '../nodes/shared/flink/sql/sqlLiteral';
import { MORE_FIELDS } from '../nodes/shared/n8n/output/moreFields';
import { simplifyStatement } from '../nodes/shared/n8n/output/statementOutput';
import packageJson from '../package.json';
import { anchorsOf, linksOf, markdownFiles, read, ROOT, section, tableRows, withoutCode } from './docs/markdown';
import { exampleFiles } from './examples/exampleFiles';
import { sourceTexts } from './docs/sourceTexts';

const PAGES = [
	{ title: 'Flink Statement', page: 'docs/flink-statement.md', operations: STATEMENT_OPERATIONS },
	{ title: 'Flink Table', page: 'docs/flink-table.md', operations: TABLE_OPERATIONS },
	{ title: 'Flink Compute Pool', page: 'docs/flink-compute-pool.md', operations: COMPUTE_POOL_OPERATIONS },
	{ title: 'Flink Region', page: 'docs/flink-region.md', operations: REGION_OPERATIONS },
];

describe('links', () => {
	const links = markdownFiles().flatMap((file) => linksOf(read(file)).map((link) => ({ file, link })));
	const local = links.filter(({ link }) => !/^[a-z]+:/i.test(link));

	it.each(local)('$file → $link leads somewhere', ({ file, link }) => {
		const [path = '', anchor] = link.split('#');
		const target = path === '' ? file : normalize(join(dirname(file), decodeURI(path)));
		expect(existsSync(join(ROOT, target))).toBe(true);
		if (anchor !== undefined) expect([...anchorsOf(read(target))]).toContain(anchor);
	});

	it('that leave the repository are encrypted', () => {
		expect(links.filter(({ link }) => link.startsWith('http:'))).toEqual([]);
	});

	it('show each picture somewhere', () => {
		const shown = new Set(local.map(({ file, link }) => normalize(join(dirname(file), link))));
		const pictures = readdirSync(join(ROOT, 'docs/images')).map((name) => `docs/images/${name}`);
		expect(pictures.filter((picture) => !shown.has(picture))).toEqual([]);
	});

	it('show each picture of the editor light or dark, as the reader reads', () => {
		const light = local.filter(({ link }) => link.endsWith('.png') && !link.endsWith('-dark.png'));
		const alone = light.filter(({ file, link }) => !read(file).includes(`<picture><source media="(prefers-color-scheme: dark)" srcset="${link.replace('.png', '-dark.png')}"><img`));
		expect(light.length).toBeGreaterThan(0);
		expect(alone).toEqual([]);
	});

	it('of images have a text for those who cannot see them', () => {
		const mute = markdownFiles().flatMap((file) => [...withoutCode(read(file)).matchAll(/!\[\s*\]\([^)]*\)|<img(?![^>]*\balt="[^"]+)[^>]*>/g)].map(([image]) => `${file}: ${image}`));
		expect(mute).toEqual([]);
	});
});

describe.each(PAGES)('$title', ({ title, page, operations }) => {
	const names = operations.map(({ name }) => name);

	it('has its operations, and no others, in the README', () => {
		const listed = tableRows(section(section(read('README.md'), 'Operations'), title)).map(([name]) => name);
		expect(listed.sort()).toEqual([...names].sort());
	});

	const described: ReadonlyArray<{ name: string; properties: readonly INodeProperties[] }> = operations;
	it.each([...described])('explains $name with each of its fields', ({ name, properties }) => {
		const text = section(read(page), name);
		expect(text).not.toBe('');
		const missing = labelsOf(properties).filter((label) => !read(page).includes(label));
		expect(missing).toEqual([]);
		const elsewhere = /as above|as in|share these|those of everything/i.test(text);
		const own = properties.filter(({ type }) => type !== 'collection').map(({ displayName }) => displayName);
		if (!elsewhere) expect(own.filter((label) => !text.includes(label))).toEqual([]);
	});
});

it('explains each field of the row trigger', () => {
	const page = read('docs/flink-row-trigger.md');
	expect(labelsOf(ROW_TRIGGER_PROPERTIES.filter(({ type }) => type !== 'notice')).filter((label) => !page.includes(label))).toEqual([]);
});

it('explains each field and phase of the trigger', () => {
	const page = read('docs/flink-statement-trigger.md');
	expect(labelsOf(TRIGGER_PROPERTIES).filter((label) => !page.includes(label))).toEqual([]);
	expect(STATEMENT_PHASES.filter((phase) => !read('docs/flink-statement.md').includes(phase))).toEqual([]);
});

describe('error texts', () => {
	const texts = [...new Set(sourceTexts('nodes', 'credentials', 'emulator'))];
	const quoted = ['README.md', 'docs/credentials.md', 'docs/troubleshooting.md'].flatMap((file) => {
		const rows = read(file).split('\n').filter((line) => line.startsWith('| `'));
		return tableRows(rows.join('\n')).map(([cell = '']) => ({ file, text: /^`([^`]+)`$/.exec(cell)?.[1] })).filter(({ text }) => text !== undefined && /\s\S+\s/.test(text));
	});

	it('are quoted', () => expect(quoted.length).toBeGreaterThan(30));

	it.each(quoted)('$file: "$text" is one the nodes can give', ({ text = '' }) => {
		expect(isGiven(texts, text)).toBe(true);
	});
});

describe('commands', () => {
	const scripts = Object.keys(packageJson.scripts);
	const workflows = existsSync(join(ROOT, '.github/workflows')) ? readdirSync(join(ROOT, '.github/workflows')).map((name) => `.github/workflows/${name}`) : [];

	it.each([...markdownFiles(), ...workflows])('%s runs scripts that exist', (file) => {
		const used = [...read(file).matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map((match) => match[1]);
		expect(used.filter((name) => name === undefined || !scripts.includes(name))).toEqual([]);
	});

	it.each(workflows)('%s is a workflow with pinned actions', (file) => {
		const workflow: unknown = parse(read(file));
		expect(workflow).toMatchObject({ name: expect.any(String), permissions: expect.any(Object), jobs: expect.any(Object) });
		const actions = [...read(file).matchAll(/uses: (\S+)/g)].map((match) => match[1]);
		expect(actions.filter((action) => !/@[0-9a-f]{40}$/.test(action ?? ''))).toEqual([]);
	});
});

describe('what is shown as code', () => {
	const page = read('docs/flink-statement.md');
	const types = tableRows(section(read('docs/query-parameters.md'), 'Types'));

	it.each(types)('a query parameter of the type %s: %s becomes %s', (type, value, literal) => {
		const known = PARAMETER_TYPES.find((name) => name.toLowerCase() === parameterId(type ?? ''));
		const [given, sqlType] = [...(value ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1]);
		expect(bindQueryParameters(':p', [{ name: 'p', type: known!, value: given, sqlType }])).toBe(/^`+ ?(.*?) ?`+$/.exec(literal ?? '')?.[1]);
	});

	it('has every type of query parameter', () => expect(types).toHaveLength(PARAMETER_TYPES.length));

	it('shows a simplified statement as it is', () => {
		const statement = { raw: {}, name: '', phase: '', detail: '', sql: '', stopped: false, warnings: [], labels: {}, uid: '', properties: {}, schema: undefined };
		expect(keysShown(page, 'What a statement looks like')).toEqual(Object.keys(simplifyStatement(statement as never)));
	});

	it('has every field that a statement can have more', () => {
		expect(tableRows(section(page, 'What a statement looks like')).map(([field]) => field?.replaceAll('`', ''))).toEqual(MORE_FIELDS);
	});

	it('shows the schema of a table as it is', () => {
		const schema = { columns: [], primaryKey: [], watermark: null, distribution: null, options: {} };
		expect(keysShown(read('docs/flink-table.md'), 'Get Schema')).toEqual(Object.keys(schemaOutput(schema as never)));
	});

	it('shows a simplified compute pool as it is', () => {
		expect(keysShown(read('docs/flink-compute-pool.md'), 'What a pool looks like')).toEqual(Object.keys(poolOutput({ raw: {} } as never, true)));
	});
});

it('the changelog has the version of the package, dated, once one was released', () => {
	const headings = [...read('CHANGELOG.md').matchAll(/^## (.+)$/gm)].map((match) => match[1] ?? '');
	const [unreleased, ...released] = headings;
	expect(unreleased).toBe('[Unreleased]');
	expect(released.filter((heading) => !/^\[\d+\.\d+\.\d+\] - \d{4}-\d{2}-\d{2}$/.test(heading))).toEqual([]);
	if (released.length > 0) expect(released[0]).toContain(`[${packageJson.version}]`);
});

it('each example is listed', () => {
	expect(exampleFiles().filter((name) => !read('docs/examples.md').includes(`](../examples/${name})`))).toEqual([]);
});

it.each(['docs/architecture.md', 'docs/testing.md', 'CONTRIBUTING.md', 'SECURITY.md'])('%s names files that are there', (file) => {
	const named = [...read(file).matchAll(/`((?:nodes|credentials|emulator|test|bench|demo|scripts|examples|docs)\/[^`\s*<>{}…]*)`/g)].map((match) => match[1] ?? '');
	expect(named.length).toBeGreaterThan(0);
	expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

it('documentation addresses in the package lead to pages of this repository', () => {
	const codex = PAGES.map(({ title }) => title.replaceAll(' ', '')).concat('FlinkStatementTrigger', 'FlinkRowTrigger').map((node) => read(`nodes/${node}/${node}.node.json`));
	const urls = codex.flatMap((text) => [...text.matchAll(/"url": "([^"]+)"/g)].map((match) => match[1] ?? ''));
	const home = packageJson.homepage.replace('#readme', '');
	expect(urls).toHaveLength(2 * codex.length);
	expect(urls.filter((url) => !url.startsWith(`${home}/blob/main/`) || !existsSync(join(ROOT, url.slice(`${home}/blob/main/`.length))))).toEqual([]);
});

/** The labels of fields and of what is inside collections; not those of dropdown entries. */
function labelsOf(properties: ReadonlyArray<INodeProperties | INodePropertyCollection>): string[] {
	return properties.flatMap((property) => {
		if (!('type' in property)) return [];
		return property.type === 'collection' ? labelsOf((property.options ?? []).filter(isField)) : [property.displayName];
	});
}

function isField(option: INodeProperties | INodePropertyCollection | INodePropertyOptions): option is INodeProperties {
	return 'type' in option;
}

function parameterId(label: string): string {
	return label === 'Timestamp with Local Time Zone' ? 'timestampltz' : label.toLowerCase();
}

function keysShown(page: string, heading: string): string[] {
	const json = /```json\n([\s\S]*?)```/.exec(section(page, heading))?.[1] ?? '{}';
	return Object.keys(JSON.parse(json) as object);
}

/**
 * Whether one of the texts says `wanted`, whose `…` stand for anything; or whether it is a template, filled with
 * what other texts say.
 */
function isGiven(texts: readonly string[], wanted: string): boolean {
	const whole = pattern(wanted.replace(/^…\s*|\s*…$/g, ''), '[^\\n]*?');
	if (texts.some((text) => whole.test(text))) return true;
	const templates = texts.filter((text) => text.includes('…') && text.replaceAll('…', '').trim().length >= 15);
	return templates.some((template) => {
		const values = new RegExp(`^${pattern(template, '(.*?)').source}$`).exec(wanted)?.slice(1);
		return values?.every((value) => value === '' || value === '…' || isGiven(texts, value)) ?? false;
	});
}

function pattern(text: string, anything: string): RegExp {
	return new RegExp(text.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join(anything));
}
