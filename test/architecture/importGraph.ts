/* eslint-disable @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

import { PACKAGE_ROOT } from '../host/package';

/** File → the files of the same graph that it imports, types included; paths from the root of the package. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** The imports between the TypeScript files below `folders`, read from their text. */
export function importGraph(folders: readonly string[]): ImportGraph {
	const files = folders.flatMap((folder) => filesBelow(folder));
	const known = new Set(files);
	return new Map(files.map((file) => [file, importsOf(file).filter((each) => known.has(each))]));
}

function filesBelow(folder: string): string[] {
	return ts.sys.readDirectory(path.join(PACKAGE_ROOT, folder), ['.ts'], ['node_modules'], undefined).map((file) => path.relative(PACKAGE_ROOT, file));
}

/** Every file that a relative import may mean: without its ending, or a folder with an `index.ts`. */
function importsOf(file: string): string[] {
	const { importedFiles } = ts.preProcessFile(readFileSync(path.join(PACKAGE_ROOT, file), 'utf8'), true, true);
	const relative = importedFiles.map(({ fileName }) => fileName).filter((name) => name.startsWith('.'));
	return relative.map((name) => path.join(path.dirname(file), name)).flatMap((target) => [`${target}.ts`, path.join(target, 'index.ts')]);
}

/** The circles of a graph, each as the set of all that reach each other in it. */
export function circles(graph: ImportGraph): string[][] {
	const reach = new Map([...graph.keys()].map((start) => [start, reachableFrom(graph, start)]));
	const found = new Map<string, string[]>();
	for (const [start, reached] of reach) {
		if (!reached.has(start)) continue;
		const circle = [...reached].filter((other) => reach.get(other)?.has(start)).sort();
		found.set(circle.join(' '), circle);
	}
	return [...found.values()];
}

function reachableFrom(graph: ImportGraph, start: string): Set<string> {
	const reached = new Set<string>();
	const open = [start];
	for (let next = open.pop(); next !== undefined; next = open.pop()) {
		for (const target of graph.get(next) ?? []) {
			if (reached.has(target)) continue;
			reached.add(target);
			open.push(target);
		}
	}
	return reached;
}

/** The same graph between folders: what `roomOf` gives for two files of an import, where that differs. */
export function between(graph: ImportGraph, roomOf: (file: string) => string): ImportGraph {
	const arrows = new Map<string, Set<string>>();
	for (const [file, targets] of graph) {
		const room = roomOf(file);
		const others = arrows.get(room) ?? new Set();
		for (const target of targets) if (roomOf(target) !== room) others.add(roomOf(target));
		arrows.set(room, others);
	}
	return new Map([...arrows].map(([room, others]) => [room, [...others].sort()]));
}
