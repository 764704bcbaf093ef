import { testIn } from './compatibility.mjs';
import { N8N_1 } from './n8nLines.mjs';

testIn(N8N_1);
