import { testIn } from './compatibility.mjs';
import { N8N_2 } from './n8nLines.mjs';

testIn(N8N_2);
