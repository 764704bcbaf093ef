// The scan that n8n runs on a published community package: on the sources here, and on the packed tarball.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { analyzePackage, SOURCE_FILE_PATTERNS } from '@n8n/scan-community-package/scanner/scanner.mjs';

/** What the scan looks at in the package as it is installed. */
const PACKED_FILE_PATTERNS = ['**/*.js', 'package.json'];

const folder = mkdtempSync(join(tmpdir(), 'n8n-scan-'));
try {
	const packed = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
	const [{ filename, files }] = JSON.parse(packed);
	if (!files.some(({ path }) => path.startsWith('dist/'))) throw new Error('There is nothing built in the package: run npm run build first.');
	execFileSync('tar', ['-xzf', join(folder, filename), '-C', folder]);
	const scans = [
		['sources', process.cwd(), SOURCE_FILE_PATTERNS],
		[filename, join(folder, 'package'), PACKED_FILE_PATTERNS],
	];
	for (const [name, where, patterns] of scans) {
		const { passed, message, details } = await analyzePackage(where, patterns);
		console.log(`${name}: ${passed ? 'passed' : `failed: ${message ?? ''}\n${details ?? ''}`}`);
		if (!passed) process.exitCode = 1;
	}
} finally {
	rmSync(folder, { recursive: true, force: true });
}
