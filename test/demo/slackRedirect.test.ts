import { demoModule, inDemo } from './demoProcess';

/** Loads what the demo's n8n loads, then posts by each of the ways. What is given has the texts that arrived. */
async function arrived(...ways: readonly string[]): Promise<unknown> {
	return await inDemo(`
		import { createRequire } from 'node:module';
		import { SlackStandIn, redirectToStandIn } from ${demoModule('slackStandIn.mjs')};
		import { SLACK_TOKEN } from ${demoModule('slackRedirect.mjs')};
		const slack = new SlackStandIn();
		const [, preload] = redirectToStandIn(await slack.listen());
		await import(preload);
		const require = createRequire(process.cwd() + '/package.json');
		const https = require('https');
		const url = 'https://slack.com/api/chat.postMessage';
		const form = (text) => url + '?channel=general&text=' + text;
		const headers = { Authorization: 'Bearer ' + SLACK_TOKEN };
		const ended = (request) => new Promise((resolve, reject) => request.on('response', (response) => response.resume().on('end', resolve)).on('error', reject).end());
		${ways.map((way) => `await (${way});`).join('\n')}
		give(slack.messages.map(({ text }) => text));
		await slack.close();
	`);
}

it.each([
	['an address and options', `ended(https.request(form('one'), { method: 'POST', headers }))`],
	['a URL and options', `ended(https.request(new URL(form('one')), { headers }))`],
	['options alone, with an agent for TLS', `ended(https.request({ hostname: 'slack.com', port: 443, path: '/api/chat.postMessage?channel=general&text=one', headers, agent: new https.Agent({ keepAlive: true }) }))`],
	['get, with a callback', `new Promise((resolve) => https.get(form('one'), { headers }, (response) => response.resume().on('end', resolve)))`],
	['an import of the module', `import('node:https').then(({ request }) => ended(request(form('one'), { headers })))`],
	["axios, which is behind n8n's request helper", `require('axios').post(url, { channel: '#general', text: 'one' }, { headers })`],
	['axios without redirects', `require('axios').post(url, { channel: '#general', text: 'one' }, { headers, maxRedirects: 0 })`],
])('a request to Slack reaches the stand-in: %s', async (_, way) => {
	await expect(arrived(way)).resolves.toEqual(['one']);
});

it.each([
	['another host', `'https://api.example.com/x', { headers: { authorization: 'Bearer ' + SLACK_TOKEN } }`],
	['a host whose name ends like it', `'https://notslack.com/api/x', { headers: { authorization: 'Bearer ' + SLACK_TOKEN } }`],
	["Slack with somebody's own token", `{ hostname: 'slack.com', path: '/api/x', headers: { Authorization: 'Bearer xoxb-own' } }`],
	['Slack without a token', `'https://slack.com/api/x'`],
])('a request to %s goes its way, its arguments untouched', async (_, args) => {
	const given = await inDemo(`
		import { redirectSlack, SLACK_TOKEN } from ${demoModule('slackRedirect.mjs')};
		const args = [${args}];
		const request = redirectSlack({ secure: (...passed) => ({ untouched: passed.every((arg, index) => arg === args[index]) && passed.length === args.length }), plain: () => ({ untouched: false }), standIn: 'http://127.0.0.1:1' });
		give(request(...args));
	`);
	expect(given).toEqual({ untouched: true });
});
