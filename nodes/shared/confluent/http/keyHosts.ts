/**
 * Whether the key of a credential may be sent to `target`: to the credential's own origin, or from one host of
 * Confluent Cloud to another, since its gateway may send a client to another of its hosts.
 *
 * @param own where the credential is for
 */
export function mayReceiveKey(target: URL, own: URL): boolean {
	return target.origin === own.origin || (isConfluentCloud(target) && isConfluentCloud(own));
}

function isConfluentCloud(url: URL): boolean {
	return url.protocol === 'https:' && url.port === '' && url.hostname.endsWith('.confluent.cloud');
}
