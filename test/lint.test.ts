/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- not in the published package: n8n's rules for nodes do not apply here */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

import { PACKAGE_ROOT } from './host/package';

interface Case {
	readonly what: string;
	/** One that exists, so that the type-checked rules know it; linted as if it held `text`. */
	readonly file: string;
	readonly text: string;
	/** The rule that refuses it; null where it is allowed. */
	readonly rule: string | null;
}

const PATHS = 'import-x/no-restricted-paths';

const CASES: readonly Case[] = [
	{ what: 'the domain importing the client', file: 'nodes/shared/flink/phase.ts', text: "import { isRecord } from '../confluent/guards';\nexport const x = isRecord;\n", rule: PATHS },
	{ what: 'the domain importing n8n', file: 'nodes/shared/flink/phase.ts', text: "import { sleep } from 'n8n-workflow';\nexport const x = sleep;\n", rule: 'no-restricted-imports' },
	{ what: 'the client importing the n8n layer', file: 'nodes/shared/confluent/guards.ts', text: "import { asNodeError } from '../n8n/nodeError';\nexport const x = asNodeError;\n", rule: PATHS },
	{ what: 'the n8n layer importing a node', file: 'nodes/shared/n8n/mapInOrder.ts', text: "import { get } from '../../FlinkStatement/operations/get';\nexport const x = get;\n", rule: PATHS },
	{ what: 'a node importing the emulator', file: 'nodes/FlinkRegion/session.ts', text: "import { startEmulator } from '../../emulator/emulator';\nexport const x = startEmulator;\n", rule: PATHS },
	{ what: 'the emulator importing the client', file: 'emulator/reply.ts', text: "import { isRecord } from '../nodes/shared/confluent/guards';\nexport const x = isRecord;\n", rule: PATHS },
	{
		what: 'a second way to the network',
		file: 'nodes/FlinkRegion/session.ts',
		text: 'export const x = async (context: { helpers: { httpRequest(): void } }) => { context.helpers.httpRequest(); };\n',
		rule: 'no-restricted-syntax',
	},
	{ what: 'the client importing the domain', file: 'nodes/shared/confluent/guards.ts', text: "import { isTerminalPhase } from '../flink/phase';\n\nexport const x = isTerminalPhase;\n", rule: null },
];

/** ESLint is an ES module and its configuration too: it runs in a process of its own, once for all cases. */
const SCRIPT = `
	import { ESLint } from 'eslint';
	const eslint = new ESLint({ overrideConfigFile: 'eslint.strict.config.mjs' });
	const found = [];
	for (const { file, text } of JSON.parse(process.env.CASES)) {
		const [result] = await eslint.lintText(text, { filePath: file });
		found.push(result.messages.map(({ ruleId }) => ruleId));
	}
	console.log(JSON.stringify(found));`;

let found: string[][];

beforeAll(async () => {
	const folder = await mkdtemp(path.join(PACKAGE_ROOT, 'node_modules', '.lint-'));
	try {
		await writeFile(path.join(folder, 'lint.mjs'), SCRIPT);
		// In CI the parser would read the files from disk, once, and not see the text it is given for them.
		const env = { ...process.env, TSESTREE_SINGLE_RUN: 'false', CASES: JSON.stringify(CASES.map(({ file, text }) => ({ file: path.join(PACKAGE_ROOT, file), text }))) };
		const { stdout } = await promisify(execFile)(process.execPath, [path.join(folder, 'lint.mjs')], { cwd: PACKAGE_ROOT, env });
		found = JSON.parse(stdout) as string[][];
	} finally {
		await rm(folder, { recursive: true });
	}
}, 120_000);

it.each(CASES.map((each, index) => ({ ...each, index })))('$what: $rule', ({ index, rule }) => {
	if (rule === null) expect(found[index]).not.toContain(PATHS);
	else expect(found[index]).toContain(rule);
});
