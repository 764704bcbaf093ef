import { randomUUID } from 'node:crypto';

/** `X-Request-Id` and `errors[].id`. */
export function newRequestId(): string {
	return randomUUID().replaceAll('-', '');
}
