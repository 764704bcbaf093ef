/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

import { answerAt, answerRequest } from '../api/answer';
import { keyIdOf } from '../api/auth';
import type { World } from '../cloud/world';
import type { Control } from '../control/control';
import { answerControl, CONTROL_PREFIX } from '../control/controlRoutes';
import { ApiFailure, failureReply } from '../http/errors';
import type { Incoming } from '../http/incoming';
import { readIncoming } from '../http/incoming';
import type { Reply } from '../http/reply';
import type { RecordedExchange } from '../state/options';
import { answerReply, redirectReply } from '../traffic/faultReply';
import type { Fault, Faults } from '../traffic/faults';
import type { Journal, JournalEntry } from '../traffic/journal';
import type { RateLimits } from '../traffic/rateLimits';
import { tooManyRequests } from '../traffic/rateLimits';
import { recorded, writeReply } from './writeReply';

/** The default of five seconds makes clients race with the server's closing of idle connections. */
const KEEP_ALIVE_MS = 65_000;

export interface ServerParts {
	readonly world: World;
	readonly journal: Journal;
	readonly faults: Faults;
	readonly limits: RateLimits;
	readonly control: Control;
	readonly onExchange: ((exchange: RecordedExchange) => void) | undefined;
}

/** What becomes of a request: an answer, or none, with the connection closed or left open. */
type Outcome = Reply | 'drop' | 'hang';

/** The way of a request: journal, rate limits, faults, then the API itself. */
export class EmulatorServer {
	readonly http: Server;
	private readonly connections = new WeakMap<
		Socket,
		{ readonly number: number; readonly surplus: boolean }
	>();

	constructor(private readonly parts: ServerParts) {
		this.http = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
			this.serve(request, response).catch((error: unknown) => response.destroy(asError(error)));
		});
		this.http.on('connection', (socket) => this.connected(socket));
	}

	private connected(socket: Socket): void {
		const { journal, world } = this.parts;
		const number = journal.connected();
		const most = world.settings.limits?.connections ?? Infinity;
		this.connections.set(socket, { number, surplus: journal.openConnections > most });
		socket.once('close', () => journal.disconnected());
	}

	private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const incoming = await readIncoming(request);
		if (incoming.path.startsWith(CONTROL_PREFIX)) {
			const reply = await answerControl(this.parts.control, incoming, this.address().address);
			return void writeReply(response, reply, this.parts.world.clock.now());
		}
		const entry = this.journalEntry(incoming, request.socket);
		const arrived = performance.now();
		try {
			const outcome = await this.outcome(incoming, request.socket, entry);
			if (outcome === 'drop') request.socket.destroy();
			if (typeof outcome === 'string') return;
			this.finish(incoming, response, outcome, entry);
			entry.durationMs = performance.now() - arrived;
		} finally {
			this.parts.journal.end(entry);
		}
	}

	private finish(incoming: Incoming, response: ServerResponse, reply: Reply, entry: JournalEntry): void {
		const written = writeReply(response, reply, this.parts.world.clock.now());
		entry.status = reply.status;
		entry.requestId = written.requestId;
		this.parts.onExchange?.(recorded(incoming, reply, written));
	}

	private journalEntry({ method, path, query, headers }: Incoming, socket: Socket): JournalEntry {
		return this.parts.journal.begin({
			at: this.parts.world.clock.now(),
			method,
			path,
			query: query.toString(),
			keyId: keyIdOf(headers.authorization),
			connection: this.connections.get(socket)?.number ?? 0,
		});
	}

	private async outcome(incoming: Incoming, socket: Socket, entry: JournalEntry): Promise<Outcome> {
		const refused = this.refuse(socket);
		if ('status' in refused) return refused;
		const { latencyMs, fault } = this.parts.faults.decide(incoming.method, incoming.path);
		if (latencyMs > 0) await delay(latencyMs);
		entry.fault = fault?.kind ?? null;
		const reply = await this.play(fault, incoming);
		return typeof reply === 'string'
			? reply
			: { ...reply, headers: { ...refused.headers, ...reply.headers } };
	}

	/** A 429, or the rate headers of an answer to come. */
	private refuse(socket: Socket): Reply | { readonly headers: Readonly<Record<string, string>> } {
		const { limits: settings } = this.parts.world.settings;
		if (!settings) return { headers: {} };
		if (this.connections.get(socket)?.surplus === true) {
			return tooManyRequests({ 'Retry-After': '1', Connection: 'close' });
		}
		const now = this.parts.world.clock.now();
		const verdict = this.parts.limits.admit(socket.remoteAddress ?? '', settings, now);
		return verdict.allowed ? { headers: verdict.headers } : tooManyRequests(verdict.headers);
	}

	private async play(
		fault: Exclude<Fault, { kind: 'latency' }> | null,
		incoming: Incoming,
	): Promise<Outcome> {
		if (fault === null) return this.work(incoming);
		if (fault.kind === 'redirect') return redirectReply(fault, incoming.url);
		if (fault.kind === 'twice') await this.work(incoming);
		if (fault.kind === 'twice') return this.work(incoming);
		if (fault.when === 'after') await this.work(incoming);
		else if (typeof fault.when === 'object') this.workLater(incoming, fault.when.laterMs);
		return fault.kind === 'answer' ? answerReply(fault) : fault.kind;
	}

	/** Lets a request be carried out that its client has long given up. */
	private workLater(incoming: Incoming, laterMs: number): void {
		const { world } = this.parts;
		world.cloud.agenda.schedule(world.clock.now() + laterMs, async (at) => {
			try {
				await answerAt(world, incoming, this.baseUrl(), at);
			} catch (error) {
				if (!(error instanceof ApiFailure)) throw asError(error);
			}
		});
	}

	private async work(incoming: Incoming): Promise<Reply> {
		try {
			return await answerRequest(this.parts.world, incoming, this.baseUrl());
		} catch (error) {
			if (error instanceof ApiFailure) return failureReply(error);
			process.emitWarning(asError(error));
			return failureReply(new ApiFailure(500, `The emulator failed: ${asError(error).message}`));
		}
	}

	/** @throws Error before the server listens */
	baseUrl(): string {
		return `http://127.0.0.1:${this.address().port}`;
	}

	private address(): AddressInfo {
		const address = this.http.address();
		if (address === null || typeof address === 'string') throw new Error('the emulator is not listening');
		return address;
	}
}

function asError(error: unknown): Error {
	return error instanceof Error ? error : new Error(String(error));
}
