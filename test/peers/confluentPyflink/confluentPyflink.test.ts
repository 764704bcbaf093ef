import { describePeer } from '../installed';
import { tableApiChecks } from '../tableApi/checks';

describePeer('confluentPyflink', tableApiChecks);
