import type { Reply } from './reply';
import { newRequestId } from './requestId';

export interface ErrorSource {
	readonly pointer?: string;
	readonly parameter?: string;
}

/** A refusal in the words of the API; the server writes it as a body of `errors[]`. */
export class ApiFailure extends Error {
	constructor(
		readonly status: number,
		readonly detail: string,
		readonly extra: { readonly code?: string; readonly title?: string; readonly source?: ErrorSource } = {},
		readonly headers: Readonly<Record<string, string>> = {},
	) {
		super(detail);
		this.name = 'ApiFailure';
	}
}

/** The body shape of both planes. Real gateway errors often carry no more than `id`, `status`, `detail`, `source`. */
export function failureReply(failure: ApiFailure): Reply {
	const { status, detail, extra, headers } = failure;
	const { code, title, source } = extra;
	const error = {
		id: newRequestId(),
		status: String(status),
		...(code !== undefined && { code }),
		...(title !== undefined && { title }),
		detail,
		source: source ?? {},
	};
	return { status, headers, body: { errors: [error] } };
}

export function malformed(violation: string, source?: ErrorSource): ApiFailure {
	return new ApiFailure(400, `Request is malformed: Violations: ${violation}`, source ? { source } : {});
}

export function violations(text: string): ApiFailure {
	return new ApiFailure(400, `Violations [${text}]`);
}

/** An unknown or unfitting key on the gateway: a Cloud key, or one of another region or environment. */
export function invalidGatewayKey(): ApiFailure {
	const challenge = 'Basic error="invalid_key", error_description="The API Key is invalid"';
	return new ApiFailure(401, 'Unauthorized', {}, { 'WWW-Authenticate': challenge });
}

/** What the control plane answers to keys that it does not know and to Flink keys. */
export function invalidCloudKey(): ApiFailure {
	return new ApiFailure(403, 'invalid API key', {
		code: 'user_unauthorized',
		title: 'User Access Unauthorized',
	});
}

export function noCredentials(): ApiFailure {
	const challenge = 'Basic realm="Confluent Cloud"';
	return new ApiFailure(
		401,
		'Valid authentication credentials must be provided',
		{ code: 'user_unauthenticated', title: 'Authentication Required' },
		{ 'WWW-Authenticate': challenge },
	);
}

export function statementNotFound(name: string): ApiFailure {
	return new ApiFailure(404, `Statement resource=${name} does not exist`);
}

/** What a key whose role covers one compute pool is answered about everything else, whether it is there or not. */
export function notCovered(): ApiFailure {
	return new ApiFailure(403, 'Forbidden');
}

export function resourceNotFound(): ApiFailure {
	return new ApiFailure(404, 'Resource Not Found');
}

export function unknownPoolOfStatement(id: string): ApiFailure {
	return new ApiFailure(400, `logical compute pool=${id} not found`);
}
