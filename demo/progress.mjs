/** Milliseconds between two signs of life of a long step. */
const HEARTBEAT_MS = 5_000;

/** @param {number} startedAt epoch milliseconds */
const secondsSince = (startedAt) => ((Date.now() - startedAt) / 1000).toFixed(1);

/**
 * Runs one step of the demo in sight of the user: its title at once, a line with the seconds so far and the last
 * note every five seconds, and its time at the end.
 *
 * @template T
 * @param {string} title
 * @param {(note: (text: string) => void) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
	const startedAt = Date.now();
	let latest = '';
	console.log(`> ${title}`);
	const heartbeat = setInterval(() => {
		console.log(`    ${secondsSince(startedAt)} s${latest === '' ? '' : `: ${latest}`}`);
	}, HEARTBEAT_MS);
	try {
		const result = await work((text) => {
			latest = text;
		});
		console.log(`    done in ${secondsSince(startedAt)} s`);
		return result;
	} catch (error) {
		console.log(`    stopped after ${secondsSince(startedAt)} s`);
		throw error;
	} finally {
		clearInterval(heartbeat);
	}
}
