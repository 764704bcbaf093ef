import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { text as textOf } from 'node:stream/consumers';
import { closeServer, listenOnLoopback } from './ports.mjs';
import { SLACK_TOKEN } from './slackRedirect.mjs';

/** The channels of its workspace: those that the examples post to, and the one that every workspace has. */
export const CHANNELS = ['general', 'big-orders', 'flink-alerts', 'orders-digest'];

/** Messages that are kept, the newest. */
const KEPT = 1_000;

/**
 * @typedef {{ channel: string, text: string, at: number }} SlackMessage `channel` such as `#general`, `at` in epoch milliseconds
 * @typedef {Record<string, unknown>} Fields
 */

/** As Slack's ids: stable, a letter and ten characters. @param {string} name */
const channelId = (name) => `C${createHash('sha256').update(name).digest('hex').slice(0, 10).toUpperCase()}`;

/** @param {string} error one of the words in Slack's reference of the method */
const refusal = (error) => ({ ok: false, error });

/**
 * Options of Node that lead a process's requests to Slack to a stand-in.
 *
 * @param {string} standIn its address
 */
export const redirectToStandIn = (standIn) => ['--import', `${new URL('slackPreload.mjs', import.meta.url).href}?standIn=${encodeURIComponent(standIn)}`];

/** What of Slack's Web API n8n's Slack node needs to post messages, on loopback: it keeps what is posted. */
export class SlackStandIn {
	/** @type {SlackMessage[]} */
	messages = [];
	#server = createServer((request, response) => {
		this.#answer(request).then(
			(answer) => response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(answer)),
			() => response.writeHead(400).end(),
		);
	});
	#posted = 0;

	/** @returns its address, without a slash at its end */
	listen() {
		return listenOnLoopback(this.#server);
	}

	/**
	 * The first messages that fit, waited for until there are so many.
	 *
	 * @param {(message: SlackMessage) => boolean} fits
	 * @param {number} count
	 * @param {number} timeoutMs
	 * @returns {Promise<SlackMessage[]>} fewer where they have not come in time
	 */
	async waitFor(fits, count, timeoutMs) {
		for (const deadline = Date.now() + timeoutMs; ; await sleep(100)) {
			const found = this.messages.filter(fits);
			if (found.length >= count || Date.now() > deadline) return found.slice(0, count);
		}
	}

	close() {
		return closeServer(this.#server);
	}

	/**
	 * Slack answers errors of its methods with the status 200 as well.
	 *
	 * @param {import('node:http').IncomingMessage} request
	 * @returns {Promise<Fields>}
	 */
	async #answer(request) {
		const { pathname, searchParams } = new URL(request.url ?? '/', 'http://slack.com');
		const fields = { ...Object.fromEntries(searchParams), ...parsed(request.headers['content-type'], await textOf(request)) };
		const { authorization } = request.headers;
		if (authorization === undefined) return refusal('not_authed');
		if (authorization !== `Bearer ${SLACK_TOKEN}`) return refusal('invalid_auth');
		switch (pathname) {
			case '/api/chat.postMessage':
				return this.#post(fields);
			case '/api/auth.test':
				return { ok: true, url: 'https://stand-in.slack.com/', team: 'Stand-in', user: 'n8n', team_id: 'T0STANDIN00', user_id: 'U0STANDIN00', bot_id: 'B0STANDIN00' };
			// n8n's test of the credential.
			case '/api/users.profile.get':
				return { ok: true, profile: { real_name: 'n8n', display_name: 'n8n' } };
			case '/api/conversations.list':
				return { ok: true, channels: CHANNELS.map((name) => ({ id: channelId(name), name, is_channel: true, is_member: true })), response_metadata: { next_cursor: '' } };
			case '/api/users.list':
				return { ok: true, members: [{ id: 'U0STANDIN00', name: 'n8n', real_name: 'n8n', is_bot: true }], response_metadata: { next_cursor: '' } };
			default:
				return refusal('unknown_method');
		}
	}

	/** @param {Fields} fields */
	#post({ channel, text = '', blocks, attachments }) {
		const name = CHANNELS.find((known) => channel === `#${known}` || channel === known || channel === channelId(known));
		if (name === undefined) return refusal('channel_not_found');
		if (text === '' && blocks === undefined && attachments === undefined) return refusal('no_text');
		const message = { channel: `#${name}`, text: String(text), at: Date.now() };
		this.messages.push(message);
		this.messages.splice(0, this.messages.length - KEPT);
		this.#posted += 1;
		const ts = `${Math.floor(message.at / 1_000)}.${String(this.#posted % 1_000_000).padStart(6, '0')}`;
		return { ok: true, channel: channelId(name), ts, message: { type: 'message', subtype: 'bot_message', bot_id: 'B0STANDIN00', text: message.text, ts, ...(blocks === undefined ? {} : { blocks }), ...(attachments === undefined ? {} : { attachments }) } };
	}
}

/**
 * A body as Slack takes it: JSON or a form.
 *
 * @param {string | undefined} contentType
 * @param {string} body
 * @returns {Fields}
 */
function parsed(contentType, body) {
	if (body === '') return {};
	return contentType?.startsWith('application/json') ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body));
}
