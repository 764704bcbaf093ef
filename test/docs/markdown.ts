/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

export const ROOT = join(__dirname, '..', '..');

/** Folders whose Markdown is not this project's. */
const FOREIGN = new Set(['node_modules', 'dist', 'coverage', '.git', '.n8n-home', '.node24', '.cache']);

/** Every Markdown file of the repository, by its path from the root. */
export function markdownFiles(folder = ROOT): string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) return FOREIGN.has(entry.name) ? [] : markdownFiles(path);
		return entry.name.endsWith('.md') ? [relative(ROOT, path)] : [];
	});
}

/** A file's text, or an empty one where there is none: its absence is another test's to report. */
export function read(path: string): string {
	const file = join(ROOT, path);
	return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** Code is no Markdown: links and headings in it are none. */
export function withoutCode(text: string): string {
	return text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '``');
}

/** Targets of links and images. */
export function linksOf(text: string): string[] {
	const prose = withoutCode(text);
	const inline = [...prose.matchAll(/\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g)].map((match) => match[1] ?? '');
	const html = [...prose.matchAll(/<(?:img|a|source)\b[^>]*?\b(?:src|href|srcset)="([^"]+)"/g)].map((match) => match[1] ?? '');
	return [...inline, ...html];
}

/** The anchors that GitHub gives the headings of a page. */
export function anchorsOf(text: string): Set<string> {
	const seen = new Map<string, number>();
	const headings = text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm);
	return new Set(
		[...headings].map(([, title = '']) => {
			const slug = plain(title).toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');
			const times = seen.get(slug) ?? 0;
			seen.set(slug, times + 1);
			return times === 0 ? slug : `${slug}-${times}`;
		}),
	);
}

function plain(title: string): string {
	return title.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[*`]/g, '');
}

/** The text below a heading, up to the next one of its level or above; empty where there is no such heading. */
export function section(text: string, heading: string): string {
	const lines = text.split('\n');
	const start = lines.findIndex((line) => /^#+\s/.test(line) && line.replace(/^#+\s+/, '') === heading);
	if (start === -1) return '';
	const level = lines[start]?.match(/^#+/)?.[0].length ?? 1;
	const length = lines.slice(start + 1).findIndex((line) => new RegExp(`^#{1,${level}}\\s`).test(line));
	return lines.slice(start + 1, length === -1 ? undefined : start + 1 + length).join('\n');
}

/** The rows of all tables in a text, without their heads. */
export function tableRows(text: string): string[][] {
	const lines = text.split('\n');
	return lines.flatMap((line, index) => {
		const isRow = line.startsWith('|') && !/^\|[\s:|-]+\|$/.test(line);
		const isHead = /^\|[\s:|-]+\|$/.test(lines[index + 1] ?? '');
		return isRow && !isHead ? [line.slice(1, line.lastIndexOf('|')).split(/(?<!\\)\|/).map((cell) => cell.trim())] : [];
	});
}
