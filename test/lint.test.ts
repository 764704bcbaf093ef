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

/** An import that the arrows of docs/architecture.md do, or do not, have. */
function arrow(what: string, file: string, name: string, from: string, rule: string | null): Case {
	return { what, file, text: `import { ${name} } from '${from}';\n\nexport const x = ${name};\n`, rule };
}

const SHARED = 'nodes/shared';

const CASES: readonly Case[] = [
	arrow('the language importing the domain', `${SHARED}/language/guards.ts`, 'isTerminalPhase', '../flink/statement/phase', PATHS),
	arrow('the domain importing the client', `${SHARED}/flink/statement/phase.ts`, 'isBounded', '../../confluent/statements/queryTraits', PATHS),
	arrow('SQL importing rows', `${SHARED}/flink/sql/sameSql.ts`, 'parseColumns', '../rows/resultSchema', PATHS),
	arrow('rows importing SQL', `${SHARED}/flink/rows/changelog.ts`, 'isUtcZone', '../sql/timeZone', null),
	arrow('rows importing the watch', `${SHARED}/flink/rows/changelog.ts`, 'observe', '../watch/watch', PATHS),
	arrow('the watch importing rows', `${SHARED}/flink/watch/watch.ts`, 'parseColumns', '../rows/resultSchema', PATHS),
	arrow('the statement importing the watch', `${SHARED}/flink/statement/phase.ts`, 'observe', '../watch/watch', PATHS),
	arrow('requests importing statements', `${SHARED}/confluent/http/collectPages.ts`, 'isBounded', '../statements/queryTraits', PATHS),
	arrow('errors of requests importing statements', `${SHARED}/confluent/http/errors/apiError.ts`, 'isBounded', '../../statements/queryTraits', PATHS),
	arrow('errors of requests importing the scope', `${SHARED}/confluent/http/errors/apiError.ts`, 'remainingMs', '../scope/scope', PATHS),
	arrow('pacing importing retries', `${SHARED}/confluent/http/pacing/pace.ts`, 'decide', '../retry/retryPolicy', PATHS),
	arrow('statements importing results', `${SHARED}/confluent/statements/statements.ts`, 'queryRows', '../results/queryRows', PATHS),
	arrow('results importing statements', `${SHARED}/confluent/results/queryRows.ts`, 'isBounded', '../statements/queryTraits', null),
	arrow('statements importing the watch', `${SHARED}/confluent/statements/statements.ts`, 'lookAt', '../watch/watchedStatements', PATHS),
	arrow('the watch importing results', `${SHARED}/confluent/watch/watchedStatements.ts`, 'queryRows', '../results/queryRows', PATHS),
	arrow('pools importing statements', `${SHARED}/confluent/pools/regions.ts`, 'isBounded', '../statements/queryTraits', PATHS),
	arrow('the client importing the domain', `${SHARED}/confluent/http/collectPages.ts`, 'isTerminalPhase', '../../flink/statement/phase', null),
	arrow('the client importing the n8n layer', `${SHARED}/confluent/http/collectPages.ts`, 'asNodeError', '../../n8n/errors/nodeError', PATHS),
	arrow('the domain importing n8n', `${SHARED}/flink/statement/phase.ts`, 'sleep', 'n8n-workflow', 'no-restricted-imports'),
	arrow('a stream importing results', `${SHARED}/confluent/stream/bell.ts`, 'awaitReadable', '../results/awaitReadable', null),
	arrow('results importing a stream', `${SHARED}/confluent/results/endOfRows.ts`, 'Bell', '../stream/bell', PATHS),
	arrow('the rules of a stream importing the client', `${SHARED}/flink/stream/batchRule.ts`, 'Bell', '../../confluent/stream/bell', PATHS),
	arrow('words of errors importing parameters', `${SHARED}/n8n/errors/nextStep.ts`, 'itemSource', '../parameters/parameterSource', PATHS),
	arrow('fields importing parameters', `${SHARED}/n8n/fields/fields.ts`, 'itemSource', '../parameters/parameterSource', null),
	arrow('the n8n layer importing a node', `${SHARED}/n8n/items/operation.ts`, 'get', '../../../FlinkStatement/operations/get', PATHS),
	arrow('a node importing the emulator', 'nodes/FlinkRegion/session.ts', 'startEmulator', '../../emulator/server/emulator', PATHS),
	arrow('the emulator importing the client', 'emulator/http/reply.ts', 'isRecord', '../../nodes/shared/language/guards', PATHS),
	arrow("the emulator's API importing its control", 'emulator/api/answer.ts', 'Control', '../control/control', PATHS),
	arrow("the emulator's API importing the running cloud", 'emulator/api/answer.ts', 'World', '../cloud/world', null),
	arrow("the emulator's state importing what moves it", 'emulator/state/options.ts', 'World', '../cloud/world', PATHS),
	arrow("the emulator's engine importing statements", 'emulator/sql/engine.ts', 'newUid', '../statements/ids', PATHS),
	arrow('a test of the emulator importing the client', 'emulator/test/session.ts', 'isRecord', '../../nodes/shared/language/guards', PATHS),
	arrow('a test of the emulator importing those of the nodes', 'emulator/test/session.ts', 'runNode', '../../test/host/runNode', PATHS),
	arrow('a test of the emulator importing a room', 'emulator/test/session.ts', 'World', '../cloud/world', null),
	arrow('a test of the nodes importing a room of the emulator', 'test/host/host.ts', 'World', '../../emulator/cloud/world', PATHS),
	arrow('a benchmark importing a room of the emulator', 'bench/table.ts', 'World', '../emulator/cloud/world', PATHS),
	arrow('a test of the nodes importing the entry of the emulator', 'test/host/host.ts', 'startEmulator', '../../emulator', null),
	arrow('a circle in the emulator', 'emulator/api/context.ts', 'answerRequest', './answer', 'import-x/no-cycle'),
	{
		what: 'a second way to the network',
		file: 'nodes/FlinkRegion/session.ts',
		text: 'export const x = async (context: { helpers: { httpRequest(): void } }) => { context.helpers.httpRequest(); };\n',
		rule: 'no-restricted-syntax',
	},
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
