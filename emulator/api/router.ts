/* eslint-disable @n8n/community-nodes/require-node-api-error -- not in the published package: n8n's rules for nodes do not apply here */
import { ApiFailure } from '../http/errors';
import { ROUTES, type Route } from './routes';

export interface Match {
	readonly route: Route;
	/** Decoded path segments by name. */
	readonly params: Readonly<Record<string, string>>;
}

const COMPILED = ROUTES.map((route) => ({ route, segments: route.template.split('/') }));

/** The route of a request. @throws ApiFailure 404 for an unknown path, 405 for a method that it does not have, 400 for a broken escape */
export function matchRoute(method: string, path: string): Match {
	const segments = path.split('/');
	const fitting = COMPILED.filter((compiled) => fits(compiled.segments, segments));
	if (fitting.length === 0) throw new ApiFailure(404, 'Resource Not Found', { title: 'Not Found' });
	const found = fitting.find(({ route }) => route.method === method);
	if (!found) throw new ApiFailure(405, `Method ${method} is not allowed here`);
	return { route: found.route, params: readParams(found.segments, segments) };
}

function fits(template: readonly string[], segments: readonly string[]): boolean {
	if (template.length !== segments.length) return false;
	return template.every((part, at) => (isParam(part) ? segments[at] !== '' : part === segments[at]));
}

function readParams(template: readonly string[], segments: readonly string[]): Record<string, string> {
	const params: Record<string, string> = {};
	template.forEach((part, at) => {
		if (isParam(part)) params[part.slice(1, -1)] = decodeSegment(segments[at] ?? '');
	});
	return params;
}

function isParam(part: string): boolean {
	return part.startsWith('{');
}

function decodeSegment(segment: string): string {
	try {
		return decodeURIComponent(segment);
	} catch {
		throw new ApiFailure(400, `Malformed escape in path segment ${segment}`);
	}
}
