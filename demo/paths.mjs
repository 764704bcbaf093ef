import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the demo: its own package.json pins n8n, its own node_modules holds it. */
export const DEMO = dirname(fileURLToPath(import.meta.url));
/** The folder of the n8n package. */
export const ROOT = dirname(DEMO);
export const EXAMPLES = join(ROOT, 'examples');
/** Where Node 24 is put when this machine's Node is another. */
export const NODE24 = join(DEMO, '.node24');
/** What n8n itself keeps between two starts: database, encryption key, installed package, logs. */
export const HOMES = join(DEMO, '.n8n-home');
export const PACKAGE_NAME = 'n8n-nodes-confluent-flink';
