/** Stands in for the native binding of the Kafka client: it is loaded when the server starts, and never used here. */
class Unused {}
const known = { features: () => '', librdkafkaVersion: 'none' };
module.exports = () => new Proxy(known, { get: (target, name) => target[name] ?? Unused });
