/**
 * Runs npm scripts side by side: `node scripts/together.mjs typecheck lint unit`. The last one's output is shown as it
 * comes, that of the others when they end. Ends badly when one of them did.
 */
import { spawn } from 'node:child_process';

/**
 * @param {string} script
 * @param {boolean} isShown
 * @returns {Promise<boolean>} whether it ended well
 */
async function run(script, isShown) {
	const child = spawn('npm', ['run', '--silent', script], { stdio: ['ignore', isShown ? 'inherit' : 'pipe', isShown ? 'inherit' : 'pipe'], shell: process.platform === 'win32' });
	const output = [];
	child.stdout?.on('data', (chunk) => output.push(chunk));
	child.stderr?.on('data', (chunk) => output.push(chunk));
	const startedAt = Date.now();
	const isGood = await new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (code) => resolve(code === 0));
	});
	console.log(`${Buffer.concat(output).toString()}> ${script}: ${isGood ? 'passed' : 'FAILED'} after ${Math.round((Date.now() - startedAt) / 1000)} s`);
	return isGood;
}

const scripts = process.argv.slice(2);
const results = await Promise.all(scripts.map((script, index) => run(script, index === scripts.length - 1)));
process.exitCode = results.every(Boolean) ? 0 : 1;
