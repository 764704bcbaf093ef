const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\])$/;

/**
 * Whether a `Host` header names this machine: a loopback name or address, or the address listened on. A web page whose
 * host name was made to resolve to this machine (DNS rebinding) is no foreign origin to a browser; its name stays in
 * this header.
 *
 * @param header with or without a port; undefined where the request has none
 * @param listening the address that is listened on, such as `127.0.0.1`
 */
export function isOwnHost(header: string | undefined, listening: string): boolean {
	const host = hostName(header);
	return host !== undefined && (LOOPBACK.test(host) || host === hostName(listening.includes(':') ? `[${listening}]` : listening));
}

/** In the one form that URLs have of it; undefined for what is no host. */
function hostName(header: string | undefined): string | undefined {
	if (header === undefined || !/^[\w.:[\]-]+$/.test(header) || !URL.canParse(`http://${header}`)) return undefined;
	return new URL(`http://${header}`).hostname.replace(/\.$/, '');
}
