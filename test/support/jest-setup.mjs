import { nameCluster } from './cluster.mjs';

export default async function setUp() {
  globalThis.purseTestCluster = await nameCluster();
}
