/* eslint-disable @n8n/community-nodes/require-node-api-error -- not in the published package: n8n's rules for nodes do not apply here */
import { SqlError } from '../engine';
import { isArray, isObject, type JsonNode } from './jsonDocument';

type Step =
	| { readonly kind: 'names'; readonly names: readonly string[] }
	| { readonly kind: 'indices'; readonly indices: readonly number[] }
	| { readonly kind: 'slice'; readonly from: number | null; readonly to: number | null }
	| { readonly kind: 'all' }
	/** The steps after it are tried at every value below. */
	| { readonly kind: 'deep' };

/** A path that is no path, or leads nowhere in strict mode. */
export class PathError extends Error {}

/** `lax` gives nothing where `strict`, the mode of a path that names none, fails. */
export interface JsonPath {
	readonly mode: 'strict' | 'lax';
	readonly steps: readonly Step[];
}

const MODE = /^\s*(strict|lax)\s+(.+)$/is;
const NAME_END = /[.[(\s]/;

/**
 * Reads a path as Flink does: an optional mode, then a path of the library JsonPath. Throws `PathError` for what is
 * none, and `SqlError` for filters and functions, which are not in this emulator.
 */
export function jsonPath(text: string): JsonPath {
	const [, mode = 'strict', path = text] = MODE.exec(text) ?? [];
	return { mode: mode.toLowerCase() === 'lax' ? 'lax' : 'strict', steps: stepsOf(path.trim()) };
}

function stepsOf(path: string): Step[] {
	if (path === '') throw new PathError('json can not be null or empty');
	const whole = /^[$@]/.test(path) ? path : `$.${path}`;
	if (whole.endsWith('.')) throw new PathError("Path must not end with a '.' or '..'");
	const steps: Step[] = [];
	let at = 1;
	while (at < whole.length) {
		if (whole.startsWith('..', at)) {
			steps.push({ kind: 'deep' });
			at += 2;
			if (whole[at] !== '[') at = readName(whole, at, steps);
		} else if (whole[at] === '.') at = readName(whole, at + 1, steps);
		else if (whole[at] === '[') at = readBrackets(whole, at, steps);
		else throw new PathError(`Illegal character at position ${at}`);
	}
	return steps;
}

function readName(path: string, start: number, steps: Step[]): number {
	if (path[start] === '[') return readBrackets(path, start, steps);
	if (path[start] === '*') {
		steps.push({ kind: 'all' });
		return start + 1;
	}
	const rest = path.slice(start);
	const length = NAME_END.exec(rest)?.index ?? rest.length;
	const end = start + length;
	if (path[end] === '(') throw new SqlError(`The function '${rest.slice(0, length)}()' of a JSON path is not supported by this emulator.`);
	if (length === 0 || /\s/.test(path[end] ?? '')) throw new PathError(`Use bracket notation for a name with blanks, at position ${end}`);
	steps.push({ kind: 'names', names: [rest.slice(0, length)] });
	return end;
}

const QUOTED = /^\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\s*(?:,|$)/s;

function readBrackets(path: string, start: number, steps: Step[]): number {
	const inner = /^\[\s*(['"])/.test(path.slice(start)) ? quotedEnd(path, start) : path.indexOf(']', start);
	if (inner < 0) throw new PathError(`Could not parse token at position ${start}`);
	steps.push(bracketStep(path.slice(start + 1, inner).trim()));
	return inner + 1;
}

function quotedEnd(path: string, start: number): number {
	const match = /^\[\s*(?:(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\s*,?\s*)+\]/s.exec(path.slice(start));
	return match ? start + match[0].length - 1 : -1;
}

function bracketStep(text: string): Step {
	if (text.startsWith('?')) throw new SqlError('A filter of a JSON path is not supported by this emulator.');
	if (text === '*') return { kind: 'all' };
	if (/^['"]/.test(text)) return { kind: 'names', names: quotedNames(text) };
	if (/^-?\d+(?:\s*,\s*-?\d+)*$/.test(text)) return { kind: 'indices', indices: text.split(',').map(Number) };
	const slice = /^(-?\d+)?\s*:\s*(-?\d+)?$/.exec(text);
	if (slice && text !== ':') return { kind: 'slice', from: slice[1] === undefined ? null : Number(slice[1]), to: slice[2] === undefined ? null : Number(slice[2]) };
	throw new PathError(`Could not parse token [${text}]`);
}

function quotedNames(text: string): string[] {
	const names: string[] = [];
	let rest = text;
	while (rest.trim() !== '') {
		const match = QUOTED.exec(rest);
		if (!match) throw new PathError(`Could not parse names ${text}`);
		names.push((match[1] ?? match[2] ?? '').replace(/\\(.)/gs, '$1'));
		rest = rest.slice(match[0].length);
	}
	return names;
}

/** Whether a path leads to one value at most; others give an array of what they find. */
const isDefinite = (steps: readonly Step[]): boolean =>
	steps.every((step) => (step.kind === 'names' || step.kind === 'indices') && (step.kind === 'names' ? step.names : step.indices).length === 1);

/**
 * What a path finds: a value, or the array of all values of a path that may lead to several; undefined where a lax
 * path leads nowhere. Throws `PathError` where a strict one does.
 */
export function readPath(root: JsonNode, { mode, steps }: JsonPath): JsonNode | undefined {
	if (isDefinite(steps)) {
		const [found] = walk([root], steps, true);
		if (found === undefined && mode === 'strict') throw new PathError('No results for path');
		return found;
	}
	try {
		return walk([root], steps, false);
	} catch (error) {
		if (error instanceof PathError && mode === 'lax') return [];
		throw error;
	}
}

function walk(nodes: readonly JsonNode[], steps: readonly Step[], definite: boolean): JsonNode[] {
	let current = [...nodes];
	// Before a step that may find several, what is missing is an error; after it, it is left out.
	let strict = !definite;
	for (const [index, step] of steps.entries()) {
		if (step.kind === 'deep') {
			const next = steps.slice(index + 1);
			return current.flatMap((node) => descendants(node)).flatMap((node) => walkSoftly(node, next));
		}
		const found = current.flatMap((node) => take(node, step));
		if (strict && found.length === 0 && step.kind === 'names' && step.names.length === 1) throw new PathError('No results for path');
		if (strict && !current.some((node) => fits(node, step))) throw new PathError('No results for path');
		if (!isDefinite([step])) strict = false;
		current = found;
	}
	return current;
}

const walkSoftly = (node: JsonNode, steps: readonly Step[]): JsonNode[] => {
	let current: JsonNode[] = [node];
	for (const [index, step] of steps.entries()) {
		if (step.kind === 'deep') return current.flatMap(descendants).flatMap((each) => walkSoftly(each, steps.slice(index + 1)));
		current = current.flatMap((each) => take(each, step));
	}
	return current;
};

const fits = (node: JsonNode, step: Step): boolean =>
	step.kind === 'all' || (step.kind === 'names' ? isObject(node) : isArray(node));

function take(node: JsonNode, step: Step): JsonNode[] {
	switch (step.kind) {
		case 'names':
			return isObject(node) ? takeNames(node, step.names) : [];
		case 'indices':
			return isArray(node) ? step.indices.flatMap((index) => node.slice(index, index === -1 ? undefined : index + 1)) : [];
		case 'slice':
			return isArray(node) ? node.slice(step.from ?? 0, step.to ?? undefined) : [];
		default:
			if (isObject(node)) return [...node.values()];
			return isArray(node) ? [...node] : [];
	}
}

/** Several names give an object of those that are there. */
function takeNames(node: ReadonlyMap<string, JsonNode>, names: readonly string[]): JsonNode[] {
	const members = names.flatMap((name): Array<[string, JsonNode]> => {
		const member = node.get(name);
		return member === undefined ? [] : [[name, member]];
	});
	if (names.length > 1) return [new Map(members)];
	return members.map(([, member]) => member);
}

/** A value and all values below it. */
function descendants(node: JsonNode): JsonNode[] {
	const children = isObject(node) ? [...node.values()] : isArray(node) ? node : [];
	return [node, ...children.flatMap(descendants)];
}
