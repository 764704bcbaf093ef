import { loadSources } from '../../test/host/package';
import { whenTold } from '../readyProcess';
import { insertMany, type InsertOrder } from './insertMany';

// An n8n process of its own: what it inserts and where comes with the order.
const loader = loadSources();

void whenTold(async (order: InsertOrder) => await insertMany(loader, order));
