const URL_PARTS = /^([A-Za-z][A-Za-z0-9+.-]*):(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s;

/** Protocols that java.net.URL has a handler of. */
const PROTOCOLS = new Set(['http', 'https', 'ftp', 'file', 'jar', 'jrt', 'mailto']);

/** As Java's URLEncoder: `application/x-www-form-urlencoded`, where a space is a plus. */
export function urlEncode(text: string): string {
	return encodeURIComponent(text)
		.replace(/%20/g, '+')
		.replace(/[!'()~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** As Java's URLDecoder, or null for what is not encoded so. */
export function urlDecode(text: string): string | null {
	try {
		return decodeURIComponent(text.replace(/\+/g, ' '));
	} catch {
		return null;
	}
}

/** A part of a URL by the names that PARSE_URL knows, or the value of a key of its query; null where there is none. */
export function urlPart(url: string, part: string, key: string): string | null {
	const match = URL_PARTS.exec(url);
	if (!match) return null;
	const [, protocol = '', authority, path = '', query, ref] = match;
	if (!PROTOCOLS.has(protocol.toLowerCase()) || /:[^\]]*[^\]\d][^\]]*$/.test(authority?.replace(/^.*@/, '') ?? '')) return null;
	if (key !== '') return part === 'QUERY' ? queryValue(query ?? '', key) : null;
	const [user, host] = authority?.includes('@') ? authority.split('@', 2) : [undefined, authority];
	const parts: Readonly<Record<string, string | undefined>> = {
		PROTOCOL: protocol,
		AUTHORITY: authority,
		USERINFO: user,
		HOST: host?.replace(/:\d*$/, ''),
		PATH: path,
		QUERY: query,
		REF: ref,
		FILE: path + (query === undefined ? '' : `?${query}`),
	};
	return parts[part] ?? null;
}

function queryValue(query: string, key: string): string | null {
	const found = query.split('&').find((pair) => pair.startsWith(`${key}=`));
	return found === undefined ? null : found.slice(key.length + 1);
}
