/** Names the tests that were skipped, and so why, after a run of several files: jest's own report has their number only. */
module.exports = class SkippedTests {
	onRunComplete(_contexts, { testResults }) {
		const skipped = testResults.flatMap((file) => file.testResults).filter(({ status }) => status === 'pending' || status === 'todo');
		for (const { fullName } of skipped) process.stderr.write(`  ○ skipped ${fullName}\n`);
	}
};
