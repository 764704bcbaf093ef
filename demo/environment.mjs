import { delimiter, dirname } from 'node:path';

/** Settings of an n8n that the user runs for themselves; none of them may reach the demo's. */
const OF_ANOTHER_N8N = /^(N8N_|DB_|EXECUTIONS_|QUEUE_|WEBHOOK_|NODES_|CREDENTIALS_|GENERIC_TIMEZONE$)/;
/** What `npm run` sets for its script and a second npm, in another folder, would take as its own settings. */
const OF_THE_CALLING_NPM = /^npm_(config_(local_prefix|ignore_scripts|prefix|workspace)|package_|lifecycle_|command|execpath|node_execpath)/i;

/**
 * The environment for a child process: this one's, without what would lead an npm or an n8n astray, and with
 * the folder of `nodeBinary` first in PATH.
 *
 * @param {string} nodeBinary
 * @param {Record<string, string>} [extra]
 * @returns {NodeJS.ProcessEnv}
 */
export function childEnvironment(nodeBinary, extra = {}) {
	const inherited = Object.entries(process.env).filter(
		([name]) => !OF_ANOTHER_N8N.test(name) && !OF_THE_CALLING_NPM.test(name),
	);
	return {
		...Object.fromEntries(inherited),
		PATH: `${dirname(nodeBinary)}${delimiter}${process.env['PATH'] ?? ''}`,
		...extra,
	};
}
