/** What stands in place of a secret, as in Confluent's CLI. */
export const SECRET_MASK = 'hidden';

/** A text as it may be shown: without the secrets that it quotes, of which the longest come first. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
	return secrets.reduce((shown, secret) => shown.replaceAll(secret, SECRET_MASK), text);
}
