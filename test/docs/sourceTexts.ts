/* eslint-disable @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from './markdown';

/**
 * Every text in the TypeScript files below `folders`: literals as they are, templates with `…` for each value
 * that is put in. Two texts that are joined by + count as one.
 */
export function sourceTexts(...folders: string[]): string[] {
	return folders.flatMap((folder) => typescriptFiles(join(ROOT, folder))).flatMap(textsOf);
}

/** The paths of the TypeScript files below a folder. */
export function typescriptFiles(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) return typescriptFiles(path);
		return entry.name.endsWith('.ts') ? [path] : [];
	});
}

function textsOf(path: string): string[] {
	const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022);
	const texts: string[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isStringLiteralLike(node)) texts.push(node.text);
		if (ts.isTemplateExpression(node)) texts.push(templateText(node));
		ts.forEachChild(node, visit);
	};
	visit(source);
	return texts;
}

function templateText(node: ts.TemplateExpression): string {
	return [node.head.text, ...node.templateSpans.map((span) => `…${span.literal.text}`)].join('').replace(/…+/g, '…');
}
