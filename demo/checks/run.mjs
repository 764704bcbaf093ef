/**
 * @typedef {object} DemoContext
 * @property {import('../n8nClient.mjs').N8nClient} client
 * @property {import('../emulator.mjs').EmulatorDescription} emulator
 * @property {ReadonlyMap<string, { id: string, name: string }>} credentials by type
 * @property {ReadonlyArray<{ name: string, type: string, data: Record<string, unknown> }>} credentialData
 * @property {ReadonlyMap<string, import('../n8nClient.mjs').Workflow>} workflows the imported examples, by id
 * @property {import('../mailSink.mjs').MailSink} mailSink
 * @property {import('../slackStandIn.mjs').SlackStandIn} slack
 *
 * @typedef {object} Check
 * @property {string} title what holds when it passes
 * @property {(context: DemoContext) => Promise<string>} run resolves with figures; rejects when it does not hold
 */

/**
 * Runs checks one after another, each to a line of its own.
 *
 * @param {readonly Check[]} checks
 * @param {DemoContext} context
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runChecks(checks, context) {
	let failed = 0;
	for (const { title, run } of checks) {
		const startedAt = Date.now();
		try {
			const figures = await run(context);
			console.log(`PASS ${title} (${((Date.now() - startedAt) / 1000).toFixed(1)} s): ${figures}`);
		} catch (error) {
			failed += 1;
			console.log(`FAIL ${title} (${((Date.now() - startedAt) / 1000).toFixed(1)} s): ${error instanceof Error ? error.message : String(error)}`);
		}
	}
	return { passed: checks.length - failed, failed };
}
