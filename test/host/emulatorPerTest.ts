import type { PackageDirectoryLoader } from 'n8n-core';
import { startEmulator, type Emulator, type EmulatorOptions } from '../../emulator';
import { credentialsFor } from './host';
import { loadSources } from './package';
import { runNode, startNode, type NodeRun, type NodeSpec } from './runNode';

/** The package's nodes in n8n's engine, from their sources, over HTTP to an emulator that each test has for itself. */
export interface NodesOverEmulator {
	readonly emulator: Emulator;
	readonly loader: PackageDirectoryLoader;
	/** Credentials with the emulator's keys. */
	readonly credentials: () => ReturnType<typeof credentialsFor>;
	readonly run: (spec: NodeSpec) => Promise<NodeRun>;
	/** For tests that cancel the execution. */
	readonly start: (spec: NodeSpec) => ReturnType<typeof startNode>;
}

/** To be called once, at the top of a test file. */
export function emulatorPerTest(options: EmulatorOptions = { lifecycle: 'immediate' }): NodesOverEmulator {
	let emulator: Emulator | undefined;
	let loader: PackageDirectoryLoader | undefined;
	const started = <T>(value: T | undefined): T => {
		if (value === undefined) throw new Error('there is an emulator only while a test runs');
		return value;
	};

	beforeAll(() => {
		loader = loadSources();
	});
	beforeEach(async () => {
		emulator = await startEmulator(options);
	});
	afterEach(async () => {
		await emulator?.close();
		emulator = undefined;
	});

	const credentials = () => credentialsFor(started(emulator));
	return {
		get emulator() {
			return started(emulator);
		},
		get loader() {
			return started(loader);
		},
		credentials,
		run: async (spec) => await runNode(started(loader), credentials(), spec),
		start: (spec) => startNode(started(loader), credentials(), spec),
	};
}
