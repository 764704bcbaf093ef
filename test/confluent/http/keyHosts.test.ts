import { controlPlaneOf, mayReceiveKey } from '../../../nodes/shared/confluent/http/keyHosts';

const CONFLUENT = 'https://api.confluent.cloud';

describe('the control plane that a key of the data plane may be shown to', () => {
	it.each([
		['the public endpoint', 'https://flink.us-east-1.aws.confluent.cloud', CONFLUENT],
		['the private endpoint', 'https://flink.us-east-1.aws.private.confluent.cloud', CONFLUENT],
		['an access point', 'https://flink-ap1a2b3c.us-east-1.aws.accesspoint.glb.confluent.cloud', CONFLUENT],
		['a proxy', 'https://proxy.example.com', 'https://proxy.example.com'],
		['a proxy on this machine', 'http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
		['a host that only looks like Confluent Cloud', 'https://confluent.cloud.evil.example', 'https://confluent.cloud.evil.example'],
		['a host with its name at the end', 'https://flink.evilconfluent.cloud', 'https://flink.evilconfluent.cloud'],
		['another port of Confluent Cloud', 'https://flink.us-east-1.aws.confluent.cloud:8443', 'https://flink.us-east-1.aws.confluent.cloud:8443'],
	])('for %s', (_what, own, control) => {
		expect(controlPlaneOf(own)).toBe(control);
		expect(mayReceiveKey(new URL(controlPlaneOf(own)), new URL(own))).toBe(true);
	});
});
