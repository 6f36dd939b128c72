import type { Host } from '../../base/host.ts';
import type { Tree } from '../../sources/tree.ts';
import type { BootedKernel } from '../boot.ts';

/** Where kernels can be had. One file each in this folder. */
export interface KernelProvider {
  readonly name: string;
  provide(order: KernelOrder): Promise<ProvidedKernel>;
}

export interface KernelOrder {
  readonly treeName: string;
  /** Null for a kernel of the user's own that no tree stands for. */
  readonly tree: Tree | null;
  /** A kernel of the user's own for it. */
  readonly own: OwnKernel | null;
  /** Modules that experiments need, without what they depend on. */
  readonly modules: readonly string[];
  readonly host: Host;
  /** A folder on the disk of the cache, for what is large and passing. */
  readonly workFolder: string;
  readonly onProgress: (step: {
    readonly phase: KernelPhase;
    readonly done: number;
    readonly total: number;
  }) => void;
}

export interface OwnKernel {
  /** Path of a bzImage. */
  readonly image: string;
  /** The folder with its modules; null where none is named. */
  readonly modules: string | null;
}

export const KERNEL_PHASES = ['download', 'unpack'] as const;
export type KernelPhase = (typeof KERNEL_PHASES)[number];

/** A kernel, and of each module that was asked for its files; a module that is not there has none. */
export interface Kernel {
  readonly image: Uint8Array;
  /** Module -> itself, after all that it depends on; empty for one that is built into the kernel. */
  readonly modules: ReadonlyMap<string, BootedKernel['modules']>;
}

export type ProvidedKernel = Kernel | { readonly declined: string | null };

/**
 * What is wrong with an image, as far as its header tells (see Documentation/arch/x86/boot.rst in the kernel's source): null
 * for one that is whole.
 */
export function faultOfImage(image: Uint8Array): string | null {
  const view = new DataView(image.buffer, image.byteOffset, image.byteLength);
  if (image.length < 0x260 || view.getUint32(MAGIC_AT, true) !== MAGIC) return 'is no kernel image (bzImage)';
  const setup = view.getUint8(SETUP_SECTORS_AT) || 4;
  const size = (setup + 1) * 512 + view.getUint32(SYSTEM_SIZE_AT, true) * 16;
  return image.length < size ? `is cut short: it has ${image.length} of ${size} bytes` : null;
}

const SETUP_SECTORS_AT = 0x1f1;
const SYSTEM_SIZE_AT = 0x1f4;
const MAGIC_AT = 0x202;
/** "HdrS" */
const MAGIC = 0x53726448;
