import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';
import { LOOPBACK } from './ports.mjs';

const requireFromRoot = createRequire(join(ROOT, 'package.json'));

/**
 * @typedef {{ from: string, to: string[], subject: string, text: string }} Message `from` and `to` as the envelope has them
 */

/** An SMTP server on loopback that keeps what it is given: nothing leaves this machine. */
export class MailSink {
	/** @type {Message[]} */
	messages = [];
	#server;

	constructor() {
		const { SMTPServer } = requireFromRoot('smtp-server');
		const { simpleParser } = requireFromRoot('mailparser');
		this.#server = new SMTPServer({
			authOptional: true,
			disabledCommands: ['STARTTLS', 'AUTH'],
			disableReverseLookup: true,
			/**
			 * @param {import('node:stream').Readable} stream
			 * @param {any} session
			 * @param {(error?: unknown) => void} done
			 */
			onData: (stream, { envelope }, done) => {
				simpleParser(stream).then(
					(/** @type {{ subject?: string, text?: string, html?: string | false }} */ { subject, text, html }) => {
						/** @type {{ address: string }[]} */
						const recipients = envelope.rcptTo;
						this.messages.push({
							from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
							to: recipients.map(({ address }) => address),
							subject: subject ?? '',
							text: text ?? (html || ''),
						});
						done();
					},
					done,
				);
			},
		});
	}

	/** @returns {Promise<number>} its port */
	listen() {
		return new Promise((resolve, reject) => {
			this.#server.on('error', reject);
			this.#server.listen(0, LOOPBACK, () => resolve(this.#server.server.address().port));
		});
	}

	/**
	 * The first message that fits, waited for.
	 *
	 * @param {(message: Message) => boolean} fits
	 * @param {number} timeoutMs
	 * @returns {Promise<Message | undefined>}
	 */
	async waitFor(fits, timeoutMs) {
		const deadline = Date.now() + timeoutMs;
		for (;;) {
			const found = this.messages.find(fits);
			if (found !== undefined || Date.now() > deadline) return found;
			await sleep(100);
		}
	}

	/** @returns {Promise<void>} */
	close() {
		return new Promise((resolve) => this.#server.close(() => resolve()));
	}
}
