import { describePeer } from '../installed';
import { tableApiChecks } from './checks';

describePeer('tableApi', tableApiChecks);
