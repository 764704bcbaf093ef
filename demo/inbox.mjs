import { createServer } from 'node:http';
import { closeServer, listenOnLoopback } from './ports.mjs';

/** Messages of a kind on the page, the newest. */
const SHOWN = 10;
const REFRESH_SECONDS = 2;

const STYLE = 'body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}pre{font:inherit;white-space:pre-wrap;margin:0}td{padding:.3rem 1rem .3rem 0;vertical-align:top}';

/** @param {string} text */
const escaped = (text) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** A page that shows the Slack messages and e-mails that workflows of the demo have sent. */
export class Inbox {
	#server;

	/**
	 * @param {Pick<import('./slackStandIn.mjs').SlackStandIn, 'messages'>} slack
	 * @param {Pick<import('./mailSink.mjs').MailSink, 'messages'>} mailSink
	 */
	constructor(slack, mailSink) {
		this.#server = createServer((_, response) => {
			response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(page(slack.messages, mailSink.messages));
		});
	}

	/** @returns its address */
	listen() {
		return listenOnLoopback(this.#server);
	}

	close() {
		return closeServer(this.#server);
	}
}

/**
 * @param {readonly import('./slackStandIn.mjs').SlackMessage[]} slack
 * @param {readonly import('./mailSink.mjs').Message[]} mails
 */
function page(slack, mails) {
	const channels = [...new Set(slack.map(({ channel }) => channel))].sort();
	const inSlack = channels.map((channel) => {
		const inChannel = slack.filter((message) => message.channel === channel);
		return section(`Slack ${channel}`, inChannel.map(({ at, text }) => [new Date(at).toLocaleTimeString('en-GB'), text]));
	});
	const inMail = section('E-mail', mails.map(({ to, subject, text }) => [to.join(', '), `${subject}\n${text}`]));
	const nothing = slack.length + mails.length === 0 ? '<p>Nothing has come yet.</p>' : '';
	return `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="${REFRESH_SECONDS}"><title>What the demo's workflows have sent</title><style>${STYLE}</style><h1>What the demo's workflows have sent</h1>${nothing}${inSlack.join('')}${inMail}</html>`;
}

/**
 * The newest rows first.
 *
 * @param {string} title
 * @param {ReadonlyArray<readonly [string, string]>} rows
 */
function section(title, rows) {
	if (rows.length === 0) return '';
	const newest = rows.slice(-SHOWN).reverse();
	return `<h2>${escaped(title)}</h2><table>${newest.map((row) => `<tr>${row.map((cell) => `<td><pre>${escaped(cell)}</pre></td>`).join('')}</tr>`).join('')}</table>`;
}
