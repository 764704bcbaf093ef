/* eslint-disable @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { gzipSync } from 'node:zlib';

import type { Reply } from '../http/reply';
import { newRequestId } from '../http/requestId';
import type { AnswerFault, FaultBody, RedirectFault } from './faults';

const DEFAULT_DETAIL = 'We encountered technical difficulties on our end.';

export function answerReply(fault: AnswerFault): Reply {
	const detail = fault.detail ?? DEFAULT_DETAIL;
	const headers = {
		...fault.headers,
		...(fault.retryAfter !== undefined && { 'Retry-After': fault.retryAfter }),
	};
	const { contentType, text } = BODIES[fault.body ?? 'errors'](fault.status, detail);
	if (contentType === null) return { status: fault.status, headers };
	return { status: fault.status, headers: { 'Content-Type': contentType, ...headers }, raw: text };
}

export function redirectReply(fault: RedirectFault, pathAndQuery: string): Reply {
	const isOrigin = new URL(fault.location).pathname === '/';
	const location = isOrigin ? new URL(pathAndQuery, fault.location).href : fault.location;
	return { status: fault.status ?? 307, headers: { Location: location } };
}

interface Body {
	readonly contentType: string | null;
	readonly text: string | Buffer;
}

const BODIES: Readonly<Record<FaultBody, (status: number, detail: string) => Body>> = {
	errors: (status, detail) => json(errorsOf(status, detail)),
	message: (_status, detail) => json({ message: detail }),
	errorCode: (status, detail) => json({ error_code: status * 100 + 1, message: detail }),
	nested: (_status, detail) => json({ error: { message: detail } }),
	nestedCode: (status) => json({ error: { code: status } }),
	html: (status, detail) => ({
		contentType: 'text/html; charset=utf-8',
		text: `<html><head><title>${status}</title></head><body><h1>${status}</h1><p>${detail}</p></body></html>`,
	}),
	text: (_status, detail) => ({ contentType: 'text/plain; charset=utf-8', text: detail }),
	empty: () => ({ contentType: null, text: '' }),
	// Compressed, and no Content-Encoding says so.
	gzip: (status, detail) => ({
		contentType: 'application/json',
		text: gzipSync(JSON.stringify(errorsOf(status, detail))),
	}),
};

function json(value: object): Body {
	return { contentType: 'application/json', text: JSON.stringify(value) };
}

function errorsOf(status: number, detail: string): object {
	return { errors: [{ id: newRequestId(), status: String(status), detail, source: {} }] };
}
