import { removeCluster } from './cluster.mjs';

export default async function tearDown() {
  await removeCluster(globalThis.purseTestCluster);
}
