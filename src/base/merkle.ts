import { sha256 } from './hash.ts';

/**
 * Merkle trees as Certificate Transparency has them (RFC 6962, section 2.1): SHA-256, a byte 0 before what a leaf holds
 * and a byte 1 before two nodes, so that none can be taken for the other. Nodes are told as lower-case hex.
 */
export function merkleRoot(leaves: readonly string[]): string {
  let level = leaves.map(leafOf);
  if (level.length === 0) return sha256('');
  while (level.length > 1) level = levelAbove(level);
  return level[0] as string;
}

/** The nodes that lead from one leaf to the root, from the leaf on up. */
export function merklePath(leaves: readonly string[], index: number): PathStep[] {
  const path: PathStep[] = [];
  let level = leaves.map(leafOf);
  for (let at = index; level.length > 1; at >>= 1) {
    const isRight = at % 2 === 1;
    const beside = level[isRight ? at - 1 : at + 1];
    // The last node of an odd level goes up as it is.
    if (beside !== undefined) path.push({ side: isRight ? 'left' : 'right', node: beside });
    level = levelAbove(level);
  }
  return path;
}

export interface PathStep {
  /** On which side of the way up the node stands. */
  readonly side: 'left' | 'right';
  readonly node: string;
}

/** The root that a leaf and its path lead to. */
export const rootAbove = (leaf: string, path: readonly PathStep[]): string =>
  path.reduce(
    (below, { side, node }) => (side === 'left' ? nodeOf(node, below) : nodeOf(below, node)),
    leafOf(leaf),
  );

const leafOf = (content: string): string => sha256(Buffer.concat([Buffer.of(0), Buffer.from(content)]));

const nodeOf = (left: string, right: string): string =>
  sha256(Buffer.concat([Buffer.of(1), Buffer.from(left, 'hex'), Buffer.from(right, 'hex')]));

function levelAbove(level: readonly string[]): string[] {
  const above: string[] = [];
  for (let at = 0; at < level.length; at += 2) {
    const [left, right] = [level[at] as string, level[at + 1]];
    above.push(right === undefined ? left : nodeOf(left, right));
  }
  return above;
}
