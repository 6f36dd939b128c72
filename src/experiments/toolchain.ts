import type { Host } from '../base/host.ts';

/** The programs that experiments are run with. */
export interface Toolchain {
  /** A C compiler. */
  readonly compiler: string;
  /** QEMU for x86-64. */
  readonly emulator: string;
}

export const EMULATOR = 'qemu-system-x86_64';
const COMPILERS = ['cc', 'gcc', 'clang'];

/**
 * Looks for a compiler and an emulator, before anything is done.
 *
 * @param named a compiler that the user asks for by name.
 * @returns what is not there, in words for the user.
 */
export async function findToolchain(
  host: Pick<Host, 'run'>,
  named?: string,
): Promise<Toolchain | { readonly missing: readonly string[] }> {
  const [compiler, emulator] = await Promise.all([
    firstOf(named === undefined ? COMPILERS : [named], host),
    firstOf([EMULATOR], host),
  ]);
  if (compiler !== null && emulator !== null) return { compiler, emulator };
  return {
    missing: [
      ...(compiler === null ? [named ?? 'a C compiler (cc, gcc or clang)'] : []),
      ...(emulator === null ? [EMULATOR] : []),
    ],
  };
}

async function firstOf(programs: readonly string[], host: Pick<Host, 'run'>): Promise<string | null> {
  for (const program of programs) {
    const ran = await host.run([program, '--version'], { timeoutMs: 30_000 }).catch(() => null);
    if (ran?.code === 0) return program;
  }
  return null;
}
