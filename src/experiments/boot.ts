import { type Host, ProgramStopped } from '../base/host.ts';
import { type Answers, readAnswers } from './answers.ts';
import type { Machine } from './experiment.ts';
import { packNewc } from './newc.ts';

/** A kernel, and the modules that an experiment needs of it, each after those that it depends on. */
export interface BootedKernel {
  readonly image: Uint8Array;
  readonly modules: readonly KernelModule[];
}

export interface KernelModule {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Booted extends Answers {
  /** The last lines of the console, of the kernel and of the program. */
  readonly console: readonly string[];
  /** Why the emulator was ended or ended badly; null where it did not. */
  readonly stopped: string | null;
}

/** A kernel is up in 4 to 20 seconds without any help from the processor; a machine with much else to do takes ten times that. */
const BOOT_TIMEOUT_MS = 180_000;
/** For each program after the first. */
const PROGRAM_TIMEOUT_MS = 30_000;
/**
 * A panic ends the machine, and so does an oops. A timer that comes late on a busy host is no fault; and a kernel that puts
 * itself in another place at each start answers otherwise to questions about memory.
 */
const KERNEL_WORDS = 'console=ttyS0 quiet panic=-1 oops=panic no_timer_check nokaslr';
const CONSOLE_BYTES = 4 * 1024 * 1024;
const ANSWER_BYTES = 1024 * 1024;
const SHOWN_LINES = 12;

/**
 * Boots a kernel in an emulated machine, which runs programs one after the other, and reads what they say. The machine has no
 * network, and no disk or folder of the host's; two serial lines lead out of it.
 *
 * @param programs each with the support header, which makes any of them the first process too.
 * @param folder an empty folder to work in.
 */
export async function boot(
  programs: readonly Uint8Array[],
  kernel: BootedKernel,
  machine: Machine,
  { emulator, folder, host }: { readonly emulator: string; readonly folder: string; readonly host: Host },
): Promise<Booted> {
  const [image, initramfs, answers] = ['vmlinuz', 'initramfs', 'answers'].map((each) => `${folder}/${each}`);
  if (!image || !initramfs || !answers) throw new Error('a machine has three files');
  await host.write(image, kernel.image);
  await host.write(initramfs, firstFiles(programs, kernel.modules));
  const command = [
    emulator,
    ...['-machine', 'q35,accel=tcg', '-cpu', machine.cpu, '-m', String(machine.memory)],
    // Nothing but what is named: a display adapter, whose memory experiments map, and no network card.
    ...['-nodefaults', '-no-user-config', '-nic', 'none', '-display', 'none', '-device', 'VGA', '-no-reboot'],
    ...['-serial', 'stdio', '-serial', `file:${answers}`],
    ...['-kernel', image, '-initrd', initramfs],
    ...['-append', [KERNEL_WORDS, machine.boot ?? ''].join(' ').trim()],
  ];
  const ran = await host
    .run(command, {
      cwd: folder,
      timeoutMs: BOOT_TIMEOUT_MS + (programs.length - 1) * PROGRAM_TIMEOUT_MS,
      maxBytes: CONSOLE_BYTES,
    })
    .catch((error: unknown) => {
      if (error instanceof ProgramStopped) return error;
      throw error;
    });
  const said = await host.read(answers, { maxBytes: ANSWER_BYTES });
  return {
    ...readAnswers(said === null ? '' : new TextDecoder().decode(said)),
    console: lastLines(new TextDecoder().decode(ran.stdout)),
    stopped:
      ran instanceof ProgramStopped
        ? ran.message
        : ran.code === 0
          ? null
          : ran.stderr.trim() || `exit ${ran.code}`,
  };
}

const FOLDER = 0o040755;
const PROGRAM = 0o100755;
const FILE = 0o100644;
const CHARACTER_DEVICE = 0o020600;

function firstFiles(programs: readonly Uint8Array[], modules: readonly KernelModule[]): Uint8Array {
  const [first = new Uint8Array()] = programs;
  return packNewc([
    ...['dev', 'proc', 'sys', 'tmp', 'modules', 'experiments'].map((path) => ({ path, mode: FOLDER })),
    { path: 'dev/console', mode: CHARACTER_DEVICE, device: [5, 1] as const },
    { path: 'init', mode: PROGRAM, bytes: first },
    // They are run, and modules are loaded, in the order of their names.
    ...programs.map((bytes, index) => ({ path: `experiments/${numbered(index)}`, mode: PROGRAM, bytes })),
    ...modules.map(({ name, bytes }, index) => ({
      path: `modules/${numbered(index)}-${name}.ko`,
      mode: FILE,
      bytes,
    })),
  ]);
}

const numbered = (index: number): string => String(index).padStart(3, '0');

/** Firmware clears the screen and sets colours; none of that is a line. */
const SCREEN = new RegExp(`${String.fromCharCode(27)}(?:\\[[0-9;?]{0,20}[A-Za-z]|c)`, 'g');

const lastLines = (text: string): string[] =>
  text
    .replace(SCREEN, '')
    .split(/\r*\n|\r/)
    .map((line) => line.replace(/[^\x20-\x7e]/g, '').trimEnd())
    .filter((line) => line !== '')
    .slice(-SHOWN_LINES);
