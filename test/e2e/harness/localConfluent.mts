import { startEmulator, type EmulatorDescription } from '../../../demo/emulator.mjs';
import { demoCredentials } from '../../../demo/credentials.mjs';

/** A local Confluent Cloud in a process of its own, with its control endpoints at hand. */
export interface LocalConfluent {
	readonly description: EmulatorDescription;
	/** The two Confluent credentials for it, as n8n stores them. */
	readonly credentials: ReturnType<typeof demoCredentials>;
	/** One control call, such as `control('POST', 'faults', { … })`; resolves with its answer. */
	control(method: 'GET' | 'POST' | 'DELETE', name: string, body?: object): Promise<unknown>;
	stop(): Promise<void>;
}

/**
 * Starts one.
 *
 * @param home folder for its log
 * @param options further options of `npm run emulator`, such as `--limits`
 */
export async function startLocalConfluent(home: string, options: readonly string[] = []): Promise<LocalConfluent> {
	const { description, process } = await startEmulator(home, options);
	const control: LocalConfluent['control'] = async (method, name, body) => {
		const response = await fetch(`${description.baseUrl}/__emulator/${name}`, {
			method,
			...(method === 'GET' ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}) }),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`The emulator answered ${method} ${name} with ${String(response.status)}: ${text}`);
		return text === '' ? undefined : JSON.parse(text);
	};
	const credentials = demoCredentials(description, 0).filter(({ type }) => type.startsWith('confluent'));
	return { description, credentials, control, stop: () => process.stop() };
}
