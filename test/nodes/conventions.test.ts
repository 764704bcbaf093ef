import type { INodeProperties, INodePropertyCollection, INodePropertyMode, INodePropertyOptions, INodeType } from 'n8n-workflow';
import { sourceTexts } from '../docs/sourceTexts';
import { loadSources } from '../host/package';

/**
 * Rules of n8n's guidelines, and of its newest lint, that the lint in the registry does not have yet. They hold for
 * every node and credential that the package has.
 */
const loader = loadSources();
const nodes = Object.keys(loader.known.nodes).map((name) => ({ name, description: (loader.getNode(name).type as INodeType).description }));
const credentials = Object.keys(loader.known.credentials).map((name) => ({ name, type: loader.getCredential(name).type }));

interface Field {
	readonly title: string;
	readonly field: INodeProperties;
	/** Whether it stands in no collection. */
	readonly isTop: boolean;
}

function isField(option: INodeProperties | INodePropertyCollection | INodePropertyOptions): option is INodeProperties {
	return 'type' in option;
}

function fieldsOf(owner: string, properties: readonly INodeProperties[], isTop = true): Field[] {
	return properties.flatMap((field) => {
		const title = `${owner} ${field.name} (${String(field.displayOptions?.show?.['operation'] ?? '')})`;
		const inner = (field.options ?? []).flatMap((option) => ('values' in option ? option.values : [option].filter(isField)));
		return [{ title, field, isTop }, ...fieldsOf(`${owner} ${field.name}`, inner, false)];
	});
}

/** n8n adds it to a trigger. */
const OF_N8N = new Set(['pollTimes']);
const nodeFields = nodes.flatMap(({ name, description }) => fieldsOf(name, description.properties.filter((property) => !OF_N8N.has(property.name))));
const credentialFields = credentials.flatMap(({ name, type }) => fieldsOf(name, type.properties));
const fields = [...nodeFields, ...credentialFields].filter(({ field }) => field.type !== 'hidden' && field.type !== 'notice');
const choices = fields.flatMap(({ title, field }) => (field.options ?? []).filter((option): option is INodePropertyOptions => 'value' in option).map((option) => ({ title, ...option })));
const operations = nodes.flatMap(({ name, description }) => {
	const dropdown = description.properties.find((property) => property.name === 'operation');
	return (dropdown?.options ?? []).filter((option): option is INodePropertyOptions => 'value' in option).map((option) => ({ node: name, ...option }));
});

const titles = (found: ReadonlyArray<{ title: string }>) => found.map(({ title }) => title);

/** Reads as the actions of n8n's own SQL nodes do, among which people look for it. */
const INSERT_ROWS = 'Insert rows into a table';

describe('operations', () => {
	it('say in their name what they are about, since no selector shows the resource', () => {
		expect(operations.filter(({ name }) => !/\s/.test(name))).toEqual([]);
	});

	it('have actions without articles', () => {
		expect(operations.filter(({ action }) => action === undefined || (/\b(?:a|an|the)\b/i.test(action) && action !== INSERT_ROWS))).toEqual([]);
	});

	it('stand in alphabetical order where there are more than four', () => {
		for (const { name } of nodes) {
			const names = operations.filter(({ node }) => node === name).map((operation) => operation.name);
			if (names.length > 4) expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
		}
	});
});

describe('fields', () => {
	it('of text have a placeholder that begins with e.g., but for secrets', () => {
		const texts = fields.filter(({ field }) => field.type === 'string' && field.typeOptions?.['password'] !== true);
		expect(titles(texts.filter(({ field }) => field.placeholder?.startsWith('e.g. ') !== true))).toEqual([]);
		const modes = fields.flatMap(({ title, field }) => (field.modes ?? []).map((mode: INodePropertyMode) => ({ title, mode }))).filter(({ mode }) => mode.type === 'string');
		expect(titles(modes.filter(({ mode }) => mode.placeholder?.startsWith('e.g. ') !== true))).toEqual([]);
	});

	it('have descriptions that begin with a capital, and end with a period only where there are several sentences', () => {
		const described = [...fields.map(({ title, field }) => ({ title, text: field.description })), ...choices.map(({ title, description }) => ({ title, text: description }))];
		const wrong = described.filter(({ text }) => text !== undefined && (!/^\p{Lu}/u.test(text) || text.endsWith('.') !== /\.\s/.test(text.replaceAll('e.g. ', ''))));
		expect(wrong).toEqual([]);
	});

	it('that are booleans say Whether', () => {
		expect(titles(fields.filter(({ field }) => field.type === 'boolean' && !/^Whether /.test(field.description ?? '')))).toEqual([]);
	});

	it('that always have a value say that they are required, outside of collections', () => {
		const choice = fields.filter(({ field, isTop }) => isTop && ['options', 'number'].includes(field.type) && !['operation', 'limit'].includes(field.name));
		expect(titles(choice.filter(({ title, field }) => field.required !== true && !title.startsWith('confluent')))).toEqual([]);
	});

	it('have choices that do not repeat their name as the description', () => {
		expect(choices.filter(({ name, description }) => description?.toLowerCase() === name.toLowerCase())).toEqual([]);
	});

	it('are named in errors in single quotes', () => {
		const labels = new Set(fields.map(({ field }) => field.displayName));
		const texts = sourceTexts('nodes', 'credentials');
		const quoted = texts.filter((text) => [...text.matchAll(/"([A-Z][^"]*)"/g)].some(([, name]) => labels.has(name ?? '')) && !/^[=({]/.test(text));
		expect(quoted).toEqual([]);
	});
});

it.each(nodes)('$name has a subtitle, and one credential or several that exclude each other', ({ description }) => {
	expect(description.subtitle).toBeDefined();
	const entries = description.credentials ?? [];
	if (entries.length > 1) expect(entries.filter(({ displayOptions }) => displayOptions === undefined)).toEqual([]);
});

it.each(credentials)('$name masks the key and its ID', ({ type }) => {
	const masked = type.properties.filter(({ typeOptions }) => typeOptions?.['password'] === true).map(({ name }) => name);
	expect(masked).toEqual(expect.arrayContaining(['apiKeyId', 'apiSecret']));
});
