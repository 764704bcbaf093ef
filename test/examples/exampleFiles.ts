/* eslint-disable @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { INode } from 'n8n-workflow';
import { PACKAGE_ROOT } from '../host/package';

const FOLDER = path.join(PACKAGE_ROOT, 'examples');

/** The workflows of `examples/`, by their file names. */
export function exampleFiles(): string[] {
	return readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
}

/** The nodes of one of them. */
export function nodesOf(file: string): INode[] {
	return (JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as { nodes: INode[] }).nodes;
}
