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

const CONTROL_PLANE = 'https://api.confluent.cloud';

/**
 * The origin of the control plane that a key of the data plane may be shown to: Confluent's own, for a key that is for
 * one of its hosts. A proxy or another host that the user named is asked itself: nothing says that the key may go
 * anywhere else.
 *
 * @param origin where the credential is for
 */
export function controlPlaneOf(origin: string): string {
	return mayReceiveKey(new URL(CONTROL_PLANE), new URL(origin)) ? CONTROL_PLANE : origin;
}
