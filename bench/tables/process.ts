import { loadBuiltPackage } from '../../test/host/package';
import { whenTold } from '../readyProcess';
import { insertMany, type InsertOrder } from './insertMany';

// An n8n process of its own, with the package as people install it: what runs the sources adds work to each function
// that they make. What it inserts and where comes with the order.
void loadBuiltPackage().then(async (loader) => await whenTold(async (order: InsertOrder) => await insertMany(loader, order)));
