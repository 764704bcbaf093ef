/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- not in the published package: n8n's rules for nodes do not apply here */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PACKAGE_ROOT } from './host/package';

interface Log {
	readonly what: string;
	readonly log: string;
	/** Exit code of the command that printed the log. */
	readonly status: number;
	/** Passed, failed and skipped tests, and why they were skipped. */
	readonly counts: string;
}

const NONE = 'its runner gives no reason';
const NODE_SKIPPED = [
	'﹣ both credentials are made and tested (0.095832ms) # there is no Chromium here; set CHROMIUM_PATH',
	'﹣ the trigger fires (0.086338ms) # something else',
	'ℹ tests 2',
	'ℹ pass 0',
	'ℹ fail 0',
	'ℹ cancelled 0',
	'ℹ skipped 2',
	'ℹ todo 0',
].join('\n');

const LOGS: readonly Log[] = [
	{ what: 'jest', log: 'Test Suites: 2 passed, 2 total\nTests:       1 failed, 1 skipped, 12 passed, 14 total\n', status: 1, counts: `12 1 1 ${NONE}` },
	{ what: 'jest in colour', log: '\u001b[1mTests:       \u001b[22m\u001b[1m\u001b[32m7 passed\u001b[39m\u001b[22m, 7 total\n', status: 0, counts: `7 0 0 ${NONE}` },
	{ what: 'jest with all its tests skipped', log: '    ○ skipped needs keys\nTests:       3 skipped, 3 total\n', status: 0, counts: '0 0 3 needs keys' },
	{ what: "Node's runner with all its tests skipped", log: NODE_SKIPPED, status: 0, counts: '0 0 2 there is no Chromium here; set CHROMIUM_PATH; something else' },
	{ what: "Node's runner, a skip without a reason", log: '  ﹣ third (0.08ms) # SKIP\nℹ pass 4\nℹ fail 0\nℹ skipped 1\n', status: 0, counts: `4 0 1 ${NONE}` },
	{ what: 'cancelled tests', log: 'ℹ pass 4\nℹ fail 1\nℹ cancelled 2\nℹ skipped 0\n', status: 1, counts: `4 3 0 ${NONE}` },
	{ what: 'the demo', log: 'PASS one\nFAIL two\nDemo: 7 passed, 1 failed\n', status: 1, counts: `7 1 0 ${NONE}` },
	{ what: 'a command that counts nothing and succeeds', log: 'added 900 packages\n', status: 0, counts: `1 0 0 ${NONE}` },
	{ what: 'a command that counts nothing and fails', log: 'npm error\n', status: 1, counts: `0 1 0 ${NONE}` },
	{ what: 'a command that is killed after its tests passed', log: 'Tests:       7 passed, 7 total\n', status: 124, counts: `7 1 0 ${NONE}` },
	{ what: 'a command that is killed after its tests were skipped', log: 'Tests:       7 skipped, 7 total\n', status: 137, counts: `0 1 7 ${NONE}` },
];

let folder: string;

beforeAll(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'ci-counts-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

/** The output of one of the scripts for a log. */
function run(script: string, log: string, ...rest: string[]): string {
	const file = path.join(folder, 'log');
	writeFileSync(file, log);
	return execFileSync(path.join(PACKAGE_ROOT, '.ci', script), [file, ...rest], { encoding: 'utf8' });
}

it.each(LOGS)('counts the log of $what', ({ log, status, counts }) => {
	expect(run('counts', log, String(status)).trim()).toBe(counts);
});

it.each([
	{
		what: 'jest: not what the console showed, nor what follows',
		log: '\u001b[31mFAIL\u001b[39m test/a.test.ts (17 s)\n  ● Console\n\n    console.log\n      noise\n\n  ● a suite › a test\n\n    Expected: 1\n    Received: 2\n\nPASS test/b.test.ts\nTests: 1 failed\n',
		shown: ['FAIL test/a.test.ts (17 s)', '  ● a suite › a test', '    Expected: 1', '    Received: 2'],
	},
	{
		what: "Node's runner, which names a failure twice",
		log: '✔ one (1.5ms)\n✖ two (21.1ms)\nℹ fail 1\n✖ failing tests:\n\ntest at x.mts:1:1\n✖ two (21.1ms)\n  AssertionError: no\n',
		shown: ['✖ two (21.1ms)', '  AssertionError: no'],
	},
	{ what: 'the demo', log: 'PASS one\nFAIL two\n     it said 404\nPASS three\nDemo: 2 passed, 1 failed\n', shown: ['FAIL two', '     it said 404'] },
	{ what: 'a log without failures', log: 'PASS one\nTests: 2 passed\n', shown: [] },
])('shows the failures in the log of $what', ({ log, shown }) => {
	expect(run('failures', log).split('\n').filter((line) => line !== '')).toEqual(shown.map((line) => `    ${line}`));
});

it('shows no more of a failure than its first lines', () => {
	const log = `  ● a › b\n${'    more\n'.repeat(100)}`;
	expect(run('failures', log).trim().split('\n')).toHaveLength(13);
});
