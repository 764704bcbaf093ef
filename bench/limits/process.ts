import { loadSources } from '../../test/host/package';
import { whenTold } from '../readyProcess';
import type { Order } from './inProcess';
import { submitMany } from './submitMany';

// An n8n process of its own: what it submits and for whom comes with the order.
const loader = loadSources();

void whenTold(async ({ target, prefix, count }: Order) => await submitMany(loader, target, prefix, count));
