import type { N8nClient } from '../../demo/n8nClient.mjs';
import { PACKAGE_NAME } from '../../demo/paths.mjs';

interface Option {
	readonly name: string;
	readonly value: unknown;
}

/** A node as n8n hands it to its editor. */
export interface EditorNode {
	readonly name: string;
	readonly displayName: string;
	readonly properties: ReadonlyArray<{ readonly name: string; readonly options?: readonly Option[] }>;
	readonly iconUrl?: string | { readonly light: string; readonly dark: string };
}

/** The package's nodes, their variants for AI agents among them, by their names without the package's. */
export async function editorNodes(client: N8nClient): Promise<Map<string, EditorNode>> {
	const all = (await client.request('GET', '/types/nodes.json')) as EditorNode[];
	const own = all.filter(({ name }) => name.startsWith(`${PACKAGE_NAME}.`));
	return new Map(own.map((node) => [node.name.slice(PACKAGE_NAME.length + 1), node]));
}

/** n8n's own entry in the dropdown of a node whose credentials its HTTP Request node can use. */
const CUSTOM_API_CALL = '__CUSTOM_API_CALL__';

/** What the node offers as its operation: the values that workflows store, in alphabetical order. */
export function operationsOf(node: EditorNode | undefined): string[] {
	const dropdowns = node?.properties.filter(({ name }) => name === 'operation') ?? [];
	const values = dropdowns.flatMap(({ options }) => options ?? []).map(({ value }) => String(value));
	return values.filter((value) => value !== CUSTOM_API_CALL).sort();
}

/** Addresses of a node's icons, below n8n's own. */
export function iconsOf({ iconUrl }: EditorNode): string[] {
	if (iconUrl === undefined) return [];
	return typeof iconUrl === 'string' ? [iconUrl] : [iconUrl.light, iconUrl.dark];
}
