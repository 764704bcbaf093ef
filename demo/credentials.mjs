import { LOOPBACK } from './ports.mjs';
import { SLACK_TOKEN } from './slackRedirect.mjs';

/**
 * The credentials of the demo, one a type, filled from what the emulator says of itself.
 *
 * @param {import('./emulator.mjs').EmulatorDescription} emulator
 * @param {number} smtpPort port of the mail sink
 */
export function demoCredentials({ baseUrl, flinkApi, cloudApi }, smtpPort) {
	return [
		{ name: 'Confluent Flink account', type: 'confluentFlinkApi', data: { ...flinkApi, endpoint: 'custom', baseUrl } },
		{ name: 'Confluent Cloud account', type: 'confluentCloudApi', data: { ...cloudApi, baseUrl } },
		{
			name: 'SMTP account',
			type: 'smtp',
			data: { host: LOOPBACK, port: smtpPort, secure: false, disableStartTls: true, user: '', password: '' },
		},
		{ name: 'Slack account', type: 'slackApi', data: { accessToken: SLACK_TOKEN } },
	];
}

/**
 * Saves the credentials in n8n.
 *
 * @param {import('./n8nClient.mjs').N8nClient} client
 * @param {ReadonlyArray<{ name: string, type: string, data: Record<string, unknown> }>} credentials
 * @returns {Promise<Map<string, { id: string, name: string }>>} by credential type
 */
export async function importCredentials(client, credentials) {
	const saved = new Map();
	for (const credential of credentials) {
		saved.set(credential.type, { id: await client.saveCredential(credential), name: credential.name });
	}
	return saved;
}
