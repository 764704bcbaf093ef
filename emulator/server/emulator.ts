/* eslint-disable @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { once } from 'node:events';

import { World } from '../cloud/world';
import { Control } from '../control/control';
import type { EmulatorOptions, Identity } from '../state/options';
import { Faults } from '../traffic/faults';
import { Journal } from '../traffic/journal';
import { RateLimits } from '../traffic/rateLimits';
import { EmulatorServer } from './server';

/** The fields of n8n's "Confluent Flink API" credential. */
export interface FlinkApiCredential {
	readonly apiKeyId: string;
	readonly apiSecret: string;
	readonly organizationId: string;
	readonly environmentId: string;
	readonly cloud: string;
	readonly region: string;
}

export interface CloudApiCredential {
	readonly apiKeyId: string;
	readonly apiSecret: string;
}

export interface Emulator {
	/** `http://127.0.0.1:<port>`, for the gateway and the control plane alike. */
	readonly baseUrl: string;
	readonly flinkApi: FlinkApiCredential;
	readonly cloudApi: CloudApiCredential;
	readonly control: Control;
	/** Ends open requests and connections, and the engine. */
	close(): Promise<void>;
}

/** Starts a Confluent Cloud of its own on loopback; several may run side by side. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
	const world = new World(options);
	const journal = new Journal();
	const faults = new Faults();
	const limits = new RateLimits();
	const control = new Control(world, journal, faults, limits);
	const server = new EmulatorServer({
		world,
		journal,
		faults,
		limits,
		control,
		onExchange: options.onExchange,
	});
	server.http.listen(options.port ?? 0, '127.0.0.1');
	await once(server.http, 'listening');
	return {
		baseUrl: server.baseUrl(),
		...credentialsOf(world.settings.identity),
		control,
		async close() {
			server.http.close();
			server.http.closeAllConnections();
			await world.close();
		},
	};
}

function credentialsOf(identity: Identity): Pick<Emulator, 'flinkApi' | 'cloudApi'> {
	const { flinkKey, cloudKey, organizationId, environmentId, cloud, region } = identity;
	return {
		flinkApi: {
			apiKeyId: flinkKey.id,
			apiSecret: flinkKey.secret,
			organizationId,
			environmentId,
			cloud,
			region,
		},
		cloudApi: { apiKeyId: cloudKey.id, apiSecret: cloudKey.secret },
	};
}
