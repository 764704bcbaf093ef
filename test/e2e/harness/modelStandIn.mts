import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';

export interface ChatMessage {
	readonly role: 'system' | 'user' | 'assistant' | 'tool';
	readonly content: string | null;
	readonly tool_call_id?: string;
	readonly tool_calls?: ReadonlyArray<{ readonly id: string; readonly function: { readonly name: string; readonly arguments: string } }>;
}

export interface ToolOffer {
	readonly type: 'function';
	readonly function: { readonly name: string; readonly description: string; readonly parameters: { readonly properties: Record<string, unknown>; readonly required?: readonly string[] } };
}

/** What a client of OpenAI's chat completions sends, as far as it is looked at here. */
export interface ChatRequest {
	readonly model: string;
	readonly messages: readonly ChatMessage[];
	readonly tools?: readonly ToolOffer[];
	readonly stream?: boolean;
}

/** A model's turn: it says something, or wants a tool called. */
export type Turn = { readonly say: string } | { readonly call: string; readonly with: Record<string, unknown> };

export interface ModelStandIn {
	/** For an `openAiApi` credential of n8n. */
	readonly credential: { name: string; type: string; data: Record<string, unknown> };
	/** Every conversation that was sent, in order. */
	readonly requests: readonly ChatRequest[];
	close(): Promise<void>;
}

const API_KEY = 'sk-local-stand-in';

/**
 * Stands in for the HTTP API of a language model on loopback: `POST /v1/chat/completions`, streamed or not, and the
 * list of models. What the model would make of a conversation, `think` decides; where it throws, the answer is 500
 * with its message.
 */
export async function startModelStandIn(think: (request: ChatRequest) => Turn): Promise<ModelStandIn> {
	const requests: ChatRequest[] = [];
	const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		if (request.headers.authorization !== `Bearer ${API_KEY}`) return json(response, 401, { error: { message: 'Incorrect API key provided' } });
		if (request.method === 'GET' && request.url === '/v1/models') return json(response, 200, { object: 'list', data: [{ id: 'gpt-5-mini', object: 'model' }] });
		if (request.method !== 'POST' || request.url !== '/v1/chat/completions') return json(response, 404, { error: { message: `No ${request.method ?? ''} ${request.url ?? ''}` } });
		const chat = JSON.parse(await bodyOf(request)) as ChatRequest;
		requests.push(chat);
		complete(response, chat, think(chat));
	};
	const server = createServer((request, response) => {
		answer(request, response).catch((error: unknown) => json(response, 500, { error: { message: String(error) } }));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/v1`;
	return {
		credential: { name: 'OpenAI account', type: 'openAiApi', data: { apiKey: API_KEY, url } },
		requests,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

async function bodyOf(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString('utf8');
}

function json(response: ServerResponse, status: number, body: unknown): void {
	response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function complete(response: ServerResponse, { model, stream }: ChatRequest, turn: Turn): void {
	const calls = 'call' in turn ? [{ index: 0, id: `call_${randomUUID()}`, type: 'function', function: { name: turn.call, arguments: JSON.stringify(turn.with) } }] : undefined;
	const message = { role: 'assistant', content: 'say' in turn ? turn.say : null, ...(calls === undefined ? {} : { tool_calls: calls }) };
	const finish = calls === undefined ? 'stop' : 'tool_calls';
	const shared = { id: `chatcmpl-${randomUUID()}`, created: Math.floor(Date.now() / 1000), model };
	if (stream !== true) {
		json(response, 200, { ...shared, object: 'chat.completion', choices: [{ index: 0, message, finish_reason: finish }], usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 } });
		return;
	}
	response.writeHead(200, { 'content-type': 'text/event-stream' });
	for (const [delta, reason] of [[message, null], [{}, finish]] as const) {
		response.write(`data: ${JSON.stringify({ ...shared, object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: reason }] })}\n\n`);
	}
	response.end('data: [DONE]\n\n');
}
