import { isOwnHost } from '../../control/ownHost';

it.each([
	['192.168.1.7:8080', '192.168.1.7', true],
	['192.168.1.7', '127.0.0.1', false],
	['[fe80::1]:8080', 'fe80::1', true],
	['[FE80:0::1]', 'fe80::1', true],
	['[fe80::2]', 'fe80::1', false],
	['[::ffff:127.0.0.1]', '127.0.0.1', true],
	['localhost', '192.168.1.7', true],
	['', '127.0.0.1', false],
	['bad host', '127.0.0.1', false],
	['localhost:port', '127.0.0.1', false],
	[undefined, '127.0.0.1', false],
])('%j is this machine where %s is listened on: %s', (header, listening, expected) => {
	expect(isOwnHost(header, listening)).toBe(expected);
});
