import { urlToHttpOptions } from 'node:url';

/** The demo's access token. Only requests that carry it are led to the stand-in. */
export const SLACK_TOKEN = 'xoxb-stand-in-for-slack';

const SLACK_HOST = 'slack.com';

/**
 * @typedef {import('node:http').RequestOptions} RequestOptions
 * @typedef {(...args: any[]) => import('node:http').ClientRequest} RequestFunction as `http.request` and `https.request`
 */

/**
 * An `https.request` that sends what is meant for Slack to a stand-in: requests to slack.com with the demo's token.
 * It passes everything else on untouched, also requests to slack.com with somebody's own token.
 *
 * @param {object} ways
 * @param {RequestFunction} ways.secure the real `https.request`
 * @param {RequestFunction} ways.plain the real `http.request`
 * @param {string} ways.standIn where the stand-in listens, such as `http://127.0.0.1:4711`
 * @returns {RequestFunction}
 */
export function redirectSlack({ secure, plain, standIn }) {
	const { hostname, port } = new URL(standIn);
	return (...args) => {
		const options = optionsOf(args);
		if (!isForStandIn(options)) return secure(...args);
		// Slack's agent speaks TLS, and through a proxy where the machine has one.
		const { agent, createConnection, lookup, ...rest } = options;
		return plain({ ...rest, protocol: 'http:', host: hostname, hostname, port }, args.find((arg) => typeof arg === 'function'));
	};
}

/** Node takes an address, options, or both. @param {readonly any[]} args @returns {RequestOptions} */
function optionsOf([first, second]) {
	const address = typeof first === 'string' ? new URL(first) : first;
	if (!(address instanceof URL)) return address;
	return { ...urlToHttpOptions(address), ...(typeof second === 'object' ? second : {}) };
}

/** @param {RequestOptions} options */
function isForStandIn({ hostname, host, headers }) {
	if ((hostname ?? host) !== SLACK_HOST) return false;
	return Object.entries(headers ?? {}).some(([name, value]) => name.toLowerCase() === 'authorization' && value === `Bearer ${SLACK_TOKEN}`);
}
