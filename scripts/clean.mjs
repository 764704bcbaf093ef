import { rmSync } from 'node:fs';

// What was built before must not end up in the package.
rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true });
