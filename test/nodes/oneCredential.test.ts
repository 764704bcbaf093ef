import type { INodeType } from 'n8n-workflow';

import { exampleFiles, nodesOf } from '../examples/exampleFiles';
import { loadSources } from '../host/package';

const loader = loadSources();

const credentialsOf = (type: string) => (loader.getNode(type).type as INodeType).description.credentials ?? [];

const PREFIX = 'n8n-nodes-confluent-flink.';

const saved = exampleFiles()
	.flatMap((file) => nodesOf(file).map((node) => ({ ...node, title: `${file}: ${node.name}` })))
	.filter(({ type }) => type.startsWith(PREFIX));

/** n8n's newest lint refuses a node with two credentials (`single-credential-per-node`), and its editor offers the optional one first. */
it.each([...Object.keys(loader.known.nodes)])('%s has one credential, which it cannot do without', (type) => {
	const credentials = credentialsOf(type);
	expect(credentials).toHaveLength(1);
	expect(credentials[0]).toMatchObject({ required: true });
	expect(credentials[0]).not.toHaveProperty('displayOptions');
});

it.each(saved)('$title has the credential of its node, and no other', ({ type, credentials = {} }) => {
	expect(Object.keys(credentials)).toEqual(credentialsOf(type.replace(PREFIX, '').replace(/Tool$/, '')).map(({ name }) => name));
});
