/* eslint-disable @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { ConfluentCloudApi } from '../../../credentials/ConfluentCloudApi.credentials';
import { ConfluentFlinkApi } from '../../../credentials/ConfluentFlinkApi.credentials';
import { FlinkComputePool } from '../../../nodes/FlinkComputePool/FlinkComputePool.node';
import { FlinkRowTrigger } from '../../../nodes/FlinkRowTrigger/FlinkRowTrigger.node';
import { FlinkRegion } from '../../../nodes/FlinkRegion/FlinkRegion.node';
import { FlinkStatement } from '../../../nodes/FlinkStatement/FlinkStatement.node';
import { FlinkStatementTrigger } from '../../../nodes/FlinkStatementTrigger/FlinkStatementTrigger.node';
import { FlinkTable } from '../../../nodes/FlinkTable/FlinkTable.node';
import { ROOT } from '../../docs/markdown';
import { sourceTexts, typescriptFiles } from '../../docs/sourceTexts';

const BELOW = ['nodes/shared/confluent', 'nodes/shared/flink', 'nodes/shared/language'];

type Labelled = INodeProperties | INodePropertyOptions | INodePropertyCollection;

/** What a user sees of fields, of what they hold, and of the choices in dropdowns. */
function labelsOf(properties: readonly Labelled[]): string[] {
	return properties.flatMap((property) => {
		const inside = [...('options' in property ? (property.options ?? []) : []), ...('values' in property ? property.values : [])];
		return ['displayName' in property ? property.displayName : property.name, ...labelsOf(inside)];
	});
}

function allLabels(): string[] {
	const nodes = [FlinkStatement, FlinkComputePool, FlinkRegion, FlinkRowTrigger, FlinkStatementTrigger, FlinkTable].map((Node) => new Node().description);
	const credentials = [new ConfluentFlinkApi(), new ConfluentCloudApi()];
	return [...nodes, ...credentials].flatMap(({ displayName, properties }) => [displayName, ...labelsOf(properties)]);
}

/** Labels of one word, such as `Limit` and `Region`, are words of any text. A notice is a text itself. */
const LABELS = [...new Set(allLabels())].filter((label) => /^\S+( \S+){1,5}$/.test(label));

const N8N = /\b(the|this|an?) (operation|option|node|field|workflow|execution)\b|\bn8n\b/i;

function namesN8n(text: string): boolean {
	return N8N.test(text) || LABELS.some((label) => text.includes(label));
}

it('finds the labels', () => {
	expect(LABELS).toEqual(expect.arrayContaining(['Max Wait (Seconds)', 'On Name Conflict', 'Get Many', 'Execute Query', 'Timestamp with Local Time Zone', 'Flink Statement Trigger', 'Organization ID', 'Base URL']));
});

it.each(['Raise Max Wait (Seconds)', 'Look at it with the operation Get.', 'Run the node again', 'n8n'])('%j names what is n8n’s', (text) => {
	expect(namesN8n(text)).toBe(true);
});

it('no text of the client or the domain names what is n8n’s: shared/n8n alone knows what a user can do there', () => {
	const texts = sourceTexts(...BELOW);
	expect(texts.length).toBeGreaterThan(500);
	expect(texts.filter(namesN8n)).toEqual([]);
});

it('every class of errors with facts is one that has words', () => {
	const sources = BELOW.flatMap((folder) => typescriptFiles(join(ROOT, folder))).map((path) => readFileSync(path, 'utf8'));
	const classes = sources.flatMap((source) => [...source.matchAll(/class (\w+) extends FactsError</g)].map((match) => match[1] ?? ''));
	const wording = readFileSync(join(ROOT, 'nodes/shared/n8n/errors/wording.ts'), 'utf8');
	expect(classes.length).toBeGreaterThan(5);
	expect(classes.filter((name) => !wording.includes(`instanceof ${name})`))).toEqual([]);
});
