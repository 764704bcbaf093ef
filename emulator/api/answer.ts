import type { Cloud } from '../cloud/cloud';
import type { World } from '../cloud/world';
import { malformed } from '../http/errors';
import { mediaType, type Incoming } from '../http/incoming';
import type { Reply } from '../http/reply';
import { authenticate } from './auth';
import { matchRoute } from './router';
import type { Route } from './routes';

/** What the API answers: path, key and body are checked, then the operation runs. @throws ApiFailure */
export async function answerRequest(world: World, incoming: Incoming, baseUrl: string): Promise<Reply> {
	await world.catchUp();
	return await answer(world.cloud, incoming, baseUrl);
}

/** The same for a request that is carried out at `at`, in epoch milliseconds, whenever that moment is caught up on. @throws ApiFailure */
export async function answerAt(world: World, incoming: Incoming, baseUrl: string, at: number): Promise<Reply> {
	return await answer(world.cloudAt(at), incoming, baseUrl);
}

async function answer(cloud: Cloud, incoming: Incoming, baseUrl: string): Promise<Reply> {
	const { headers, path, query } = incoming;
	const { route, params } = matchRoute(incoming.method, path);
	const { authorization, host } = headers;
	const key = authenticate(cloud.state, route.plane, { authorization, host, params });
	return await route.operation({
		cloud,
		key,
		params,
		path,
		query,
		body: readJson(incoming, route),
		linkOrigin: cloud.settings.linkOrigin ?? baseUrl,
	});
}

function readJson(incoming: Incoming, { mediaType: expected = 'application/json' }: Route): unknown {
	if (incoming.body === '') return undefined;
	if (mediaType(incoming.headers) !== expected) throw malformed(`Content-Type must be ${expected}`);
	try {
		return JSON.parse(incoming.body);
	} catch {
		throw malformed('the body is not valid JSON');
	}
}
