/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { PEERS, type PeerId } from './clients';

/** Where the clients are put; not in the repository. */
export const CACHE = path.join(__dirname, '.cache');

/** What the installation says of one client: where it is, or why it is not there. */
export type Presence = { readonly home: string } | { readonly reason: string };

const LEDGER = path.join(CACHE, 'installed.json');

export function ledgerFile(): string {
	return LEDGER;
}

/** @throws Error where the installation has not run: the suite's global set-up does that */
export function presenceOf(peer: PeerId): Presence {
	const ledger: unknown = JSON.parse(readFileSync(LEDGER, 'utf8'));
	const entry: unknown = typeof ledger === 'object' && ledger !== null ? Reflect.get(ledger, peer) : undefined;
	if (typeof entry !== 'object' || entry === null) throw new Error(`${PEERS[peer].name} is not in ${LEDGER}`);
	if ('home' in entry && typeof entry.home === 'string') return { home: entry.home };
	return { reason: 'reason' in entry && typeof entry.reason === 'string' ? entry.reason : 'no reason was given' };
}

/** A suite of a client's checks; where the client is not there, one skipped test that says why. */
export function describePeer(peer: PeerId, checks: (home: string) => void): void {
	const presence = presenceOf(peer);
	describe(PEERS[peer].name, () => {
		if ('home' in presence) checks(presence.home);
		else it.skip(`${PEERS[peer].name} is not installed: ${presence.reason}`, () => {});
	});
}
