import { scopeFingerprint } from '../../../nodes/FlinkStatementTrigger/scopeFingerprint';
import type { FlinkEndpoint } from '../../../nodes/shared/confluent/http/endpoint';
import type { WatchTarget } from '../../../nodes/shared/confluent/watch/watchedStatements';

const ENDPOINT: FlinkEndpoint = {
	origin: 'https://flink.us-east-1.aws.confluent.cloud',
	organizationId: '1a2b3c4d-1234-5678-9abc-1a2b3c4d5e6f',
	environmentId: 'env-a1b2c3',
	cloud: 'aws',
	region: 'us-east-1',
};
const ENVIRONMENT: WatchTarget = { kind: 'environment' };
const NAMES: WatchTarget = { kind: 'statements', names: ['a', 'b'] };

const print = (endpoint: Partial<FlinkEndpoint> = {}, target: WatchTarget = ENVIRONMENT) => scopeFingerprint({ ...ENDPOINT, ...endpoint }, target);

describe('scopeFingerprint', () => {
	it('is short and shows nothing of the key', () => {
		expect(print()).toMatch(/^[\w-]{16}$/);
	});

	it('differs between everything that can be watched', () => {
		const prints = [
			print(),
			print({ organizationId: '2a2b3c4d-1234-5678-9abc-1a2b3c4d5e6f' }),
			print({ environmentId: 'env-other' }),
			print({ cloud: 'gcp' }),
			print({ region: 'us-east-2' }),
			print({}, { kind: 'computePool', computePoolId: 'lfcp-1' }),
			print({}, { kind: 'computePool', computePoolId: 'lfcp-2' }),
			print({}, { kind: 'labels', labels: ['a', 'b'] }),
			print({}, { kind: 'labels', labels: ['a'] }),
			print({}, { kind: 'environment', includeHidden: true }),
			print({}, { kind: 'computePool', computePoolId: 'lfcp-1', includeHidden: true }),
			print({}, { kind: 'labels', labels: ['a'], includeHidden: true }),
			print({}, NAMES),
			print({}, { kind: 'statements', names: ['a', 'b', 'c'] }),
			print({}, { kind: 'statements', names: ['ab'] }),
		];
		expect(new Set(prints).size).toBe(prints.length);
	});

	it.each<[string, string]>([
		['the address', print({ origin: 'https://flink.us-east-1.aws.private.confluent.cloud' })],
		['capitals in the organization ID', print({ organizationId: ENDPOINT.organizationId.toUpperCase() })],
	])('is the same whatever %s', (_, fingerprint) => {
		expect(fingerprint).toBe(print());
	});

	it('is the same in whatever order names are written', () => {
		expect(print({}, { kind: 'statements', names: ['b', 'a'] })).toBe(print({}, NAMES));
	});
});
