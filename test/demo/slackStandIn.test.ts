/* eslint-disable @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { INode } from 'n8n-workflow';

import { PACKAGE_ROOT } from '../host/package';
import { demoModule, inDemo } from './demoProcess';

const CHANNEL_ID = /^C[0-9A-F]{10}$/;

/** Asks a stand-in one after another; each entry is a method of Slack's, a body, and a token other than the demo's. */
async function answers(calls: ReadonlyArray<readonly [method: string, body?: unknown, authorization?: string | null]>): Promise<unknown[]> {
	return (await inDemo(`
		import { SlackStandIn } from ${demoModule('slackStandIn.mjs')};
		import { SLACK_TOKEN } from ${demoModule('slackRedirect.mjs')};
		const slack = new SlackStandIn();
		const url = await slack.listen();
		const found = [];
		for (const [method, body, authorization = 'Bearer ' + SLACK_TOKEN] of ${JSON.stringify(calls)}) {
			const headers = { 'content-type': 'application/json; charset=utf-8', ...(authorization === null ? {} : { authorization }) };
			const response = await fetch(url + '/api/' + method, { method: body === undefined ? 'GET' : 'POST', headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
			found.push(await response.json());
		}
		give([...found, slack.messages]);
		await slack.close();
	`)) as unknown[];
}

it('a message is kept, and answered as Slack does', async () => {
	const [answer, messages] = await answers([['chat.postMessage', { channel: '#big-orders', text: 'Order 1' }]]);
	expect(answer).toEqual({
		ok: true,
		channel: expect.stringMatching(CHANNEL_ID),
		ts: expect.stringMatching(/^\d{10}\.\d{6}$/),
		message: { type: 'message', subtype: 'bot_message', bot_id: expect.any(String), text: 'Order 1', ts: expect.any(String) },
	});
	expect(messages).toEqual([{ channel: '#big-orders', text: 'Order 1', at: expect.any(Number) }]);
});

it('a channel is named with or without #, or by the id that the list of channels has', async () => {
	const [list] = (await answers([['conversations.list?limit=200']])) as [{ channels: Array<{ id: string; name: string }> }];
	const { id } = list.channels.find(({ name }) => name === 'flink-alerts') ?? { id: '' };
	const posts = ['#flink-alerts', 'flink-alerts', id].map((channel) => ['chat.postMessage', { channel, text: channel }] as const);
	const messages = (await answers(posts)).at(-1);
	expect(messages).toEqual(['#flink-alerts', 'flink-alerts', id].map((text) => ({ channel: '#flink-alerts', text, at: expect.any(Number) })));
});

it.each([
	['without a token', ['chat.postMessage', { channel: '#general', text: 'x' }, null], 'not_authed'],
	['with another token', ['chat.postMessage', { channel: '#general', text: 'x' }, 'Bearer xoxb-other'], 'invalid_auth'],
	['for a channel that is not there', ['chat.postMessage', { channel: '#nowhere', text: 'x' }], 'channel_not_found'],
	['without a channel', ['chat.postMessage', { text: 'x' }], 'channel_not_found'],
	['without a text', ['chat.postMessage', { channel: '#general' }], 'no_text'],
	['of a method that it does not have', ['files.upload', {}], 'unknown_method'],
] as const)('a request %s is refused with the word that Slack has for it', async (_, call, error) => {
	await expect(answers([call])).resolves.toEqual([{ ok: false, error }, []]);
});

it("n8n's test of the credential succeeds with the demo's token alone", async () => {
	const [right, wrong] = await answers([['users.profile.get'], ['users.profile.get', undefined, 'Bearer xoxb-other']]);
	expect(right).toMatchObject({ ok: true });
	expect(wrong).toEqual({ ok: false, error: 'invalid_auth' });
});

it('it has the channels of all examples, whose nodes find its credential by name', async () => {
	const folder = path.join(PACKAGE_ROOT, 'examples');
	const nodes = readdirSync(folder)
		.filter((name) => name.endsWith('.json'))
		.flatMap((name) => (JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as { nodes: INode[] }).nodes)
		.filter(({ type }) => type === 'n8n-nodes-base.slack');
	const [channels, credentials] = (await inDemo(`
		import { CHANNELS } from ${demoModule('slackStandIn.mjs')};
		import { demoCredentials } from ${demoModule('credentials.mjs')};
		give([CHANNELS, demoCredentials({ flinkApi: {}, cloudApi: {} }, 1)]);
	`)) as [string[], Array<{ name: string; type: string }>];
	expect(nodes.length).toBeGreaterThan(2);
	for (const { parameters, credentials: wanted } of nodes) {
		expect(channels.map((name) => `#${name}`)).toContain((parameters['channelId'] as { value: string }).value);
		expect(credentials).toContainEqual(expect.objectContaining({ type: 'slackApi', name: wanted?.['slackApi']?.name }));
	}
});
