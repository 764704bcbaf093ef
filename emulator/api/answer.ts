import type { World } from '../cloud/world';
import { malformed } from '../http/errors';
import { mediaType, type Incoming } from '../http/incoming';
import type { Reply } from '../http/reply';
import { authenticate } from './auth';
import { matchRoute } from './router';
import type { Route } from './routes';

/** What the API answers: path, key and body are checked, then the operation runs. @throws ApiFailure */
export async function answerRequest(world: World, incoming: Incoming, baseUrl: string): Promise<Reply> {
	const { headers, path, query } = incoming;
	await world.catchUp();
	const { cloud } = world;
	const { route, params } = matchRoute(incoming.method, path);
	const { authorization, host } = headers;
	const key = authenticate(cloud.state, route.plane, { authorization, host, params });
	return route.operation({
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
