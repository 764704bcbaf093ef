module.exports = {
	testEnvironment: 'node',
	// Much of a test's time is waiting for HTTP on loopback: three at a time use both cores of a small machine.
	maxWorkers: 3,
	// In milliseconds. Ends a test that hangs; one on a busy machine may take its time.
	testTimeout: 60_000,
	testMatch: ['<rootDir>/{test,emulator/test}/**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/', '<rootDir>/test/compat/', '<rootDir>/test/resilience/', '<rootDir>/test/peers/'],
	reporters: ['default', '<rootDir>/test/host/skippedTests.js'],
	setupFiles: ['<rootDir>/test/host/quietLog.ts'],
	modulePathIgnorePatterns: ['<rootDir>/dist/package.json', '<rootDir>/demo/', '<rootDir>/test/compat/', '/.cache/'],
	transform: {
		'^.+\\.ts$': [
			'@swc/jest',
			{ jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
		],
	},
};
